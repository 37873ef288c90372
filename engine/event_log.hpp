// The record: what was proposed, voted, decided, changed and paid, one flat event after the other.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/constitution.hpp"

namespace townsquare {

/// What happened. The values are part of result files: never change or reuse one, add at the end.
enum class EventKind : std::uint8_t {
  launched,      // a platform began; amount: its cash
  drafted,       // a proposal was made by `actor`
  opened,        // its vote began: the electorate is fixed
  extended,      // its vote was prolonged
  passed,        // its vote ended: enough support
  defeated,      // its vote ended: too little support
  no_quorum,     // its vote ended: too few took part, so it expired
  queued,        // it waits for the end of its timelock
  executed,      // it took effect: `before` became `after`
  vetoed,        // a guardian stopped it
  expired,       // its time to be executed ran out
  canceled,      // it was withdrawn
  rule_changed,  // `before` became `after` without a vote, by an operator or a body that need not ask
  surplus_paid,  // amount; `key`: to whom, see SurplusShare
  redeemed,      // shares were paid back; amount
  attacked,      // somebody paid for influence; amount: what it cost
  suspended,     // `actor` lost its place
  forked,        // members left together with their share; amount
  closed,        // a platform ended, out of cash, and with it what was still to be decided
  shocked,       // a shock; `key`: MarketShock, then PlatformShock; `before`: weeks it lasts, `after`: its size
  offered        // a vote began in which more can be chosen than yes or no: all from `before` to `after` in the steps of the rules
};
inline constexpr std::size_t n_event_kinds = 21;

/// `key` of a surplus that was paid.
enum class SurplusShare : std::uint16_t { members, investors, reserve };

inline constexpr std::uint32_t no_proposal = 0xffffffff, no_actor = 0xffffffff;

/// Who acted, as one number: the class of the member (seller, buyer, worker, investor, outsider) and its id within it.
constexpr std::uint32_t actor_number(std::uint32_t member_class, std::uint32_t agent) { return member_class << 28 | agent; }
constexpr std::uint32_t class_of_actor(std::uint32_t actor) { return actor >> 28; }
constexpr std::uint32_t agent_of_actor(std::uint32_t actor) { return actor & 0x0fffffff; }

/// One event. Numbers that say nothing of its kind are 0.
struct Event {
  std::int32_t week = 0;                        // as State::week, from 0
  std::uint16_t platform = 0;                   // row of State::platforms
  EventKind kind = EventKind::launched;
  DecisionClass subject = DecisionClass::fees;  // class of the decision
  std::uint32_t proposal = no_proposal;         // id of the proposal on its platform, or no_proposal
  std::uint32_t actor = no_actor;               // who acted, see actor_number, or no_actor
  std::uint16_t key = 0;                        // index of the number that changes within its class (fees: Policy::fees)
  double before = 0, after = 0;                 // that number, in its stored unit (shares as .08, money in minor units)
  std::int64_t yes = 0, no = 0, abstain = 0;    // power cast, whole votes
  std::int64_t electorate = 0;                  // power that could be cast
  double quorum = 0;                            // part of the electorate that had to take part, [0, 1]
  std::int64_t amount = 0;                      // money that moved, minor units
};

/// All events of a run, in the order in which they happened. A function of the run alone, as all of the state.
struct EventLog {
  std::vector<Event> events;
};

}  // namespace townsquare
