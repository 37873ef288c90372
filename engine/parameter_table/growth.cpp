// Keys of [growth]: who is there at the launch, and how the others hear of it and look.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
const CoreParameter table[] = {
    {"growth", {"founding_sellers", Unit::count, 40, 0, 1e7, "Sellers on the platform at its launch.", decision, "ask the founders"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].launch.founding_sellers; }},
    {"growth", {"founding_buyers", Unit::count, 50, 0, 1e8, "Buyer agents on the platform at its launch.", decision, "ask the founders"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].launch.founding_buyers; }},
    {"growth", {"launch_week", Unit::weeks, 0, 0, 5200, "Week in which the platform opens; beside rivals it may come later than they.", decision, "ask the founders"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].launch.week; }},
    {"growth", {"buyer_word_of_mouth", Unit::per_week, .03, 0, 5,
                "Hazard of hearing of the platform when all buyers of one's circle are satisfied members.", none,
                "form: Bass 1969; .0073 a week is the average of durables, .015 a fit to guests of a lodging platform", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.growth.buyer_word_of_mouth; }},
    {"growth", {"seller_word_of_mouth", Unit::per_week, .03, 0, 5, "The same word of mouth among sellers.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.growth.seller_word_of_mouth; }},
    {"growth", {"sellers_audience", Unit::number, .05, 0, 1000, "Own customers whom a seller tells of the platform, per week.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.growth.sellers_audience; }},
    {"growth", {"buyer_marketing", Unit::per_week, .001, 0, 5, "Hazard of hearing of the platform by its ordinary marketing.", none, "Bass 1969, coefficient of innovation", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.growth.buyer_marketing; }},
    {"growth", {"seller_marketing", Unit::per_week, .002, 0, 5, "Hazard of hearing of the platform by its ordinary marketing, for sellers.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.growth.seller_marketing; }},
    {"growth", {"buyer_look_rate", Unit::per_week, .25, 0, 5, "Hazard with which an informed non-member looks at the shop window.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.growth.buyer_look_rate; }},
    {"growth", {"seller_look_rate", Unit::per_week, .1, 0, 5, "Hazard with which an informed non-member seller considers joining.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.growth.seller_look_rate; }},
};
}  // namespace
std::span<const CoreParameter> growth() { return table; }
}  // namespace townsquare::rows
