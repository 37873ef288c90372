// Keys of [voters]: how members judge a proposal, and whether they vote.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view no_yes[] = {"no", "yes"};

const CoreParameter table[] = {
    {"voters", {"discount", Unit::per_quarter, .05, .001, 5, "Discount of a member, own leaving hazard included.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.discount; }},
    {"voters", {"perceived_elasticity", Unit::number, 1, 0, 10, "Elasticity of trade to what sellers keep, as members believe it.", none, "assumption: a belief", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.perceived_elasticity; }},
    {"voters", {"forecast", Unit::number, 2, 0, 8, "Quarters of growth that members look ahead.", none, "damped trend: Gardner and McKenzie 1985; tuned in a prototype to what survives", .5, 1.5},
     [](Scenario& s, std::size_t) -> double& { return s.voters.forecast; }},
    {"voters", {"solidarity", Unit::share, 0, 0, 1, "Weight of the members' mean gain beside one's own.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.solidarity; }},
    {"voters", {"judgement_noise", Unit::money, 500, 0, 1e9, "Standard deviation of the error in judging a gain, money per quarter.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.judgement_noise; }},
    {"voters", {"duty_mean", Unit::number, -4.4, -20, 20, "Mean of the fixed sense of duty (logit units).", weak, "fitted with the next five to turnout bands by size; Riker and Ordeshook 1968 for the form"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.duty_mean; }},
    {"voters", {"duty_sd", Unit::number, 1.5, 0, 10, "Standard deviation of the sense of duty across people.", weak, "see duty_mean"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.duty_sd; }},
    {"voters", {"visibility", Unit::number, 5.5, 0, 50, "Weight of being seen to vote in a very small body.", weak, "see duty_mean"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.visibility; }},
    {"voters", {"visibility_scale", Unit::count, 400, 1, 1e8, "Size of a body in which being seen counts half.", weak, "see duty_mean"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.visibility_scale; }},
    {"voters", {"stakes_weight", Unit::number, .3, 0, 10, "Weight of the log of one's own stake in the decision.", weak, "see duty_mean"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.stakes_weight; }},
    {"voters", {"time_cost", Unit::money, 500, 1, 1e7, "Money value of the time to read a proposal.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.time_cost; }},
    {"voters", {"ballot_shock", Unit::number, .5, 0, 5, "Standard deviation of the shock to turnout common to a ballot.", none, "assumption: independent turnout makes a quorum far too certain", .6, 1.6},
     [](Scenario& s, std::size_t) -> double& { return s.voters.ballot_shock; }},
    {"voters", {"niche_shock", Unit::number, 0, 0, 5, "Standard deviation of the shock common to a ballot and a niche.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.niche_shock; }},
    {"voters", {"fatigue_per_ballot", Unit::number, .05, 0, 5, "Fatigue that each ballot received adds.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.fatigue_per_ballot; }},
    {"voters", {"draft_rate", Unit::per_week, .001, 0, 1, "Rate at which a member drafts a proposal, per log unit of what it would gain over its time cost.", none, "assumption", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.draft_rate; }},
    {"voters", {"deliberation", Unit::per_week, 0, 0, 52, "How fast the error of judgement falls with the weeks since the draft: sd / sqrt(1 + rate weeks).", none, "assumption: independent signals, one rate a week"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.deliberation; }},
    {"voters", {"belief_learning", Unit::choice, 0, 0, 1, "Whether the perceived elasticity is learned from what followed fee changes.", none, "assumption; normal belief updated by Bayes' rule", 1, 1, no_yes},
     [](Scenario& s, std::size_t) -> double& { return s.voters.belief_learning; }},
    {"voters", {"variety_elasticity", Unit::share, .3, 0, 1, "Elasticity of all trade to the number of sellers, as members believe it; 0: a fixed cake.", none, "assumption: a belief", .33, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.variety_elasticity; }},
    {"voters", {"marketing_response", Unit::number, 1, 0, 100, "Trade that first marketing brings, per square root of its share of GMV, as members believe it.", none, "assumption: a belief", .5, 2},
     [](Scenario& s, std::size_t) -> double& { return s.voters.marketing_response; }},
    {"voters", {"fatigue_decay", Unit::share, .9, 0, 1, "Share of fatigue left after a week.", none, "assumption"},
     [](Scenario& s, std::size_t) -> double& { return s.voters.fatigue_decay; }},
};
}  // namespace
std::span<const CoreParameter> voters() { return table; }
}  // namespace townsquare::rows
