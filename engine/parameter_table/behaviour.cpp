// Keys of [participation], [visit], [learning], [churn] and [delivery]: what buyers and sellers do.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view no_yes[] = {"no", "yes"};

const CoreParameter table[] = {
    {"participation", {"buyer_sharpness", Unit::number, 3, 0, 100, "Slope of the logit with which a buyer joins.", none, "assumption", .67, 1.5},
     [](Scenario& s, std::size_t) -> double& { return s.participation.buyer_sharpness; }},
    {"participation", {"seller_sharpness", Unit::number, 2, 0, 100, "Slope of the logit of log income with which a seller joins or leaves.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.participation.seller_sharpness; }},
    {"participation", {"join_cost", Unit::number, 0, -20, 20, "Cost of joining for a buyer, in utility.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.participation.join_cost; }},
    {"participation", {"promise_weight", Unit::number, 26, 0, 1e6, "Seller-weeks of experience that the founders' promise counts for at the launch.", none, "assumption: shrinkage", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.participation.promise_weight; }},
    {"participation", {"promise_fade", Unit::weeks, 26, 1, 5200, "Weeks in which belief in the promise falls by a factor e.", none, "assumption: a promise that never fades makes everyone join", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.participation.promise_fade; }},
    {"participation", {"promise_optimism", Unit::number, 1, 0, 100, "Promised income over the reservation income.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.participation.promise_optimism; }},
    {"participation", {"pessimism", Unit::number, 4, 0, 1e6, "Seller-weeks without income that a stranger adds to what is observed.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.participation.pessimism; }},
    {"participation", {"income_memory", Unit::weeks, 26, 1, 5200, "Weeks over which the niche's observed income is remembered.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.participation.income_memory; }},
    {"participation", {"buyers_multihome", Unit::choice, 1, 0, 1, "Whether a buyer can be on several platforms at a time; if not, who joins one leaves the others.", decision,
                       "Rochet and Tirole 2003", 1, 1, no_yes},
     [](Scenario& s, std::size_t) -> double& { return s.participation.buyers_multihome; }},
    {"participation", {"sellers_multihome", Unit::choice, 1, 0, 1, "Whether a seller can be on several platforms at a time; if not, who joins one leaves the others.", decision,
                       "Rochet and Tirole 2003", 1, 1, no_yes},
     [](Scenario& s, std::size_t) -> double& { return s.participation.sellers_multihome; }},
    {"participation", {"buyers_second_home", Unit::number, 0, 0, 20, "Cost of joining a further platform for a buyer, in utility, beside `join_cost`.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.participation.buyers_second_home; }},
    {"participation", {"sellers_second_home", Unit::share, 1, 0, 1, "Share of its reservation income that a seller asks of each platform while it is on another one too.", none,
                       "assumption; 1: a place is as much work as the first", .5, 1},
     [](Scenario& s, std::size_t) -> double& { return s.participation.sellers_second_home; }},

    {"visit", {"sharpness", Unit::number, 3, 0, 100, "Slope of the logit between visiting and buying elsewhere.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.visit.sharpness; }},
    {"visit", {"friction_first", Unit::number, .5, 0, 20, "Friction of the first use, in utility.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.visit.friction_first; }},
    {"visit", {"friction_final", Unit::number, .1, 0, 20, "Friction that remains after many uses.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.visit.friction_final; }},
    {"visit", {"friction_learning", Unit::number, .5, 0, 20, "Rate at which friction decays per use.", none, "exponential learning curve; rate assumed"},
     [](Scenario& s, std::size_t) -> double& { return s.visit.friction_learning; }},
    {"visit", {"shown", Unit::count, 12, 1, 64, "Sellers shown in one visit.", none, "median search depth is one page of 15; 14 searches before buying a camera, Bronnenberg et al. 2015", .67, 1.5},
     [](Scenario& s, std::size_t) -> double& { return s.visit.shown; }},
    {"visit", {"retrieved_factor", Unit::number, 4, 1, 64, "Sellers retrieved by exposure for each one shown; the most relevant of them are shown.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.visit.retrieved_factor; }},
    {"visit", {"position_exponent", Unit::number, .8, 0, 5, "Exponent a of the probability r^-a that slot r is examined.", weak,
               "eBay clicks: .77 (rank 1 v. 15) to 1.0 (1 v. 2), Williams 2012"},
     [](Scenario& s, std::size_t) -> double& { return s.visit.position_exponent; }},

    {"learning", {"experience_rate", Unit::share, .3, 0, 1, "Weight of the last visit in a buyer's experience.", none, "exponential memory: Weisbuch, Kirman and Herreiner 2000", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.learning.experience_rate; }},
    {"learning", {"word_of_mouth_rate", Unit::share, .02, 0, 1, "Weekly pull of a member's experience towards the niche's mean.", none, "assumption: without it a bad first visit is never revised"},
     [](Scenario& s, std::size_t) -> double& { return s.learning.word_of_mouth_rate; }},
    {"learning", {"reputation_memory", Unit::share, .99, 0, 1, "Share of past ratings that counts a week later.", none, "beta reputation with forgetting: Josang and Ismail 2002"},
     [](Scenario& s, std::size_t) -> double& { return s.learning.reputation_memory; }},
    {"learning", {"rating_share", Unit::share, .6, 0, 1, "Share of orders that are rated.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.learning.rating_share; }},
    {"learning", {"wrong_ruling_loss", Unit::number, 0, 0, 20, "Experience that a buyer loses, in utility, when it was right and a ruling says otherwise.", none, "assumption: none by default, so that trust falls only where a scenario says so"},
     [](Scenario& s, std::size_t) -> double& { return s.learning.wrong_ruling_loss; }},

    {"churn", {"buyer_rate", Unit::per_week, .008, 0, 1, "Largest hazard of leaving for reasons of one's own; uniform from 0 across buyers.", none, "assumption: heterogeneous churn", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.churn.buyer_rate; }},
    {"churn", {"buyer_dissatisfaction", Unit::per_week, .05, 0, 5, "Hazard of leaving of a wholly dissatisfied buyer.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.churn.buyer_dissatisfaction; }},
    {"churn", {"seller_rate", Unit::per_week, .006, 0, 1, "Largest hazard of a seller's leaving for reasons of its own; uniform from 0.", none, "target: 30-50 % seller churn a year", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.churn.seller_rate; }},
    {"churn", {"seller_dissatisfaction", Unit::per_week, .012, 0, 5, "Hazard of leaving of a seller far below its reservation income.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.churn.seller_dissatisfaction; }},
    {"churn", {"grace", Unit::weeks, 13, 0, 520, "Weeks before a new seller judges its income.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.churn.grace; }},
    {"churn", {"founder_grace", Unit::weeks, 26, 0, 520, "Mean commitment of founding sellers; each draws its own length.", none, "assumption: one common end empties the shop in a week"},
     [](Scenario& s, std::size_t) -> double& { return s.churn.founder_grace; }},

    {"delivery", {"dispute_base", Unit::share, .01, 0, 1, "Chance that an order is disputed though it was as expected.", weak, "about 1 % of purchases raise a problem on eBay, Rule 2017"},
     [](Scenario& s, std::size_t) -> double& { return s.delivery.dispute_base; }},
    {"delivery", {"dispute_sensitivity", Unit::number, .1, 0, 10, "Added chance of a dispute per unit of quality missed.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.delivery.dispute_sensitivity; }},
};
}  // namespace
std::span<const CoreParameter> behaviour() { return table; }
}  // namespace townsquare::rows
