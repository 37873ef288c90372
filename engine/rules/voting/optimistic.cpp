#include "engine/rules/voting/optimistic.hpp"

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"veto_share", Unit::share, .1, 0, 1, "Share of the electorate whose votes against stop a proposal.", Evidence::decision,
     "Lido dual governance, rage quit at 10 % of staked ether"},
};

Count bind(std::span<const double> values) {
  return [share = values[0]](const Profile& profile, const Thresholds&) {
    const std::int64_t yes = profile.power[1], no = profile.power[0];
    const bool is_vetoed = no > 0 && static_cast<double>(no) >= share * static_cast<double>(profile.electorate) - vote_rounding;
    return Decision{is_vetoed ? Result::defeated : Result::passed, is_vetoed ? 0u : 1u, yes, no, 0};
  };
}
}  // namespace

VotingRule optimistic_rule() {
  return {{"optimistic", "Passes unless enough of all members vote against it.",
           "Lido Easy Track and dual governance; Optimistic Governor (UMA)", parameters},
          BallotKind::yes_no, false, bind, weigh_by_power};
}
}  // namespace townsquare
