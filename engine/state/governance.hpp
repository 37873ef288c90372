// The members of a platform as voters, the bodies that are chosen, and all proposals.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/constitution.hpp"
#include "engine/state/memberships.hpp"
#include "engine/state/proposals.hpp"

namespace townsquare {

/// What members believe of the elasticity of trade to what sellers keep: a normal law, shared by all.
struct Belief {
  double mean = 1, variance = 0;
};

/// A fee change that is still being watched, to learn from it.
struct WatchedChange {
  std::int32_t week = -1;       // of the change, -1: none
  double log_kept = 0;          // change of ln(1 - take rate)
  double log_trade = 0;         // ln of the quarter's GMV before it
};

/// Why a change that members wanted was not made; what an amendment would be about.
enum class Obstacle : std::uint8_t { none, quorum, support, bound };

/// The last change of a class that was blocked.
struct Blocked {
  Obstacle obstacle = Obstacle::none;
  std::uint16_t lever = 0;
  double present = 0, proposed = 0;
};

/// What a leaver has asked for and not yet got.
struct Redemption {
  std::uint32_t row = 0;         // of Memberships
  std::int32_t due_week = 0;     // first week in which it may be paid
  Cents amount = 0;              // still to pay, minor units, > 0
};

/// What a platform knows of its shares and tokens as a whole.
struct Holdings {
  Cents capital_in = 0, capital_out = 0;   // ever paid in or retained, and ever taken out of the members' columns
  std::vector<Redemption> queue;           // oldest first
  Cents cash_at_year_start = 0;            // what the yearly cap refers to
  Cents redeemed_this_year = 0;
  double token_price = 0;                  // minor units
  double paid_per_token = 0;               // of the last year's surplus, minor units
};

/// Who would gain from the first number of the fee being a step higher, and a step lower, than it is.
struct FeeWishes {
  double votes_for_higher = 0, votes_for_lower = 0;      // parts of the power that can be cast, [0, 1]
  double members_for_higher = 0, members_for_lower = 0;  // parts of the people who are asked, [0, 1]
};

struct Governance {
  Memberships members;
  std::vector<Proposal> proposals;      // all, in order of drafting
  std::vector<std::uint32_t> live;      // ids of those that are pending, active or queued, ascending
  std::array<std::int32_t, n_decision_classes> next_draft_week{};  // end of each class's cooldown
  std::vector<std::uint32_t> board, assembly, delegates;  // rows, ascending
  std::int32_t board_until = 0, assembly_until = 0;        // first week of the next term
  Tokens custody = 0;                   // tokens that never vote
  Tokens treasury_tokens = 0;           // tokens of the platform itself; they do not vote
  Tokens minted = 0, burned = 0;        // all tokens there ever were, and those that are no more
  std::int64_t ballots_to_pay = 0;      // sent out and not yet paid for
  Holdings holdings;
  // in the last week, for those who look on: of the body that decides the fee, the power of each who is asked, and the share of it that passes a change
  std::vector<std::int64_t> power_at_end;
  double passing_share_at_end = .5;
  std::optional<FeeWishes> fee_wishes_at_end;
  Belief elasticity;
  WatchedChange watched;
  std::array<Blocked, n_decision_classes> blocked{};
};

}  // namespace townsquare
