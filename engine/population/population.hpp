// Draws the first state of a run from a scenario and its luck.
#pragma once
#include "engine/random.hpp"
#include "engine/scenario.hpp"
#include "engine/state/state.hpp"

namespace townsquare {

/// The buyers of the market; trait draws depend on the buyer's id alone, so a larger market keeps the same people.
Buyers draw_buyers(const Scenario& scenario, const Luck& luck);

/// The sellers of the market.
Sellers draw_sellers(const Scenario& scenario, const Luck& luck);

/// Conversation: own_niche_mixing on the diagonal, the rest spread over all niches in proportion to 1.
Mixing make_mixing(const Scenario& scenario);

/// A platform at its launch, founders on board.
PlatformState launch_platform(const Scenario& scenario, std::size_t platform, const State& state, const Luck& luck);

/// Gives a platform the columns that only some rules need, and takes those that no rule of the scenario needs; what is there and needed stays.
void fit_rule_columns(PlatformState& p, const Scenario& scenario, std::size_t platform, const State& state);

}  // namespace townsquare
