// The parts of an attacker's week: what it sees, what it holds, what it demands, whom it makes vote.
#pragma once
#include <vector>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/weighing.hpp"

namespace townsquare::attacking {

/// The class of decision that the attacker's goal is about.
DecisionClass subject_of(const AttackPlan& plan);

/// Rows that do as the attacker says: its cartel, the founder, the outsiders' row. Ascending.
std::vector<std::uint32_t> rows_of_attacker(const PlatformState& platform);

/// What it sees: its votes and all votes in the body that decides, the rule for passing, prices, what is under way.
AttackView look_around(const World& world, std::size_t platform);

/// Counts an expense that leaves no trace in the platform's books, or pays it to members.
void spend(PlatformState& platform, Cents amount, bool is_to_members);

/// Buys tokens of everybody who holds free ones, custody included, in proportion to what they hold.
void buy_tokens(PlatformState& platform, Tokens amount, Cents cost);

/// Borrows tokens in the same proportion, and gives them back; what is no longer there cannot be given back.
void borrow_tokens(PlatformState& platform, Tokens amount);
void give_back(PlatformState& platform);

/// Moves customers' tokens from custody into the attacker's row, until a share of all that was there votes.
void vote_custody(PlatformState& platform, double share);

/// The largest sellers of the last quarter, as rows, ascending; ties go to the lower row.
std::vector<std::uint32_t> form_cartel(const PlatformState& platform, std::size_t n);

/// Files this week's demands and decoys. `books` may be null: then nobody can judge a ranking and none is asked for.
void file_demands(World& world, const governing::Books* books, std::size_t platform, const AttackMove& move);

/// The attacker's rows vote for its demands, its cartel for what is best for all of it, and bribed members for what
/// they are paid for.
void cast_attackers_ballots(World& world, const governing::Books* books, std::size_t platform, const AttackMove& move);

}  // namespace townsquare::attacking
