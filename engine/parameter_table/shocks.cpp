// Keys of [shocks.*]: a week, a length where it lasts, and a size, 0 for a shock that does not happen.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view source = "what is asked of the constitution";

template <MarketShock kind, double Shock::*field>
double& market(Scenario& s, std::size_t) { return s.shocks[static_cast<std::size_t>(kind)].*field; }
template <PlatformShock kind, double Shock::*field>
double& platform(Scenario& s, std::size_t p) { return s.platforms[p].shocks[static_cast<std::size_t>(kind)].*field; }

constexpr Parameter week{"week", Unit::weeks, 52, 0, 5200, "When it happens, from 0.", decision, source};
constexpr Parameter length{"length", Unit::weeks, 26, 0, 5200, "How long it lasts; 0: to the end.", decision, source};
constexpr Parameter for_good{"length", Unit::weeks, 0, 0, 5200, "How long it lasts; 0: to the end.", decision, source};

constexpr Parameter size(Unit unit, double min, double max, std::string_view meaning) { return {"size", unit, 0, min, max, meaning, decision, source}; }

const CoreParameter table[] = {
    {"shocks.demand", week, market<MarketShock::demand, &Shock::week>},
    {"shocks.demand", length, market<MarketShock::demand, &Shock::length>},
    {"shocks.demand", size(Unit::share, -1, 10, "Change of all buyers' needs."), market<MarketShock::demand, &Shock::size>},
    {"shocks.fee_war", week, market<MarketShock::fee_war, &Shock::week>},
    {"shocks.fee_war", length, market<MarketShock::fee_war, &Shock::length>},
    {"shocks.fee_war", size(Unit::share, -.9, 10, "Change of what sellers can earn elsewhere, as when an incumbent cuts its fees."), market<MarketShock::fee_war, &Shock::size>},
    {"shocks.copycat", week, market<MarketShock::copycat, &Shock::week>},
    {"shocks.copycat", length, market<MarketShock::copycat, &Shock::length>},
    {"shocks.copycat", size(Unit::money, 0, 1e6, "What a subsidised imitator pays a buyer for each order placed with it."), market<MarketShock::copycat, &Shock::size>},
    {"shocks.cost", week, platform<PlatformShock::cost, &Shock::week>},
    {"shocks.cost", for_good, platform<PlatformShock::cost, &Shock::length>},
    {"shocks.cost", size(Unit::share, -.95, 10, "Change of all costs of the platform."), platform<PlatformShock::cost, &Shock::size>},
    {"shocks.burn_out", week, platform<PlatformShock::burn_out, &Shock::week>},
    {"shocks.burn_out", for_good, platform<PlatformShock::burn_out, &Shock::length>},
    {"shocks.burn_out", size(Unit::money_per_week, 0, 1e9, "What it costs to pay for the work that volunteers did."), platform<PlatformShock::burn_out, &Shock::size>},
    {"shocks.outage", week, platform<PlatformShock::outage, &Shock::week>},
    {"shocks.outage", {"length", Unit::weeks, 2, 0, 5200, "How long it lasts; 0: to the end.", decision, source}, platform<PlatformShock::outage, &Shock::length>},
    {"shocks.outage", size(Unit::share, 0, 1, "Part of the visits that find the shop closed."), platform<PlatformShock::outage, &Shock::size>},
    {"shocks.fraud", week, platform<PlatformShock::fraud, &Shock::week>},
    {"shocks.fraud", length, platform<PlatformShock::fraud, &Shock::length>},
    {"shocks.fraud", size(Unit::share, 0, 1, "Part of the promised quality that sellers do not deliver."), platform<PlatformShock::fraud, &Shock::size>},
    {"shocks.breach", week, platform<PlatformShock::breach, &Shock::week>},
    {"shocks.breach", size(Unit::number, 0, 20, "By how much each member buyer expects less of a visit from then on, in units of utility; new experience makes up for it."), platform<PlatformShock::breach, &Shock::size>},
    {"shocks.exodus", week, platform<PlatformShock::exodus, &Shock::week>},
    {"shocks.exodus", size(Unit::share, 0, 1, "Part of the member sellers that leave together, those with the largest sales of the last quarter first."), platform<PlatformShock::exodus, &Shock::size>},
    {"shocks.funding", week, platform<PlatformShock::funding, &Shock::week>},
    {"shocks.funding", size(Unit::share, 0, 1, "Part of the cash that is lost."), platform<PlatformShock::funding, &Shock::size>},
    {"shocks.fee", week, platform<PlatformShock::fee, &Shock::week>},
    {"shocks.fee", size(Unit::share, 0, .95, "Take rate that is set without a vote; 0: none."), platform<PlatformShock::fee, &Shock::size>},
    {"shocks.fee", {"notice", Unit::weeks, 0, 0, 520, "Weeks between its announcement in `week` and its effect; 0: sellers learn of it when it is charged.", decision, source}, platform<PlatformShock::fee, &Shock::length>},
    {"shocks.apathy", week, platform<PlatformShock::apathy, &Shock::week>},
    {"shocks.apathy", for_good, platform<PlatformShock::apathy, &Shock::length>},
    {"shocks.apathy", size(Unit::share, 0, .999, "By how much the odds fall that a member votes, in ballots and elections."), platform<PlatformShock::apathy, &Shock::size>},
    {"shocks.sale", week, platform<PlatformShock::sale, &Shock::week>},
    {"shocks.sale", size(Unit::share, 0, .95, "Take rate that the new owner sets; from then on it decides by [operator], nobody votes, and what is left over is the owner's. 0: no sale."), platform<PlatformShock::sale, &Shock::size>},
};
}  // namespace
std::span<const CoreParameter> shocks() { return table; }
}  // namespace townsquare::rows
