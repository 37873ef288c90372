// Voting rules: how power becomes votes, and which option the votes cast choose.
// Option 0 is the present rule, but for numbers, where the options are in ascending order and the profile says which is present.
#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "engine/parameter.hpp"
#include "engine/random.hpp"
#include "engine/rules/voting/ballot.hpp"

namespace townsquare {

/// All ballots of one vote as a histogram over what a ballot can say.
struct Profile {
  BallotKind kind = BallotKind::yes_no;
  std::size_t n_options = 2;
  std::vector<std::int64_t> power = {};  // votes cast by code of the ballot, (n_ballot_codes)
  std::int64_t abstain = 0;         // votes of those who cast a ballot that takes no side
  std::int64_t electorate = 0;      // votes there could have been; what was cast is at most this
  double memory = 0;                // what a continuous rule carries from its last count, 0 at the first
  double requested_share = 0;       // part of the common fund that the proposal asks for, in [0, 1]
  std::size_t present = 0;          // option that is in force; other than 0 for numbers only
};

/// Which votes count towards a quorum.
enum class QuorumCounts : std::uint8_t { all_cast, yes_and_abstain, yes_only };

/// What the decision class asks for.
struct Thresholds {
  double quorum = 0;                             // least share of the electorate, met at equality
  double quorum_number = 0;                      // least votes, met at equality
  QuorumCounts counts = QuorumCounts::all_cast;
  double support = .5;                           // yes / (yes + no) must be greater
  double min_approval = 0;                       // least yes / electorate, met at equality
};

enum class Result : std::uint8_t {
  passed,
  defeated,
  no_quorum,
  open,  ///< a continuous rule has not decided yet
};

/// `yes` and `no` are votes for the winner against the present and the other way round; when the present stays they are
/// those of the option that came nearest.
struct Decision {
  Result result = Result::defeated;
  std::size_t option = 0;    // the rule in force after the vote
  std::int64_t yes = 0, no = 0;
  double memory = 0;         // to be handed to the next count of a continuous rule
};

/// What the votes decide. Pure; looks at the histogram only.
using Count = std::function<Decision(const Profile&, const Thresholds&)>;

/// The electorate at the snapshot, one entry a row (a member); all columns (n_rows).
struct VoterColumns {
  std::span<const std::int64_t> power;       // power at the snapshot, >= 0
  std::span<const std::uint8_t> is_casting;  // 1: casts a ballot, be it an abstention
  std::span<const std::uint32_t> delegate;   // row that it trusts, its own row: nobody; empty: nobody trusts anybody
  std::span<const float> strength;           // how much it cares, |gain| in parts of the most it could, in [0, 1]
};

/// Fills the votes of every row, 0 for rows that do not cast; linear in rows. `proposal` is a number that no other vote of the
/// run has (luck is drawn by it).
using Weigh = std::function<void(const VoterColumns&, const Luck&, std::uint32_t proposal, std::span<std::int64_t> votes)>;

struct VotingRule {
  RuleRow row;
  BallotKind ballot;
  bool is_continuous;  // counted every week until it passes, with memory
  Count (*bind)(std::span<const double> values);
  Weigh (*weigh)(std::span<const double> values);
};

std::span<const VotingRule> voting_rules();

/// A rule with its values in it.
struct Voting {
  Count count;
  Weigh weigh;
  BallotKind ballot = BallotKind::yes_no;
  bool is_continuous = false;
};
Voting bind_voting(const VotingRule& rule, std::span<const double> values);

/// The plain weighing: votes are the power of whoever casts.
Weigh weigh_by_power(std::span<const double> values);

/// Votes there could be: those of everybody casting, undelegated and at full strength. This is the electorate of a profile, so
/// that a quorum is a share of a panel under a panel, and of quadratic votes under quadratic voting.
std::int64_t electorate_of(const Weigh& weigh, std::span<const std::int64_t> power, const Luck& luck, std::uint32_t proposal);

/// Ballot of a row that casts and takes no side.
constexpr std::uint32_t abstention = std::numeric_limits<std::uint32_t>::max();

/// Counts ballots into a profile: codes below n_ballot_codes or `abstention`, and the votes of each row; (n_rows), linear.
Profile collect_ballots(BallotKind kind, std::size_t n_options, std::span<const std::uint32_t> ballot,
                        std::span<const std::int64_t> votes, std::int64_t electorate);

/// A vote on one proposal, put in the words of any kind of ballot: who wants it says so, and the others the opposite.
Profile profile_of_two(BallotKind kind, std::int64_t yes, std::int64_t no, std::int64_t abstain, std::int64_t electorate);

}  // namespace townsquare
