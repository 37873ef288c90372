// Keys of one platform that belong to no family of rules: who runs it, what it costs, what it sets aside.
#include "engine/money.hpp"
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view no_yes[] = {"no", "yes"};
constexpr std::string_view control_words[] = {"members", "operator", "nobody"};

const CoreParameter table[] = {
    {"control", {"by", Unit::choice, 0, 0, 2, "Who changes the rules: `members` by vote, an `operator` for profit, or `nobody`.", decision, "constitution", 1, 1, control_words},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].control; }},
    {"membership", {"cap", Unit::count, 0, 0, 1e8, "Most sellers admitted at any time; 0 for no cap.", decision, "constitution"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].membership.cap; }},
    {"membership", {"waiting_list", Unit::choice, 0, 0, 1, "Whether a seller who is admitted and finds no place under the cap waits for one, first come, first served; if not, it may apply anew.", decision, "constitution", 1, 1, no_yes},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].membership.waiting_list; }},
    {"capital", {"start_cash", Unit::money, 6000000, 0, 1e13, "Cash at the launch.", decision, "ask the founders"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].capital.start_cash; }},

    {"costs", {"fixed", Unit::money_per_week, 10000, 0, 1e11, "Cost that does not depend on trade.", none, "assumption: hosting and a few paid hours, what the default market can carry; ask the founders", .67, 1.5},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.fixed; }},
    {"costs", {"per_order", Unit::money, 50, 0, 1e7, "Support, staff and hosting for one order.", none, "assumption", .75, 1.33},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.per_order; }},
    {"costs", {"payment_share", Unit::share, .029, 0, .5, "Payment processing, share of the price.", strong, "2.9 % + $0.30, list price of a large processor, 2015-23"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.payment_share; }},
    {"costs", {"payment_fixed", Unit::money, 30, 0, 1e5, "Payment processing, per order.", strong, "2.9 % + $0.30, list price of a large processor, 2015-23"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.payment_fixed; }},
    {"costs", {"per_active_buyer", Unit::money_per_week, 6, 0, 1e5, "Hosting per member that buys, per week.", weak, "$0.25 per active user and month on small community servers, 2022-23"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.per_active_buyer; }},
    {"costs", {"per_dispute", Unit::money, 1200, 0, 1e7, "Handling one dispute.", weak, "$12-30 per support ticket for teams of one to three, vendors' figures 2025"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.per_dispute; }},
    {"costs", {"per_ballot", Unit::money, 84, 0, 1e7, "Cost of a vote per member asked.", strong, "hosted secret ballot, $0.84 per voter at 1,000 voters, list price 2014"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].costs.per_ballot; }},

    {"marketing", {"spend", Unit::money_per_week, 0, 0, 1e11, "Extra marketing: of an operator while it grows, of members until they vote otherwise.", decision, "operator's plan"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].marketing.spend; }},
    {"marketing", {"reach_multiplier", Unit::number, 1, 0, 100, "Factor on the marketing hazards while it is spent.", none, "assumption", .67, 1.5},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].marketing.reach_multiplier; }},

    {"surplus", {"reserve_share", Unit::share, .1, 0, 1, "Share of a year's surplus put into the reserve first.", decision, "constitution"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].surplus_reserve_share; }},
    {"surplus", {"cash_floor", Unit::weeks, 26, 0, 520, "Weeks of cost kept in cash before anything is paid out.", decision, "constitution"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].surplus_cash_floor_weeks; }},
    {"surplus", {"retained_share", Unit::share, 0, 0, 1, "Share of the members' part that is kept as their capital instead of paid.", decision, "constitution"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].retained_share; }},
    {"surplus", {"revolving", Unit::weeks, 0, 0, 2600, "Weeks after which retained patronage is paid; 0: only on leaving.", decision, "revolving fund of co-operatives"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].revolving_weeks; }},
    {"surplus", {"return_cap", Unit::share, 1, 0, 1, "Most that capital earns in a year, share of what was paid in.", decision, "International Cooperative Alliance, third principle: limited compensation on capital"},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].return_cap; }},
    {"marketing", {"reference", Unit::money_per_week, 50000, 1, 1e11, "Spending at which the factor holds when none is planned; it moves with the square root.", none, "assumption: $500 a week, as in the prototype", .67, 1.5},
     [](Scenario& s, std::size_t p) -> double& { return s.platforms[p].marketing.reference; }},
};
}  // namespace
std::span<const CoreParameter> platform() { return table; }
}  // namespace townsquare::rows
