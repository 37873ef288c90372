// Who attacks a constitution: the attacks of the catalogue, each with the one number that makes it larger. They are after the treasury
// where members can spend it by vote, else after the fee; a cartel is after the ranking. Budgets are those of the catalogue (assumptions).
#include <algorithm>
#include <stdexcept>

#include "analysis/stress/shock_table.hpp"
#include "engine/parameter_table.hpp"

namespace townsquare {
namespace {

constexpr double major = 100;  // minor units of one unit of money

const Platform& own(const Scenario& scenario) { return scenario.platforms[0]; }

Body body_of(const Scenario& scenario, DecisionClass c) { return static_cast<Body>(static_cast<int>(own(scenario).process(c).body)); }

// What an attacker can be after.
DecisionClass prize(const Scenario& scenario) { return body_of(scenario, DecisionClass::spending) != Body::nobody ? DecisionClass::spending : DecisionClass::fees; }

const FamilySection& family(std::string_view section) {
  const auto sections = family_sections();
  return *std::ranges::find(sections, section, &FamilySection::section);
}

std::string_view rule_of(const Scenario& scenario, std::string_view section) {
  Scenario copy = scenario;
  const FamilySection& rules = family(section);
  return rules.rows[rules.at(copy, 0).row].name;
}

void attack_with(Scenario& scenario, std::string_view rule, double week, double budget) {
  const FamilySection& rules = family("attack");
  const auto row = std::ranges::find(rules.rows, rule, &RuleRow::name);
  if (row == rules.rows.end()) throw std::logic_error("no attack is called " + std::string(rule));
  rules.at(scenario, 0) = {static_cast<std::size_t>(row - rules.rows.begin()), default_values(*row)};
  set_asked(scenario, "attack.week", week);
  set_asked(scenario, "attack.budget", budget);
  const bool is_after_money = prize(scenario) == DecisionClass::spending;
  set_asked(scenario, "attack.goal", static_cast<double>(is_after_money ? AttackGoal::treasury : AttackGoal::fee));
  set_asked(scenario, "attack.fee", 0);
}

// ---- why one does not apply ------------------------------------------------------------------------------------------

std::string needs_votes(const Scenario& scenario) {
  if (static_cast<Control>(static_cast<int>(own(scenario).control)) != Control::members) return "members decide nothing here";
  return body_of(scenario, prize(scenario)) == Body::nobody ? "neither money nor the fee is decided by a vote" : "";
}

std::string needs_members_who_decide(const Scenario& scenario) {
  if (std::string reason = needs_votes(scenario); !reason.empty()) return reason;
  return body_of(scenario, prize(scenario)) == Body::members ? "" : "it is not all members who decide";
}

std::string needs_token_votes(const Scenario& scenario) {
  if (std::string reason = needs_members_who_decide(scenario); !reason.empty()) return reason;
  if (!has_tokens(own(scenario).ownership)) return "there are no tokens";
  const std::string_view rule = rule_of(scenario, "bodies.members");
  return rule == "token" || rule == "vote_escrow" || rule == "quadratic" ? "" : "tokens do not vote";
}

std::string needs_tokens_for_sale(const Scenario& scenario) {
  if (std::string reason = needs_token_votes(scenario); !reason.empty()) return reason;
  return own(scenario).ownership.transferable != 0 ? "" : "tokens cannot be sold or lent";
}

std::string needs_custody(const Scenario& scenario) {
  if (std::string reason = needs_token_votes(scenario); !reason.empty()) return reason;
  return own(scenario).ownership.custody_share > 0 ? "" : "no tokens lie with an exchange";
}

std::string needs_founders_tokens(const Scenario& scenario) {
  if (std::string reason = needs_token_votes(scenario); !reason.empty()) return reason;
  const Ownership& o = own(scenario).ownership;
  return o.founders_share > 0 && o.workers >= 1 ? "" : "no founder holds tokens";
}

std::string needs_heads(const Scenario& scenario) {
  if (std::string reason = needs_members_who_decide(scenario); !reason.empty()) return reason;
  return rule_of(scenario, "bodies.members") == "one_member_one_vote" ? "" : "votes do not go by head";
}

std::string needs_open_proposals(const Scenario& scenario) {
  if (std::string reason = needs_votes(scenario); !reason.empty()) return reason;
  const Body body = body_of(scenario, prize(scenario));
  if (body < Body::members || body > Body::investors) return "only those who sit in a body that is chosen can propose";
  return own(scenario).process(prize(scenario)).proposal_threshold > 0 ? "only those with votes can propose" : "";
}

std::string needs_ranking_votes(const Scenario& scenario) {
  if (static_cast<Control>(static_cast<int>(own(scenario).control)) != Control::members) return "members decide nothing here";
  const Body body = body_of(scenario, DecisionClass::ranking);
  return body == Body::members || body == Body::sellers ? "" : "sellers have no vote on the ranking";
}

std::string needs_jury(const Scenario& scenario) {
  const bool has_members = static_cast<Control>(static_cast<int>(own(scenario).control)) == Control::members;
  return has_members && rule_of(scenario, "disputes") == "jury" ? "" : "no jury decides disputes";
}

// ---- the rows --------------------------------------------------------------------------------------------------------

constexpr StressShock table[] = {
    {"borrowed_majority", "C1", "somebody borrows tokens for the moment of the count", SizeKind::share, "of all tokens", .05, 1, .79, .79,
     "Beanstalk, April 2022: 79 % of the votes borrowed where 67 % were needed; 181 million USD lost (halborn.com)", true, false, needs_tokens_for_sale,
     [](Scenario& s, double size, double week) {
       attack_with(s, "borrow_tokens", week, 1e9 * major);  // no budget binds: the size is what is borrowed
       set_asked(s, "attack.share", size);
     }},
    {"buy_tokens", "C2 C3", "somebody buys tokens on the market until they pass a proposal", SizeKind::money, "to spend", 1e3 * major, 1e8 * major, 5e6 * major, nobody_measured,
     "Compound, July 2024: proposal 289 for 24 million USD, 5 % of the treasury, passed with 51.84 % at the third try; what the votes cost is not known (The Block)", true, false, needs_tokens_for_sale,
     [](Scenario& s, double size, double week) { attack_with(s, "buy_tokens", week, size); }},
    {"hidden_stake", "C13", "the founder votes tokens that everybody had forgotten", SizeKind::none, "", 1, 1, 1, nobody_measured,
     "Steem, March 2020: about 20 % of the stake, sold as a whole and voted by its buyer (modernconsensus.com)", true, false, needs_founders_tokens,
     [](Scenario& s, double, double week) { attack_with(s, "hidden_stake", week, 1e4 * major); }},
    {"exchange_custody", "C4", "an exchange votes the tokens that customers left with it", SizeKind::share, "of the tokens in custody", .02, 1, 1, nobody_measured,
     "Steem, March 2020: three exchanges voted customers' coins and all 20 witnesses were replaced (modernconsensus.com)", true, false, needs_custody,
     [](Scenario& s, double size, double week) {
       attack_with(s, "custodian", week, 1e4 * major);
       set_asked(s, "attack.share", size);
     }},
    {"bribed_voters", "C9", "somebody pays members for their votes", SizeKind::money, "for a vote", 1 * major, 1e4 * major, 20 * major, nobody_measured,
     "votes of Curve: 2 to 9 cents a token by its buyers' own estimate (gov.angle.money 326); a member's price is not known", true, false, needs_open_proposals,
     [](Scenario& s, double size, double week) {
       attack_with(s, "bribe_voters", week, 1e9 * major);
       set_asked(s, "attack.price_per_vote", size);
     }},
    {"false_identities", "C11", "somebody creates members who do not exist", SizeKind::money, "to spend", 10 * major, 1e6 * major, 1e4 * major, nobody_measured,
     "LayerZero, 2024: 803,093 of about 6 million addresses were one person's many (bitget); what a false member costs is not known", true, false, needs_heads,
     [](Scenario& s, double size, double week) { attack_with(s, "identities", week, size); }},
    {"flood", "C20 C8", "somebody files so many proposals that nobody reads the one that matters", SizeKind::count, "proposals a week", 1, 1000, 115, 115,
     "Cosmos Hub: 115 proposals in one week, 43 in the year before (forum.cosmos.network 9952)", true, false, needs_open_proposals,
     [](Scenario& s, double size, double week) {
       attack_with(s, "flood", week, 1e4 * major);
       set_asked(s, "attack.per_week", size);
     }},
    {"unread_proposal", "C6", "a harmful proposal that looks like any other; some of those who vote out of duty say yes unread", SizeKind::share, "of dutiful voters do not read", .02, 1, .5, nobody_measured,
     "Tornado Cash, May 2023: a proposal that few had read gave 1.2 million votes away (theblock.co)", true, false, needs_open_proposals,
     [](Scenario& s, double size, double week) {
       attack_with(s, "flood", week, 1e4 * major);
       set_asked(s, "attack.per_week", 1);
       set_asked(s, "attack.decoy_weeks", 0);
       set_asked(s, "attack.unread", size);
     }},
    {"cartel", "C10", "the largest sellers vote as one for a ranking that suits them", SizeKind::count, "sellers", 2, 1000, 20, nobody_measured,
     "Steem: 25 to 30 % of the daily value of votes was bought, and the front page became paid placement (hive.blog)", true, false, needs_ranking_votes,
     [](Scenario& s, double size, double week) {
       attack_with(s, "sellers_cartel", week, 1e6 * major);
       set_asked(s, "attack.goal", static_cast<double>(AttackGoal::ranking));
       set_asked(s, "attack.members", size);
     }},
    {"bribed_jury", "C21", "a seller pays jurors who vote for it and are outvoted", SizeKind::money, "for a juror's vote", 1 * major, 1e4 * major, 70 * major, nobody_measured,
     "Kleros, Doges on Trial, 2018: deposit, reward and 300 PNK on top were offered (blog.kleros.io)", true, false, needs_jury,
     [](Scenario& s, double size, double week) {
       attack_with(s, "bribe_jurors", week, 1e6 * major);
       set_asked(s, "attack.bribe", size);
     }},
};

}  // namespace

std::string_view attack_wants(const StressShock& shock, const Scenario& scenario) {
  if (shock.name == "cartel") return "its ranking";
  if (shock.name == "bribed_jury") return "to win its dispute";
  return prize(scenario) == DecisionClass::spending ? "the treasury" : "the fee at 0 %";
}

std::span<const StressShock> attack_stress() { return table; }

}  // namespace townsquare
