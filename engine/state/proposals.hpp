// Proposals to change a rule, in the life cycle of OpenZeppelin's governor.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "engine/constitution.hpp"
#include "engine/money.hpp"
#include "engine/rules/voting/voting.hpp"

namespace townsquare {

enum class ProposalState : std::uint8_t { pending, active, defeated, expired, queued, executed, vetoed, canceled, lapsed };

inline bool is_live(ProposalState s) { return s == ProposalState::pending || s == ProposalState::active || s == ProposalState::queued; }

/// How a row of Memberships marked its ballot: nothing, taking no side, or code + first_code (codes: rules/voting/ballot.hpp).
inline constexpr std::uint16_t no_ballot = 0, no_side = 1, first_code = 2;

/// One body's vote on a proposal. A proposal has one, or two when two houses must agree.
struct House {
  Body body = Body::nobody;
  std::int64_t electorate = 0;         // votes there could be, tokens that never vote included
  std::int64_t custody = 0;            // of these, tokens that never vote
  std::int64_t members = 0;            // people asked
  std::int64_t cast = 0;               // ballots
  std::int64_t yes = 0, no = 0, abstain = 0;  // power for the winner, against it, and for neither; of the last count
  // by row of Memberships; empty once the vote has closed
  std::vector<std::int64_t> power;     // at the snapshot
  std::vector<std::uint16_t> ballot;   // as marked
  std::vector<float> strength;         // of preference, in [0, 1]
};

/// A proposal to set one number of the rule book, or to spend.
struct Proposal {
  std::uint32_t id = 0;
  DecisionClass subject = DecisionClass::fees;
  std::uint16_t lever = 0;             // which number of its class
  std::uint32_t proposer = 0;          // row of Memberships
  double present = 0, proposed = 0;    // the number when drafted, and asked for (once counted: what won)
  std::vector<double> options;         // on the ballot
  std::size_t present_option = 0;      // which of them is in force
  Cents amount = 0;                    // asked of the treasury
  Cents deposit = 0;                   // held until the vote has closed
  std::int32_t drafted_week = 0;
  std::int32_t snapshot_week = 0, close_week = 0, execution_week = 0;
  bool is_extended = false;
  bool is_attack = false;              // drafted by an attacker
  double worth = 0;                    // what a unit of the amount brings within a year
  double memory = 0;                   // of a rule that counts every week
  bool had_quorum = false;             // at the last count
  std::array<House, 2> houses;
  std::size_t n_houses = 1;
  ProposalState state = ProposalState::pending;
};

/// Puts a proposal into a state in which it is over; its columns are given back.
inline void end(Proposal& proposal, ProposalState state) {
  proposal.state = state;
  for (House& house : proposal.houses) house.power = {}, house.ballot = {}, house.strength = {};
}

}  // namespace townsquare
