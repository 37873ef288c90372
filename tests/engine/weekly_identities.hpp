// What must be true of one platform at the end of every week, kept by an observer that remembers the last one.
#pragma once
#include <cstdint>
#include <string>

#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare::testing {

/// Sums since the launch, and last week's counts.
class WeeklyIdentities {
 public:
  /// Looks at the state at the end of a week; returns what is broken, one name a line, or nothing.
  std::string look(const Scenario& scenario, const State& state, std::size_t platform);

  std::int64_t n_proposals() const { return n_proposals_; }
  bool has_closed() const { return has_closed_; }

 private:
  void check(bool holds, const char* what);
  void check_money(const Scenario& scenario, const Platform& spec, const PlatformState& p);
  void check_flows(const Scenario& scenario, const PlatformState& p);
  void check_orders(const Scenario& scenario, const State& state, const PlatformState& p);
  void check_people(const State& state, const PlatformState& p);
  void check_niches(const State& state, const PlatformState& p);
  void check_votes(const Platform& spec, const PlatformState& p);
  void check_closed(const State& state, const PlatformState& p);

  std::string broken_;
  Cents fees_ = 0, costs_ = 0, dividends_ = 0, investors_ = 0, gmv_ = 0, refunds_ = 0, income_ = 0, placed_ = 0, juror_pay_ = 0, charged_ = 0, on_top_ = 0;
  std::int64_t buyers_ = 0, sellers_ = 0, n_proposals_ = 0, ballots_asked_ = 0, ballots_cast_ = 0;
  bool has_begun_ = false, has_closed_ = false;
  std::uint64_t closed_print_ = 0;
};

}  // namespace townsquare::testing
