#include "engine/identities.hpp"

#include <cmath>

#include "engine/check.hpp"

namespace townsquare {
namespace {

void check_money(const PlatformState& p) {
  check(p.ledger.total() == 0, "no money is made or lost");
  Cents held = 0;
  for (const Dispute& d : p.disputes) held += d.held();
  check(p.ledger.balance(Account::escrow) == held, "escrow holds the disputed orders and nothing else");
  check(p.ledger.balance(Account::reserve) >= 0, "the reserve is never below zero");
  check(!p.is_alive || p.ledger.balance(Account::cash) >= 0, "a living platform has no debt");
  Cents parts = 0;
  for (Cents part : p.week.fees_by) parts += part;
  check(parts == p.week.fees, "the parts of the fee add up to it");
}

void check_orders(const Scenario& scenario, const PlatformState& p) {
  const auto quantity = static_cast<std::int64_t>(scenario.market.buyers_per_agent);
  const auto waiting = static_cast<std::int64_t>(p.disputes.size()) * quantity;
  check(p.orders_placed == p.orders_ended + waiting, "every order ends once, settled or refunded");
  Cents lifetime_sales = 0;
  for (Cents sales : p.sellers.sales_total) lifetime_sales += sales;
  check(lifetime_sales <= -p.ledger.balance(Account::buyers), "sellers sold no more than buyers paid");
}

void check_votes(const PlatformState& p) {
  for (const Proposal& proposal : p.governance.proposals)
    for (const House& house : proposal.houses) check(house.yes + house.no + house.abstain <= house.electorate, "votes cast are at most the power at the snapshot");
  Cents deposits = 0;
  for (std::uint32_t id : p.governance.live) deposits += p.governance.proposals[id].deposit;
  check(p.ledger.balance(Account::deposits) == deposits, "deposits are those of live proposals");
}

void check_holdings(const PlatformState& p) {
  const Governance& g = p.governance;
  Tokens held = g.custody + g.treasury_tokens;
  for (Tokens tokens : g.members.tokens) held += tokens;
  for (Tokens tokens : g.members.locked) held += tokens;
  check(held == g.minted - g.burned, "all tokens that were minted and not burned are held by somebody");
  Cents capital = 0;
  for (Cents c : g.members.capital) {
    check(c >= 0, "nobody has less than no capital");
    capital += c;
  }
  check(capital == g.holdings.capital_in - g.holdings.capital_out, "capital is what was paid in and retained, less what was taken out");
  for (const Redemption& r : g.holdings.queue) check(r.amount > 0, "whoever waits for a redemption is owed something");
}

/// Who was suspended this week has given up what it was shown with. What a guest of a niche has is read off the shelf.
void check_attention(const State& state, const PlatformState& p) {
  for (std::size_t z = 0; z + 1 < p.niches.shelf_first.size(); ++z) {
    double sum = 0;
    bool is_whole = p.niches.shelf_first[z] < p.niches.shelf_first[z + 1];
    for (std::size_t i = p.niches.shelf_first[z]; i < p.niches.shelf_first[z + 1]; ++i) {
      const std::uint32_t j = p.niches.record[i].seller;
      const auto row = static_cast<Eigen::Index>(j);
      const bool is_suspended = p.sellers.flags[row] & seller_suspended;
      if (state.sellers.niche[j] == z) sum += static_cast<double>(p.sellers.exposure[row]);
      else sum += is_suspended ? 0 : 1 / static_cast<double>(p.niches.wait[i]);
      is_whole = is_whole && !is_suspended;
    }
    check(sum < 1 + 1e-4 && (!is_whole || sum > 1 - 1e-4), "the attention of a niche is shared out once");
  }
}

}  // namespace

void check_identities(const Scenario& scenario, const State& state) {
  for (const PlatformState& p : state.platforms) {
    check_money(p);
    check_orders(scenario, p);
    check_votes(p);
    check_holdings(p);
    if (p.is_alive) check_attention(state, p);
    check(p.buyers.experience.isFinite().all(), "experience is a number");
  }
}

}  // namespace townsquare
