// The seats of one round of a jury: who is drawn, and how they vote.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {

/// What a juror is like and what it stands to lose.
struct Juror {
  double competence;            // chance that an opinion is right
  double correlation;           // rho between two opinions on one case, [0, 1]
  double herding;               // chance of following the running majority where votes are open; 0: votes are hidden
  double honesty;               // share that no bribe moves
  Cents cost_of_incoherence;    // deposit and pay lost by a vote against the majority
};

/// Those who may sit, summed once a week. `stakes` must outlive it.
struct JurorPool {
  explicit JurorPool(std::span<const double> stakes);

  std::span<const double> stakes;  // (n_people)
  std::vector<double> up_to;       // stakes of all people up to and with this one, (n_people)
  int n_people = 0;                // with a stake
};

/// Persons for n seats by lot, nobody twice, the seller of the case never: seat s goes to "person s", since members drawn
/// by lot are alike. When fewer than n may sit, the largest odd number of them does.
std::vector<std::uint32_t> draw_by_lot(const JurorPool& pool, const Case& c, int n);

/// Persons for n seats in proportion to stake with replacement, the seller of the case never; none when nobody else has
/// a stake. The seats of a case are numbered on through its rounds.
/// *Source*: the draw of Kleros (Lesaege, Ast and George 2019).
std::vector<std::uint32_t> draw_by_stake(const JurorPool& pool, const Case& c, int n, const Luck& luck);

/// Votes of one round.
struct RoundVotes {
  int cast = 0, for_seller = 0, opinions = 0, grasped = 0, bribed = 0;
};

/// Lets the persons of the seats vote in order; one with several seats casts the same vote in each.
/// Opinions follow Polya's urn: of k opinions so far (all rounds) with r right, the next is right with chance
/// (p (1 - rho) + rho r) / (1 - rho + rho k). So the number right is beta-binomial, with mean n p and variance
/// n p (1 - p) (1 + (n - 1) rho), and jurors of an appeal meet the same misleading evidence.
/// With open votes a juror then follows the running majority of its round with chance `herding`, not when it is tied.
/// A juror that a bribe can move votes for the seller when the bribe exceeds what incoherence costs it.
/// *Source*: Eggenberger and Polya 1923; juries: Ladha 1992; bribe: Buterin 2015, the p + epsilon attack.
/// *Assumption*: herding; a juror is either moved by money alone or not at all.
RoundVotes vote_round(std::span<const std::uint32_t> seats, const Case& c, const Juror& juror, const Luck& luck);

}  // namespace townsquare
