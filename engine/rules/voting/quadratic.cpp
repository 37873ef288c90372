#include "engine/rules/voting/quadratic.hpp"

#include <algorithm>
#include <cmath>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
// a strength such as .29 is a little less in a float; this forgives it, and never lets a budget be passed
constexpr double strength_rounding = 1 + 0x1p-22;

constexpr Parameter parameters[] = {
    {"credits", Unit::count, 10'000, 1, 1e9, "Voice credits given for one unit of power; v votes cost v x v.", Evidence::decision, "assumption"},
};

Count bind(std::span<const double>) { return count_majority; }

Weigh weigh(std::span<const double> values) {
  return [credits = values[0]](const VoterColumns& rows, const Luck&, std::uint32_t, std::span<std::int64_t> votes) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      const double most = std::sqrt(credits * static_cast<double>(rows.power[i]));
      const double wanted = static_cast<double>(rows.strength[i]) * most * strength_rounding;
      votes[i] = rows.is_casting[i] ? static_cast<std::int64_t>(std::floor(std::min(wanted, most))) : 0;
    }
  };
}
}  // namespace

VotingRule quadratic_rule() {
  return {{"quadratic", "Votes cost their square in voice credits; more yes than the asked share passes.",
           "Posner and Weyl 2018, Radical markets, chapter 2; Lalley and Weyl 2018", parameters},
          BallotKind::yes_no, false, bind, weigh};
}
}  // namespace townsquare
