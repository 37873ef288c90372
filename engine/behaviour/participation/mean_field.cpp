// n_k = 1 / (1 + e^{-slope (benefit n_l - cost)}): each side comes for the share of the other side that is there, and decides anew whenever it thinks
// of it. With a slope above a limit there are three fixed points; the middle one, which is unstable, is the critical mass, and a cost raised slowly and lowered again
// ends at another share than it began with.
// *Source*: Brock and Durlauf 2001, Discrete choice with social interactions, Rev. Econ. Stud. 68; for two sides, as in Katz and Shapiro 1985.
#include "engine/behaviour/participation/mean_field.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {

constexpr Parameter parameters[] = {
    {"slope", Unit::number, 8, 0, 1000, "Slope of the logit.", Evidence::none, "assumption", .67, 1.5},
    {"benefit", Unit::number, 1, 0, 1000, "What all of the other side is worth.", Evidence::decision, "unit of the cost"},
    {"cost", Unit::number, .5, -1000, 1000, "Cost of being there, in the unit of the benefit.", Evidence::none, "assumption", .8, 1.25},
};

Joins bind(std::span<const double> values) {
  return [slope = values[0], benefit = values[1], cost = values[2]](const Opportunity& opportunity) { return math::logistic(slope * (benefit * opportunity.other_side - cost)); };
}

}  // namespace

ParticipationRule mean_field_rule() {
  return {{"mean_field", "Come for the share of the other side that is there, and decide anew each time.", "Brock and Durlauf 2001", parameters}, bind, Staying::by_new_choice};
}

}  // namespace townsquare
