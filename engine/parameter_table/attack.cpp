// Keys of [attack], beside those of the attack that is chosen.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view goal_words[] = {"treasury", "fee", "ranking"};

template <double AttackPlan::*field>
double& plan(Scenario& s, std::size_t p) { return s.platforms[p].attack.*field; }

const CoreParameter table[] = {
    {"attack", {"week", Unit::weeks, 52, 0, 5200, "When it begins.", decision, "attacker's plan"}, plan<&AttackPlan::week>},
    {"attack", {"budget", Unit::money, 1e7, 0, 1e13, "Most that it spends.", decision, "attacker's plan"}, plan<&AttackPlan::budget>},
    {"attack", {"goal", Unit::choice, 0, 0, 2, "What it wants: the money, another fee, or a ranking that suits it.", decision, "attacker's plan", 1, 1, goal_words}, plan<&AttackPlan::goal>},
    {"attack", {"fee", Unit::share, 0, 0, .95, "The take rate that it wants, one step of the constitution at a time.", decision, "attacker's plan"}, plan<&AttackPlan::fee>},
    {"attack", {"opposition", Unit::share, .2, 0, 1, "Part of everybody else's votes that it expects against it; after a defeat it expects what it saw.", none, "assumption", .5, 2}, plan<&AttackPlan::opposition>},
    {"attack", {"unread", Unit::share, 0, 0, 1, "Chance that a member who votes out of duty, not for what is at stake, votes yes without reading.", none, "assumption; Tornado Cash, May 2023, for the case"}, plan<&AttackPlan::unread>},
};
}  // namespace
std::span<const CoreParameter> attack() { return table; }
}  // namespace townsquare::rows
