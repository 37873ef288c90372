#include "engine/population/memberships.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/institutions.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {

/// Where each class starts. Classes that the constitution does not know have no rows.
void lay_out(Memberships& m, const Platform& spec, const State& state) {
  const Ownership& own = spec.ownership;
  const std::size_t buyers = own.buyers_are_members != 0 ? state.buyers.size() : 0;
  // the founder's tokens need somebody to hold them
  const std::size_t workers = std::max(static_cast<std::size_t>(own.workers), std::size_t{own.founders_share > 0});
  const bool has_outsiders = has_tokens(own) || is_attacked(spec);
  const std::size_t sizes[n_member_classes] = {state.sellers.size(), buyers, workers, static_cast<std::size_t>(own.investors), has_outsiders ? 1U : 0U};
  for (std::size_t c = 0; c < n_member_classes; ++c) m.first[c + 1] = m.first[c] + static_cast<std::uint32_t>(sizes[c]);
}

void draw_duty(Memberships& m, const Voters& voters, const Luck& luck) {
  m.fatigue.assign(m.size(), 0.F);
  m.duty.resize(m.size());
  for (std::uint32_t row = 0; row < m.size(); ++row) m.duty[row] = static_cast<float>(voters.duty_mean + voters.duty_sd * luck.normal(Purpose::duty, 0, row));
}

/// Spreads an amount over rows by a lognormal law, in whole units by largest remainder.
void spread(Memberships& m, Tokens amount, const std::vector<std::uint32_t>& rows, double sigma, const Luck& luck) {
  std::vector<double> weights;
  for (std::uint32_t row : rows) weights.push_back(math::exp(sigma * luck.normal(Purpose::holdings, 0, row)));
  const std::vector<Cents> parts = split_by_largest_remainder(amount, std::span<const double>(weights));
  for (std::size_t i = 0; i < rows.size(); ++i) m.tokens[rows[i]] += parts[i];
}

std::vector<std::uint32_t> rows_between(std::uint32_t begin, std::uint32_t end) {
  std::vector<std::uint32_t> rows(end - begin);
  std::iota(rows.begin(), rows.end(), begin);
  return rows;
}

/// Founding members: sellers and, where they are members, buyers who are there at the launch. A person in both roles is one, a seller.
std::vector<std::uint32_t> founding_rows(const PlatformState& p, const Sellers& sellers) {
  const Memberships& m = p.governance.members;
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = m.first[0]; row < m.first[1]; ++row)
    if (p.sellers.is_member(row)) rows.push_back(row);
  for (std::uint32_t row = m.first[1]; row < m.first[2]; ++row)
    if (p.buyers.is_member(row - m.first[1]) && !(sellers.is_also_buyer(row - m.first[1]) && p.sellers.is_member(row - m.first[1]))) rows.push_back(row);
  return rows;
}

/// Founder, investors, treasury, and the rest over founding members, of whose part some lies in custody and never votes.
void hand_out_tokens(PlatformState& p, const Sellers& sellers, const Ownership& own, const Luck& luck) {
  Governance& g = p.governance;
  Memberships& m = g.members;
  m.tokens.assign(m.size(), 0);
  m.locked.assign(m.size(), 0);
  m.unlock_week.assign(m.size(), 0);
  const Tokens supply = static_cast<Tokens>(own.tokens) * one_token;
  const double rest = std::max(0., 1 - own.founders_share - own.investors_share - own.treasury_share);
  const double parts[] = {own.founders_share, own.investors_share, own.treasury_share, rest * own.custody_share, rest * (1 - own.custody_share)};
  const std::vector<Cents> amounts = split_by_largest_remainder(supply, std::span<const double>(parts));
  const auto worker = m.first[2], investor = m.first[3], outsider = m.first[4];
  if (worker < investor) m.tokens[worker] = amounts[0];
  const std::vector<std::uint32_t> investors = rows_between(investor, outsider), founders = founding_rows(p, sellers);
  // a group without people leaves its tokens in the treasury
  g.treasury_tokens = amounts[2] + (worker < investor ? 0 : amounts[0]) + (investors.empty() ? amounts[1] : 0) + (founders.empty() ? amounts[4] : 0);
  spread(m, amounts[1], investors, own.concentration, luck);
  spread(m, amounts[4], founders, own.concentration, luck);
  g.custody = amounts[3];
  g.minted = supply;
  // vote escrow: some holders lock what they have
  for (std::uint32_t row = 0; row < m.size(); ++row) {
    if (luck.uniform(Purpose::holdings, 0, row, 1) >= own.lock_share) continue;
    m.locked[row] = std::exchange(m.tokens[row], 0);
    m.unlock_week[row] = static_cast<std::int32_t>(own.lock_weeks * luck.uniform(Purpose::holdings, 0, row, 2) + 1);
  }
}

/// Founding members, workers and investors pay for their shares. An agent of several buyers pays for all of them.
void open_register(PlatformState& p, const Sellers& sellers, const Scenario& scenario, const Ownership& own) {
  Memberships& m = p.governance.members;
  m.capital.assign(m.size(), 0);
  m.has_share.assign(m.size(), 0);
  std::vector<std::uint32_t> rows = founding_rows(p, sellers);
  for (std::uint32_t row = m.first[2]; row < m.first[4]; ++row) rows.push_back(row);
  for (std::uint32_t row : rows) {
    const double people = m.class_of(row) == MemberClass::buyer ? scenario.market.buyers_per_agent : 1;
    m.has_share[row] = 1;
    m.capital[row] = static_cast<Cents>(own.buy_in) * static_cast<Cents>(people);
    p.governance.holdings.capital_in += m.capital[row];
  }
  p.ledger.move(Account::members, Account::cash, p.governance.holdings.capital_in);
}

/// Whoever delegates chooses the most dutiful of a few acquaintances, drawn from its own class; sticky.
void choose_delegates(Memberships& m, double rate, const Luck& luck) {
  constexpr std::uint32_t acquaintances = 8;
  m.delegate = rows_between(0, m.size());
  for (std::uint32_t row = 0; row < m.size(); ++row) {
    if (luck.uniform(Purpose::delegation, 0, row) >= rate) continue;
    const auto c = static_cast<std::size_t>(m.class_of(row));
    const std::uint32_t begin = m.first[c], n = m.first[c + 1] - begin;
    for (std::uint32_t k = 1; k <= acquaintances; ++k) {
      const std::uint32_t other = begin + static_cast<std::uint32_t>(luck.uniform(Purpose::delegation, 0, row, k) * n);
      if (m.duty[other] > m.duty[m.delegate[row]]) m.delegate[row] = other;
    }
  }
}

}  // namespace

void enroll(PlatformState& p, const Scenario& scenario, std::size_t platform, const State& state, const Luck& luck) {
  const Platform& spec = scenario.platforms[platform];
  Memberships& m = p.governance.members;
  lay_out(m, spec, state);
  draw_duty(m, scenario.voters, luck);
  if (has_tokens(spec.ownership)) hand_out_tokens(p, state.sellers, spec.ownership, luck);
  p.governance.holdings.token_price = spec.ownership.token_price;
  if (spec.ownership.delegation_rate > 0) choose_delegates(m, spec.ownership.delegation_rate, luck);
  if (spec.ownership.buyers_are_members != 0) {
    const auto n = static_cast<Eigen::Index>(state.buyers.size());
    p.buyers.spend_quarter = p.buyers.surplus_quarter = Column<float>::Zero(n);
    p.buyers.joined_week = Column<std::int32_t>::Zero(n);
    p.buyers.spend_year.assign(state.buyers.size(), 0);
    p.buyers.spend.assign(state.buyers.size(), 0);
  }
  if (spec.keeps_shares()) open_register(p, state.sellers, scenario, spec.ownership);
  p.governance.holdings.cash_at_year_start = p.ledger.balance(Account::cash);
}

}  // namespace townsquare
