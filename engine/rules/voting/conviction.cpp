#include "engine/rules/voting/conviction.hpp"

#include <cmath>

#include "engine/math.hpp"
#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"half_life", Unit::weeks, 1, 1, 520, "Weeks in which conviction comes half way to its limit.", Evidence::decision,
     "Gardens documentation, conviction growth (seven days in its example)"},
    {"minimum_conviction", Unit::share, .03, .0001, .99, "Share of the electorate whose lasting support passes a request of nothing.",
     Evidence::decision, "BrightDAO parameters, forum.brightid.org"},
    {"spending_limit", Unit::share, .04, .0001, 1, "Part of the fund that nobody can be given, however many support it.", Evidence::decision,
     "BrightDAO parameters, forum.brightid.org"},
};

Count bind(std::span<const double> values) {
  const double decay = math::exp(-math::log(2.) / values[0]), minimum = values[1], limit = values[2];
  const double beta = limit / (1 - std::sqrt(minimum)), rho = minimum * beta * beta;
  return [=](const Profile& profile, const Thresholds& thresholds) {
    const std::int64_t yes = profile.power[1], no = profile.power[0];
    const double conviction = decay * profile.memory + static_cast<double>(yes);
    const double rest = beta - profile.requested_share;
    const double least = rho * static_cast<double>(profile.electorate) / ((1 - decay) * rest * rest);
    const bool is_convinced = profile.requested_share < limit && yes > 0 && conviction >= least;
    const bool passes = is_convinced && meets_quorum(profile, thresholds, yes) && meets_approval(profile, thresholds, yes);
    return Decision{passes ? Result::passed : Result::open, passes ? 1u : 0u, yes, no, conviction};
  };
}
}  // namespace

VotingRule conviction_rule() {
  return {{"conviction", "Support grows while it lasts; a proposal passes when it has gathered enough for what it asks.",
           "1Hive and Commons Stack, conviction voting: trigger function and algorithm overview", parameters},
          BallotKind::yes_no, true, bind, weigh_by_power};
}
}  // namespace townsquare
