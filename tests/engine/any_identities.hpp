// What must be true of every platform of every scenario at the end of every week, in any build. WeeklyIdentities knows more of small markets without
// deposits, shares, tokens, shocks or later launches.
#pragma once
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>

#include "engine/fingerprint.hpp"
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare::testing {

/// Remembers what closed platforms looked like.
class AnyIdentities {
 public:
  /// Looks at the state at the end of a week; returns what is broken, one name a line, or nothing.
  std::string look(const Scenario& scenario, const State& state) {
    broken_.clear();
    for (std::size_t k = 0; k < state.platforms.size(); ++k) {
      const PlatformState& p = state.platforms[k];
      check_money(scenario, p);
      check_holdings(p);
      check_people(state, p);
      if (p.is_alive) check_attention(state, p);
      else if (p.closed_week >= 0) check_closed(p, k);
    }
    return broken_.empty() ? "" : "week " + std::to_string(state.week) + "\n" + broken_;
  }

 private:
  void check(bool holds, const char* what) {
    if (!holds) broken_ += std::string(what) + "\n";
  }

  void check_money(const Scenario& scenario, const PlatformState& p) {
    const auto quantity = static_cast<std::int64_t>(scenario.market.buyers_per_agent);
    Cents held = 0, sold = 0, deposits = 0;
    for (const Dispute& d : p.disputes) held += d.held();
    for (Cents sales : p.sellers.sales_total) sold += sales;
    for (const Proposal& v : p.governance.proposals) {
      deposits += is_live(v.state) ? v.deposit : 0;
      for (const House& h : v.houses) check(h.yes >= 0 && h.no >= 0 && h.abstain >= 0 && h.yes + h.no + h.abstain <= h.electorate, "votes are at most the power at the snapshot");
    }
    check(p.ledger.total() == 0, "no money is made or lost");
    check(p.ledger.balance(Account::escrow) == held, "escrow holds the waiting disputes and nothing else");
    check(p.ledger.balance(Account::deposits) == deposits, "deposits are those of live proposals");
    check(p.ledger.balance(Account::reserve) >= 0, "the reserve is never below zero");
    check(!p.is_alive || p.ledger.balance(Account::cash) >= 0, "a living platform has no debt");
    check(std::accumulate(p.week.fees_by.begin(), p.week.fees_by.end(), Cents{0}) == p.week.fees, "the parts of the fee add up to it");
    check(p.orders_placed == p.orders_ended + static_cast<std::int64_t>(p.disputes.size()) * quantity, "every order ends once");
    check(sold <= -p.ledger.balance(Account::buyers), "sellers sold no more than buyers paid");
  }

  void check_holdings(const PlatformState& p) {
    const Governance& g = p.governance;
    Tokens held = g.custody + g.treasury_tokens;
    for (Tokens tokens : g.members.tokens) held += tokens;
    for (Tokens tokens : g.members.locked) held += tokens;
    check(held == g.minted - g.burned, "all tokens are held by somebody");
    check(std::accumulate(g.members.capital.begin(), g.members.capital.end(), Cents{0}) == g.holdings.capital_in - g.holdings.capital_out,
          "capital is what was paid in and retained, less what was taken out");
  }

  void check_people(const State& state, const PlatformState& p) {
    check(p.buyers.experience.isFinite().all() && p.sellers.income_week.isFinite().all() && p.sellers.sales_quarter.isFinite().all(), "columns hold numbers");
    std::vector<std::int64_t> buyers(state.niche_buyers.size(), 0), sellers(buyers);
    for (std::size_t i = 0; i < state.buyers.size(); ++i) buyers[state.buyers.record[i].niche] += p.buyers.is_member(i);
    for (std::size_t j = 0; j < state.sellers.size(); ++j) sellers[state.sellers.niche[j]] += p.sellers.is_member(j);
    bool is_same = true;
    for (std::size_t z = 0; z < buyers.size(); ++z) {
      const auto row = static_cast<Eigen::Index>(z);
      is_same = is_same && p.niches.member_buyers[row] == buyers[z];
    }
    check(!p.is_alive || is_same, "counts of members are those of the flags");
    check((p.niches.satisfied_share >= 0 && p.niches.satisfied_share <= 1).all() && p.niches.mean_experience.isFinite().all(), "what is known of a niche is shares and numbers");
  }

  void check_attention(const State& state, const PlatformState& p) {
    const Niches& n = p.niches;
    for (std::size_t z = 0; z + 1 < n.shelf_first.size(); ++z) {
      double sum = 0;
      bool is_whole = n.shelf_first[z] < n.shelf_first[z + 1];
      for (std::size_t i = n.shelf_first[z]; i < n.shelf_first[z + 1]; ++i) {
        // what a guest from another niche has stands on the shelf alone
        const std::uint32_t seller = n.record[i].seller;
        const bool is_suspended = p.sellers.flags[static_cast<Eigen::Index>(seller)] & seller_suspended, is_guest = state.sellers.niche[seller] != z;
        if (!is_guest) sum += static_cast<double>(p.sellers.exposure[static_cast<Eigen::Index>(seller)]);
        else if (!is_suspended) sum += 1 / static_cast<double>(n.wait[i]);
        is_whole = is_whole && !is_suspended;
      }
      check(sum < 1 + 1e-4 && (!is_whole || sum > 1 - 1e-4), "the attention of a niche is shared out once");
    }
  }

  void check_closed(const PlatformState& p, std::size_t platform) {
    Fingerprint print;
    for (std::size_t a = 0; a < n_accounts; ++a) print.add(p.ledger.balance(static_cast<Account>(a)));
    print.add(p.buyers.flags), print.add(p.sellers.flags), print.add(p.buyers.experience);
    print.add(std::span(p.sellers.sales_total)), print.add(p.orders_placed), print.add(p.closed_week);
    const auto [was, is_new] = closed_.try_emplace(platform, print.value());
    check(was->second == print.value(), "a closed platform stands still");
    check(p.disputes.empty() && p.governance.live.empty(), "a closed platform has nothing open");
    if (is_new) return;
    const Week& w = p.week;
    check(w.needs == 0 && w.visits == 0 && w.orders == 0 && w.gmv == 0 && w.fees == 0 && w.costs == 0 && w.seller_income == 0 && w.buyers_joined == 0 && w.sellers_joined == 0 &&
              w.ballots_asked == 0,
          "a closed platform counts zero");
  }

  std::string broken_;
  std::map<std::size_t, std::uint64_t> closed_;  // hash of each closed platform
};

}  // namespace townsquare::testing
