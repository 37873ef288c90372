// Attackers: people with a budget who want a decision that the members would not make, and who pay for what they do.
// An attack is a pure function: what the attacker sees this week in, what it does out. The phase `attack` does it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a vote must show, as an attacker reads it from the constitution. Shares in [0, 1].
struct PassingRule {
  double threshold = 0;         // of all power, to propose
  double quorum = 0;            // of all power
  double quorum_number = 0;     // votes
  bool quorum_is_yes_only = false;  // votes against do not help the quorum
  double support = .5;          // yes / (yes + no) must be greater
  double min_approval = 0;      // yes / all power
  double opposition = .2;       // of all power that is not the attacker's: votes no, as it expects
};

/// Yes votes that pass when all votes are `total`, those of the attacker included: with o the opposition, s the support and
/// q the quorum, V > k T / (1 + k), k = s o / (1 - s); V + o (T - V) >= q T; V >= min_approval T; and to propose,
/// V >= threshold T. More than `total` when nothing passes.
double votes_to_pass(const PassingRule& rule, double total);

/// The same when the attacker's votes come on top of `others`.
double votes_to_pass_against(const PassingRule& rule, double others);

/// What an attacker sees at the start of a week's government.
struct AttackView {
  std::int32_t week = 0;            // since it began, from 0
  double own_power = 0;             // votes it holds in the body that decides
  double total_power = 0;           // all votes there
  PassingRule rule;
  double votes_per_token = 0;       // of a thousandth more in that body; 0: tokens do not vote
  double votes_per_identity = 0;    // 0: a new member has no vote
  double token_price = 0;           // before its own purchases, minor units
  std::int64_t supply = 0;          // tokens there are, thousandths
  std::int64_t bought = 0;          // tokens that it has bought so far, thousandths
  std::int64_t for_sale = 0;        // tokens that others could sell or lend, thousandths
  Cents budget_left = 0;
  Cents deposit = 0;                // of one proposal
  std::size_t n_own_live = 0;       // its proposals under way, decoys not counted
  std::size_t n_free = 0;           // proposals that the class still has room for
  bool is_snapshot_week = false;    // power for a proposal of its own is read this week
  bool is_last_week = false;        // a vote on one of them closes this week
};

/// What it does this week.
struct AttackMove {
  std::int64_t tokens = 0;          // to buy, thousandths
  Cents token_cost = 0;             // what they cost it
  std::int64_t borrowed = 0;        // tokens held until next week, thousandths
  Cents loan_fee = 0;
  std::int64_t identities = 0;      // new ones
  Cents other_cost = 0;             // of identities, of coordination
  double price_per_vote = 0;        // offered to whoever votes for it, minor units; 0: no bribes
  double moral_cost = 0, moral_sigma = 0;  // median and spread of what a voter wants beyond its loss, minor units
  double custody_share = 0;         // of the tokens in custody that it votes
  bool has_founder = false;         // votes with the founder's tokens
  std::size_t cartel = 0;           // largest sellers that vote together
  std::size_t proposals = 0;        // to file
  Cents juror_bribe = 0;            // offered to each juror, per case of its clients, for a vote for the seller
  bool pays_if_lost = false;        // only to jurors whom the final verdict outvotes: p + epsilon
  std::size_t clients = 0;          // largest sellers in whose cases it does so
  double decoy_share = 0;           // of the full demand that decoys ask for
  bool has_main = true;             // the first of them asks for everything; the others are decoys
};

using Attack = std::function<AttackMove(const AttackView&)>;

struct AttackRule {
  RuleRow row;
  Attack (*bind)(std::span<const double> values);
};

std::span<const AttackRule> attack_rules();

/// Cost of tokens when the price rises with what one buyer bought: p (1 + impact x / supply) for the x-th token.
/// `before` and `tokens` in thousandths; minor units. *Source*: linear price impact, Kyle 1985, Continuous auctions
/// and insider trading, Econometrica 53(6).
Cents cost_of_tokens(double price, double impact, std::int64_t supply, std::int64_t before, std::int64_t tokens);

/// Most tokens, in thousandths, that an amount buys at such prices.
std::int64_t tokens_for(Cents amount, double price, double impact, std::int64_t supply, std::int64_t before);

/// One proposal when there is room, money for its deposit, none of its own under way, and power enough to file it.
std::size_t one_proposal(const AttackView& view);

}  // namespace townsquare
