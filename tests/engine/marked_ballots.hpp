// A platform of ten voters whose ballots are marked by hand: nobody votes or drafts of its own accord.
#pragma once
#include "tests/engine/voting_world.hpp"

namespace townsquare::testing {

inline constexpr std::uint16_t no = first_code, yes = first_code + 1;

/// Ten sellers with a quarter of trade behind them, in week 20.
struct TenVoters : SmallWorld {
  static Scenario scenario() {
    Scenario s = voting_scenario(10);
    s.voters.draft_rate = 0;
    s.voters.duty_mean = -50;
    s.platforms[0].capital.start_cash = 1'000'000;
    return s;
  }
  explicit TenVoters(const Scenario& s, double fixed_cost = 1e5) : SmallWorld(s, 7) {
    state.sellers.reservation_income.setConstant(100);
    open_shop(*this);
    write_quarter(*this, std::vector<double>(state.sellers.size(), 1e6), fixed_cost, .1);
    state.week = 20;
  }
  void live(int weeks = 1) {
    for (int w = 0; w < weeks; ++w) {
      ++state.week;
      govern(world);
    }
  }
  /// Filed at the end of this week's government.
  std::uint32_t propose(DecisionClass subject, double present, double proposed) {
    governing::Draft draft;
    draft.change = {subject, 0, {present, proposed}};
    return governing::file(world, 0, std::move(draft));
  }
  std::uint32_t propose_fee(double proposed) { return propose(DecisionClass::fees, platform().policy.fees[0], proposed); }
  Proposal& proposal(std::uint32_t id) { return platform().governance.proposals[id]; }
  void mark(std::uint32_t id, std::uint32_t begin, std::uint32_t end, std::uint16_t ballot, std::size_t house = 0) {
    for (std::uint32_t row = begin; row < end; ++row) {
      proposal(id).houses[house].ballot[row] = ballot;
      ++proposal(id).houses[house].cast;
    }
  }
  double fee() { return platform().policy.fees[0]; }
  Cents balance(Account a) { return platform().ledger.balance(a); }
};

inline DecisionProcess& fees_of(Scenario& s) { return s.platforms[0].decisions[0]; }

}  // namespace townsquare::testing
