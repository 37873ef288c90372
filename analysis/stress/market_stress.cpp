// What happens to a market or a platform, whatever its rules. How long, and how much, are assumptions where no case is named.
#include <cmath>

#include "analysis/stress/shock_table.hpp"
#include "engine/parameter_table.hpp"

namespace townsquare {
namespace {

Shock& of_market(Scenario& scenario, MarketShock kind) { return scenario.shocks[static_cast<std::size_t>(kind)]; }
Shock& of_platform(Scenario& scenario, PlatformShock kind) { return scenario.platforms[0].shocks[static_cast<std::size_t>(kind)]; }

constexpr double half_a_year = 26, to_the_end = 0;

std::string always(const Scenario&) { return ""; }

std::string needs_fixed_costs(const Scenario& scenario) {
  return scenario.platforms[0].costs.fixed > 0 ? "" : "nothing is paid every week, so there is nothing to compare the work of volunteers with";
}

std::string needs_one_rate(const Scenario& scenario) {
  Scenario copy = scenario;
  return find_place(copy, "fees.take_rate") ? "" : "there is no one rate on each sale that could be raised";
}

std::string needs_money(const Scenario& scenario) {
  return scenario.platforms[0].capital.start_cash > 0 ? "" : "there is no money on the first day that could be lost";
}

std::string needs_members(const Scenario& scenario) {
  return static_cast<Control>(static_cast<int>(scenario.platforms[0].control)) == Control::members ? "" : "members decide nothing here";
}

std::string needs_members_and_a_rate(const Scenario& scenario) {
  const std::string reason = needs_members(scenario);
  return reason.empty() ? needs_one_rate(scenario) : reason;
}

double fee_of(const Scenario& scenario) {
  Scenario copy = scenario;
  return *find_place(copy, "fees.take_rate")->value;
}

constexpr StressShock table[] = {
    {"demand", "", "buyers need less for half a year", SizeKind::share, "of all needs", .05, .95, .3, nobody_measured, "", false, true, always,
     [](Scenario& s, double size, double week) { of_market(s, MarketShock::demand) = {week, half_a_year, -size}; }},
    {"cost", "C24", "all costs rise and stay", SizeKind::share, "on top of all costs", .05, 5, .5, nobody_measured,
     "Drivers Cooperative: income at half of what covers its cost (secondary source)", false, false, always,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::cost) = {week, to_the_end, size}; }},
    {"fee_war", "", "an incumbent cuts its fees for half a year, and sellers can earn more there", SizeKind::share, "more to be earned elsewhere", .05, 3, .25, nobody_measured, "", false, true, always,
     [](Scenario& s, double size, double week) { of_market(s, MarketShock::fee_war) = {week, half_a_year, size}; }},
    {"copycat", "", "a subsidised imitator pays buyers for each order, for half a year", SizeKind::times, "what a good costs to make", .02, 2, .25, nobody_measured, "", false, true, always,
     [](Scenario& s, double size, double week) { of_market(s, MarketShock::copycat) = {week, half_a_year, std::round(size * s.market.unit_cost)}; }},
    {"burn_out", "C25", "volunteers stop, and their work must be paid from then on", SizeKind::times, "the fixed cost of a week", .1, 20, 1, nobody_measured,
     "Ampled, 2023: closed when nobody could be paid or found to run it (git.medlab.host)", false, false, needs_fixed_costs,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::burn_out) = {week, to_the_end, std::round(size * s.platforms[0].costs.fixed)}; }},
    {"outage", "", "the shop is closed", SizeKind::weeks, "", 1, 52, 2, nobody_measured, "", false, false, always,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::outage) = {week, size, 1}; }},
    {"fraud_wave", "", "sellers deliver less than they promise for half a year", SizeKind::share, "of the quality promised", .02, .9, .2, nobody_measured, "", false, false, always,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::fraud) = {week, half_a_year, size}; }},
    {"breach", "", "buyers lose trust at once, as after a leak of their data", SizeKind::number, "units of utility less expected of a visit", .05, 10, .5, nobody_measured, "", false, false, always,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::breach) = {week, to_the_end, size}; }},
    {"exodus", "C4 C16 C18", "the largest sellers leave together", SizeKind::share, "of the sellers", .05, .95, .2, nobody_measured,
     "Nouns, September 2023: 472 of 846 tokens, 56 %, left together with their part of the treasury; holders, not sellers (blockworks.co)", false, false, always,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::exodus) = {week, to_the_end, size}; }},
    {"loss_of_funding", "C17", "cash is lost at once", SizeKind::share, "of the cash", .1, 1, .5, nobody_measured,
     "Aragon, November 2023: 86,343 ETH of the treasury paid out without a public vote (forum.aragon.org)", false, false, needs_money,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::funding) = {week, to_the_end, size}; }},
    {"unilateral_fee", "C14 C26", "whoever runs the shop raises the fee without a vote and without notice", SizeKind::points, "more of each sale", .005, .4, .015, .015,
     "Etsy, 2022: from 5 to 6.5 % of each sale; about 18,000 of 5.3 million sellers struck (pws.io)", false, false, needs_one_rate,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::fee) = {week, to_the_end, std::fmin(.95, fee_of(s) + size)}; }},
    {"sale", "C14 C15", "an owner buys the platform over the heads of its members, raises the fee, decides alone and keeps what is left over", SizeKind::points, "more of each sale", .005, .4, .05, nobody_measured,
     "MEC, 2020: a co-operative of more than 5 million members, sold by its board without their vote (thenews.coop); a shop, so no fee", false, false, needs_members_and_a_rate,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::sale) = {week, to_the_end, std::fmin(.95, fee_of(s) + size)}; }},
    {"apathy", "C7 C8", "members tire of voting, and stay tired", SizeKind::share, "of the odds that a member votes", .05, .99, .45, .45,
     "Arbitrum: from 8 % to between 4 and 5 % taking part, within a year (forum.arbitrum.foundation 29145)", false, false, needs_members,
     [](Scenario& s, double size, double week) { of_platform(s, PlatformShock::apathy) = {week, to_the_end, size}; }},
    {"wash_trade", "C12", "sellers would buy from themselves where it pays", SizeKind::share, "of the sellers", .01, 1, .2, nobody_measured,
     "LooksRare, January 2022: 8.3 of 9.5 billion USD of volume, 87 %, in a market that rewarded volume (web3isgoinggreat)", false, false, always,
     [](Scenario& s, double size, double) { set_asked(s, "misconduct.wash_share", size); }},
};

}  // namespace

std::span<const StressShock> market_stress() { return table; }

}  // namespace townsquare
