// Writes down what happened outside of a vote.
#pragma once
#include "engine/simulate.hpp"

namespace townsquare {

/// Adds an event without a proposal to the record.
/// @param amount  minor units; 0: no money moved
inline void record_event(const World& world, std::size_t platform, EventKind kind, Cents amount, std::uint32_t actor = no_actor) {
  world.state.log.events.push_back(
      {.week = world.state.week, .platform = static_cast<std::uint16_t>(platform), .kind = kind, .actor = actor, .amount = amount});
}

/// A platform opens with its cash.
inline void record_launch(State& state, std::size_t platform) {
  state.log.events.push_back({.week = state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::launched,
                              .amount = state.platforms[platform].ledger.balance(Account::cash)});
}

}  // namespace townsquare
