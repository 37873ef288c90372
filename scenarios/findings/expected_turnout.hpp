// How many vote, before anybody has: for findings.
#pragma once
#include "scenarios/contradiction.hpp"
#include "scenarios/electorate_size.hpp"

namespace townsquare {

/// Mean chance that a member of a body of so many people votes on what is worth one reading to it: the calculus of turnout
/// over the spread of duty and of the shock that a ballot's members share. In [0, 1].
double expected_turnout(const Voters& voters, double people);

/// Chance that a vote reaches a quorum: of all power a part `votable` can be cast, by `people` members whose power is spread with a
/// lognormal sigma of `concentration` (0: all alike). Turnout shares a shock, so that its share varies as a beta-binomial law
/// does and not as independent members do. *Source*: science A5.9; normal law of the sum.
double quorum_chance(const Voters& voters, double people, double votable, double concentration, double quorum);

/// What is held at the launch by tokens, in parts of all tokens. Tokens of the treasury have no vote.
struct TokenShares {
  double founder = 0, investors = 0, members = 0;  ///< that can vote
  double custody = 0;                              ///< counts, and never votes
  double votable() const { return founder + investors + members; }
};
TokenShares token_shares(const Check& check);

}  // namespace townsquare
