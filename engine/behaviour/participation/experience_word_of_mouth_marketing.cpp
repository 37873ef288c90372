// P(take part) = 1 / (1 + e^{-slope (U - 1/2)}), U = .7 experience + .2 word of mouth + .1 marketing. Each part lies in [0, 1] and moves in an S (perception.hpp): experience by
// 2 (alternative - got) / |alternative|; word of mouth, where two people meet, by one's own word of mouth less the other's U; marketing, where a campaign reaches one, by
// its distance from 1. Everybody decides anew whenever the platform comes to mind.
// *Source*: Ghasemi and Kucharski 2022, Modelling the rise and fall of two-sided mobility markets, arXiv 2208.02496; the parameters are those of the authors' code,
// whose period is a day. Here it is a week.
#include "engine/behaviour/participation/experience_word_of_mouth_marketing.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {

constexpr const char* source = "Ghasemi and Kucharski 2022, not calibrated to goods";
constexpr Parameter parameters[] = {
    {"slope", Unit::number, 5, 0, 100, "Slope of the logit of the perceived utility.", Evidence::none, source, .67, 1.5},
    {"experience_weight", Unit::share, .7, 0, 1, "Weight of own experience.", Evidence::none, source},
    {"told_weight", Unit::share, .2, 0, 1, "Weight of what others tell.", Evidence::none, source},
    {"marketing_weight", Unit::share, .1, 0, 1, "Weight of marketing.", Evidence::none, source},
    {"start", Unit::share, .01, .01, .99, "Each part at the launch.", Evidence::none, source},
    {"meeting_share", Unit::share, .1, 0, 1, "People who meet somebody of their side in a week.", Evidence::none, source, .5, 2},
    {"reached_share", Unit::share, .1, 0, 1, "People whom a campaign reaches in a week.", Evidence::none, source, .5, 2},
    {"campaign_from", Unit::weeks, 0, 0, 5200, "First week of the campaign, after the launch.", Evidence::decision, "ask the founders"},
    {"campaign_length", Unit::weeks, 50, 0, 5200, "Weeks of the campaign.", Evidence::decision, "ask the founders; the authors' has 50 periods"},
    {"unserved_loss", Unit::number, 2, 0, 50, "Step of experience, in logit, of who came and was not served.", Evidence::none, "assumption: as large as an offer without any worth", .5, 2},
};

Joins bind(std::span<const double> values) {
  return [slope = values[0]](const Opportunity& opportunity) { return math::logistic(slope * (opportunity.perceived - .5)); };
}

Perception perception_of(std::span<const double> values) {
  return {values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9]};
}

}  // namespace

ParticipationRule experience_word_of_mouth_marketing_rule() {
  return {{"experience_word_of_mouth_marketing", "Take part by a utility that experience, others and marketing have built up.", "Ghasemi and Kucharski 2022", parameters},
          bind, Staying::by_new_choice, perception_of};
}

}  // namespace townsquare
