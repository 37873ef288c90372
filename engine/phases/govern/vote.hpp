// A proposal's way: drafted, opened, voted on, counted.
#pragma once
#include <optional>

#include "engine/phases/govern/weighing.hpp"

namespace townsquare::governing {

/// What a member drafts this week in a class whose agenda is open, if anybody does.
struct Draft {
  std::uint32_t proposer = 0;   // row
  MemberClass member_class = MemberClass::seller;
  Change change;
  bool is_attack = false;       // by an attacker, whose deposit comes from outside
};
std::optional<Draft> draft(const World& world, const Books& books, DecisionClass subject);

/// Files a draft: takes the deposit and starts the proposal's life. Gives its id.
std::uint32_t file(World& world, std::size_t platform, Draft draft);

/// The options on the ballot: the present value and the drafted one; for rules with more than two, further steps up and down;
/// for rules in which numbers are submitted, every step between the bounds, ascending.
std::vector<double> ballot_options(BallotKind kind, const World& world, std::size_t platform, DecisionClass subject, std::size_t lever, double proposed);

/// Reads who may vote with what power and opens the vote.
void open_vote(World& world, std::size_t platform, Proposal& proposal);

/// Those whose week it is turn out, or not, and mark their ballots.
void cast_ballots(World& world, const Books& books, Proposal& proposal);

/// Gains of somebody who wants what the proposal asks for and nothing else, (n_options).
void fill_with_yes(const Proposal& proposal, std::span<double> gains);

/// Counts the ballots of both houses so far. `passed` when every house passes.
Decision count_votes(const World& world, std::size_t platform, Proposal& proposal);

/// Least share of the power in a body that passes a change of a class when everybody votes yes or no: what the voting rule, the support, the approval and the
/// quorum in force ask for together. One half for rules with other ballots than yes and no.
/// @param votes  power that can be cast;  @param custody  power of the electorate that cannot
double passing_share(const World& world, std::size_t platform, DecisionClass subject, std::int64_t votes, std::int64_t custody);

/// Writes down what has just happened to a proposal, with the present value and the one asked for or given.
void record(const World& world, std::size_t platform, EventKind kind, const Proposal& proposal);
void record(const World& world, std::size_t platform, EventKind kind, const Proposal& proposal, double before, double after);

/// The change that a proposal asks for, as members weigh it.
Change change_of(const Proposal& proposal);

}  // namespace townsquare::governing
