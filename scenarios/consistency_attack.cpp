#include "scenarios/consistency_attack.hpp"

#include "engine/parameter_table/governance.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/decision_keys.hpp"

namespace townsquare {
namespace {

using Names = std::vector<std::string>;

DecisionClass subject_of(const AttackPlan& plan) {
  const auto goal = static_cast<AttackGoal>(static_cast<int>(plan.goal));
  return goal == AttackGoal::treasury ? DecisionClass::spending : goal == AttackGoal::fee ? DecisionClass::fees : DecisionClass::ranking;
}

void warn(Check& check, std::string message, std::string hint, const Names& keys) {
  check.report(codes::attack_in_vain, Severity::warning, std::move(message), std::move(hint), keys);
}

/// An attack on a platform without votes, on a decision that nobody takes, or after the end.
void check_goal(Check& check, const DecisionKeys& keys, Body body) {
  const AttackPlan& plan = check.platform().attack;
  if (check.platform().control != static_cast<double>(Control::members)) {
    warn(check, "the attack finds no votes: the platform is not run by its members", "[control] has by = " + check.shown("control.by"), {"attack.rule", "control.by"});
    return;
  }
  if (body == Body::nobody)
    warn(check, "the attack is after a decision that nobody takes: " + keys.section() + " has body = \"nobody\"", "set `body` there, or choose another `goal`", {"attack.rule", "attack.goal", keys.key("body")});
  if (plan.week >= check.scenario().run.weeks)
    warn(check, "the attack begins when the run is over", "week is " + check.shown("attack.week") + ", the run is " + check.shown("run.weeks"), {"attack.week", "run.weeks", "attack.rule"});
  const bool is_after_ranking = static_cast<AttackGoal>(static_cast<int>(plan.goal)) == AttackGoal::ranking;
  if (is_after_ranking && check.rule("attack") != "sellers_cartel")
    warn(check, "only a cartel of sellers gains from a ranking: this attack will demand nothing", "write rule = \"sellers_cartel\", or choose another `goal`", {"attack.goal", "attack.rule"});
}

void check_budget(Check& check, const DecisionKeys& keys, const DecisionProcess& process) {
  if (check.platform().attack.budget >= process.proposal_deposit) return;
  warn(check, "the attack cannot pay the deposit of its proposal", "budget is " + check.shown("attack.budget") + ", " + keys.section() + " asks for a deposit of " + check.shown(keys.key("proposal_deposit")),
       {"attack.budget", keys.key("proposal_deposit"), "attack.rule"});
}

/// Attacks that hold tokens need tokens that they can get and that vote.
void check_tokens_of_attack(Check& check, Body body) {
  const Ownership& own = check.platform().ownership;
  const std::string rule(check.rule("attack"));
  const bool has_power = is_by_tokens(check, body);
  const std::string section(electorate_section(body));
  const bool is_trader = rule == "buy_tokens" || rule == "borrow_tokens";
  const Names no_votes = {"attack.rule", section + ".rule"};
  if ((is_trader || rule == "custodian") && !has_tokens(own))
    return warn(check, "the attack needs tokens, and there are none", "[ownership] has tokens = 0", {"attack.rule", "ownership.tokens"});
  if (is_trader && own.transferable == 0)
    return warn(check, "the attack needs tokens that can be sold", "[ownership] has transferable = \"no\"", {"attack.rule", "ownership.transferable"});
  if (is_trader && body != Body::members)
    return warn(check, "tokens of an outsider vote among all members only", "`" + word_of(body) + "` decides", {"attack.rule", "attack.goal"});
  if ((is_trader || rule == "custodian") && !has_power)
    return warn(check, "the attack holds tokens where tokens do not vote", section.empty() ? "`" + word_of(body) + "` decides" : "[" + section + "] has rule = \"" + std::string(check.rule(section)) + "\"", no_votes);
  if (rule == "custodian" && own.custody_share == 0)
    warn(check, "the custodian keeps no tokens", "[ownership] has custody_share = \"0 %\"", {"attack.rule", "ownership.custody_share"});
  if (rule == "hidden_stake" && (own.founders_share == 0 || own.workers == 0 || !has_tokens(own)))
    warn(check, "the founder has no tokens to vote with", "the first worker holds `founders_share` of the tokens: [ownership] needs tokens, founders_share and workers",
         {"attack.rule", "ownership.founders_share", "ownership.workers", "ownership.tokens"});
}

/// Attacks by people: new ones need votes by head, and whoever has none cannot file where proposing takes votes.
void check_people_of_attack(Check& check, const DecisionKeys& keys, const DecisionProcess& process, Body body) {
  const std::string rule(check.rule("attack"));
  const std::string section(electorate_section(body));
  const bool is_stranger = rule == "flood" || rule == "bribe_voters";
  if (rule == "identities" && (body != Body::members || check.rule(section) != "one_member_one_vote"))
    warn(check, "a new identity has no vote here", body != Body::members ? "`" + word_of(body) + "` decides" : "[" + section + "] has rule = \"" + std::string(check.rule(section)) + "\"", {"attack.rule", section + ".rule"});
  if (is_stranger && section.empty())
    warn(check, "only those who sit in a body that is chosen may propose there", "`" + word_of(body) + "` decides in " + keys.section(), {"attack.rule", keys.key("body")});
  else if (is_stranger && process.proposal_threshold > 0)
    warn(check, "the attack has no votes of its own and cannot propose", keys.section() + " asks a proposer for " + check.shown(keys.key("proposal_threshold")) + " of the votes", {"attack.rule", keys.key("proposal_threshold")});
  if (rule == "sellers_cartel" && body != Body::members && body != Body::sellers)
    warn(check, "the cartel of sellers has no votes where it wants a decision", "`" + word_of(body) + "` decides in " + keys.section(), {"attack.rule", keys.key("body")});
}

/// A briber of jurors wants verdicts and no vote.
void check_jurors(Check& check) {
  if (check.rule("disputes") == "jury" && check.platform().control == static_cast<double>(Control::members)) return;
  warn(check, "there are no jurors to bribe", "[disputes] has rule = \"" + std::string(check.rule("disputes")) + "\", [control] has by = " + check.shown("control.by"), {"attack.rule", "disputes.rule", "control.by"});
}

}  // namespace

void check_attack(Check& check) {
  if (check.rule("attack") == "none") return;
  if (check.rule("attack") == "bribe_jurors") return check_jurors(check);
  const auto c = static_cast<std::size_t>(subject_of(check.platform().attack));
  const DecisionKeys keys(c);
  const DecisionProcess& process = check.platform().decisions[c];
  const Body body = body_in(process.body);
  check_goal(check, keys, body);
  if (check.platform().control != static_cast<double>(Control::members) || body == Body::nobody) return;
  check_budget(check, keys, process);
  check_tokens_of_attack(check, body);
  check_people_of_attack(check, keys, process, body);
}

}  // namespace townsquare
