// Steps that voting rules share: quorum, least approval, and the count of yes against no.
#pragma once
#include "engine/rules/voting/voting.hpp"

namespace townsquare {

/// 100 * .07 is a hair above 7 in binary: a threshold on whole votes forgives what rounding adds.
constexpr double vote_rounding = 1e-9;

/// Votes cast on either side or as abstentions.
std::int64_t votes_cast(const Profile& profile);

/// Which option a rule picks before quorum and approval are asked, and the votes for it and against.
struct Finding {
  std::size_t option = 0;
  std::int64_t yes = 0, no = 0;
};

/// Whether enough took part: a share of the electorate and a number of votes, both met at equality.
bool meets_quorum(const Profile& profile, const Thresholds& thresholds, std::int64_t yes);

/// Whether yes reaches the least share of the electorate, met at equality.
bool meets_approval(const Profile& profile, const Thresholds& thresholds, std::int64_t yes);

/// What becomes of a finding: without a quorum, `no_quorum`; if the present was picked or approval is missed, `defeated`; else
/// `passed`. Unless it passed, the present stays.
Decision settle(const Profile& profile, const Thresholds& thresholds, const Finding& finding);

/// Yes against no: passes if yes / (yes + no) > support. Abstentions count for the quorum only; a tie and an empty vote fail.
Decision count_majority(const Profile& profile, const Thresholds& thresholds);

/// Whether yes / (yes + no) is above the support asked for.
bool has_support(std::int64_t yes, std::int64_t no, double support);

/// Votes that put option `first` above `second` in a profile of rankings.
std::int64_t votes_preferring(const Profile& profile, std::size_t first, std::size_t second);

}  // namespace townsquare
