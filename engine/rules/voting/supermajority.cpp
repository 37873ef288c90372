#include "engine/rules/voting/supermajority.hpp"

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"share", Unit::share, 2. / 3, .5, 1, "Least share of yes among yes and no votes.", Evidence::decision, "constitution"},
};

Count bind(std::span<const double> values) {
  return [share = values[0]](const Profile& profile, const Thresholds& thresholds) {
    const std::int64_t yes = profile.power[1], no = profile.power[0];
    const bool is_reached = static_cast<double>(yes) >= share * static_cast<double>(yes + no) - vote_rounding;
    const bool wins = is_reached && has_support(yes, no, thresholds.support);
    return settle(profile, thresholds, {wins ? 1u : 0u, yes, no});
  };
}
}  // namespace

VotingRule supermajority_rule() {
  return {{"supermajority", "At least a share, such as two thirds, of yes and no votes, with a quorum.",
           "May 1952 on thresholds; two thirds as in Robert's Rules of Order, section 44", parameters},
          BallotKind::yes_no, false, bind, weigh_by_power};
}
}  // namespace townsquare
