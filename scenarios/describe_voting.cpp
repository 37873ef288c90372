// Every rule by which votes are counted, power is given or votes are got, in plain English. A rule without words of its own tells
// its meaning and its values.
#include <span>

#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

/// A rule's words; `section` is where its keys are.
struct RuleWords {
  std::string_view rule;
  std::string (*say)(const Values& values, const std::string& section);
};

std::string text(const Values& values, const std::string& section, std::string_view key) { return values.text(dotted(section, key)); }

std::string words_of(std::span<const RuleWords> table, const Values& values, const std::string& section) {
  const std::string rule = values.rule(section);
  for (const RuleWords& row : table)
    if (row.rule == rule) return row.say(values, section);
  return values.plain_rule(section);
}

std::string supermajority(const Values& values, const std::string& section) {
  return "It passes if at least " + text(values, section, "share") + " of the yes and no votes say yes.";
}

std::string majority_of_votes(const Values& values, const std::string& section) { return "more than " + text(values, section, "support") + " of the yes and no votes say yes."; }

std::string conviction(const Values& values, const std::string& section) {
  return "Nobody votes against; support counts for more the longer it lasts, and comes half way to its full weight in " + text(values, section, "half_life") +
         ". A request of next to nothing passes with the lasting support of " + text(values, section, "minimum_conviction") +
         " of all votes, a larger one needs more, and nobody is given " + text(values, section, "spending_limit") + " of the cash or more.";
}

std::string liquid_delegation(const Values& values, const std::string& section) {
  return "Who does not vote is voted for by whom it trusts, and so on along the chain; who votes takes its vote back, and a circle of trust abstains. It passes if " +
         majority_of_votes(values, section);
}

std::string sortition_panel(const Values& values, const std::string& section) {
  return "A panel of " + counted_people(values.number(dotted(section, "panel_size"))) + ", drawn by lot for each proposal, votes for all. It passes if " + majority_of_votes(values, section);
}

std::string quadratic_votes(const Values& values, const std::string& section) {
  return "Whoever cares more can vote with more weight, at a price: each unit of power gives " + text(values, section, "credits") +
         " voice credits, and v votes cost v times v of them. It passes if " + majority_of_votes(values, section);
}

constexpr RuleWords voting_table[] = {
    {"majority", [](const Values& v, const std::string& s) { return "It passes if " + majority_of_votes(v, s); }},
    {"supermajority", supermajority},
    {"plurality", [](const Values&, const std::string&) { return std::string("Each has one vote for one of several options, the present rule among them; most votes win."); }},
    {"approval", [](const Values&, const std::string&) { return std::string("Each approves as many of several options as it likes, the present rule among them; the most approved wins."); }},
    {"instant_runoff", [](const Values&, const std::string&) { return std::string("Each ranks several options, the present rule among them. The one with the fewest first places is struck out and its votes go to the next on each ballot, until one is left."); }},
    {"condorcet", [](const Values&, const std::string&) { return std::string("Each ranks several options, the present rule among them. The one that beats every other one in pairs wins; if they beat each other in a circle, the strongest paths of victories decide."); }},
    {"median", [](const Values&, const std::string&) { return std::string("Each names the number that it wants, and the one in the middle is in force: half of the votes want as much or more, half as much or less."); }},
    {"quadratic", quadratic_votes},
    {"conviction", conviction},
    {"optimistic", [](const Values& v, const std::string& s) { return "It passes unless " + text(v, s, "veto_share") + " of all votes or more are against it."; }},
    {"liquid_delegation", liquid_delegation},
    {"sortition_panel", sortition_panel},
};

std::string class_weighted(const Values& values, const std::string& section) {
  std::vector<std::string> parts;
  for (const char* each : {"sellers", "buyers", "workers", "investors"})
    if (values.number(dotted(section, each)) > 0) parts.push_back("the " + std::string(each) + " " + text(values, section, each));
  return "each class has its part of all votes, however many it is: " + in_words(parts) + ". Within a class all count the same.";
}

/// Tokens that nobody votes with, where there are some.
std::string custody(const Values& values) {
  const bool is_given = values.number("ownership.tokens") > 0 && values.number("ownership.custody_share") > 0;
  return is_given ? " Of the tokens of the first members " + values.text("ownership.custody_share") + " lie with exchanges or are lost: they count in a quorum and never vote." : "";
}

std::string vote_escrow(const Values& values, const std::string& section) {
  return "only tokens that are locked away vote. One locked for " + text(values, section, "longest_lock") + " has a whole vote, which melts away with the time that is left; " +
         values.text("ownership.lock_share") + " of the holders lock theirs, for up to " + values.text("ownership.lock_weeks") + "." + custody(values);
}

constexpr RuleWords electorate_table[] = {
    {"one_member_one_vote", [](const Values&, const std::string&) { return std::string("each has one vote."); }},
    {"class_weighted", class_weighted},
    {"token", [](const Values& v, const std::string&) { return "one token, one vote: who holds more decides more." + custody(v); }},
    {"quadratic", [](const Values& v, const std::string&) { return "votes are the square root of the tokens: four times the tokens, twice the votes." + custody(v); }},
    {"vote_escrow", vote_escrow},
    {"patronage", [](const Values&, const std::string&) { return std::string("votes by what somebody sold or bought here lately; they cannot be handed on."); }},
};

std::string buy_tokens(const Values& values, const std::string& s) {
  return "It buys tokens, " + text(values, s, "weekly_share") + " of all in a week at most, until it believes that its votes pass its proposal. The price rises with what it buys: whoever bought all would have driven it up by " +
         text(values, s, "impact") + " times the first price.";
}

std::string borrow_tokens(const Values& values, const std::string& s) {
  return "It borrows " + text(values, s, "share") + " of all tokens for a week, that of the " + (text(values, s, "held_at") == "vote" ? "count" : "snapshot") + ", for " + text(values, s, "loan_fee") +
         " of their value, votes, and gives them back.";
}

std::string bribe_voters(const Values& values, const std::string& s) {
  return "It pays " + text(values, s, "price_per_vote") + " for a vote, of a member or of a token. Whoever sells wants back what it would lose by the change, and something for its conscience: " +
         text(values, s, "moral_cost") + " in the median.";
}

std::string flood(const Values& values, const std::string& s) {
  return "It files up to " + text(values, s, "per_week") + " proposals a week, as far as there is room for them. For " + text(values, s, "decoy_weeks") + " they ask for " + text(values, s, "decoy_share") +
         " of what it wants, until members are tired of reading; then one asks for everything.";
}

constexpr RuleWords attack_table[] = {
    {"none", [](const Values&, const std::string&) { return std::string("Nobody attacks."); }},
    {"buy_tokens", buy_tokens},
    {"borrow_tokens", borrow_tokens},
    {"identities", [](const Values& v, const std::string& s) { return "It makes up members, " + text(v, s, "weekly") + " a week at most for " + text(v, s, "identity_cost") + " each, until their votes pass its proposal."; }},
    {"bribe_voters", bribe_voters},
    {"flood", flood},
    {"sellers_cartel", [](const Values& v, const std::string& s) { return "The " + counted(v.number(dotted(s, "members")), "seller") + " with the largest sales vote as one; to find each other costs " + text(v, s, "coordination_cost") + " for each."; }},
    {"hidden_stake", [](const Values& v, const std::string&) { return "The founder votes with tokens that nobody counted: " + v.text("ownership.founders_share") + " of all at the launch."; }},
    {"bribe_jurors", [](const Values& v, const std::string& s) {
       return "It offers every juror in a case of its clients " + text(v, s, "bribe") + " for a vote for the seller, paid " +
              (text(v, s, "paid") == "always" ? "for each such vote" : "only to those whom the verdict outvotes") + "; its clients are the " + counted(v.number(dotted(s, "clients")), "largest seller") + ".";
     }},
    {"custodian", [](const Values& v, const std::string& s) { return "An exchange votes " + text(v, s, "share") + " of the tokens that its customers left with it."; }},
};

}  // namespace

std::string voting_words(const Values& values, const std::string& section) { return words_of(voting_table, values, section); }
std::string electorate_words(const Values& values, const std::string& section) { return words_of(electorate_table, values, section); }
std::string attacker_words(const Values& values) { return words_of(attack_table, values, "attack"); }

}  // namespace townsquare
