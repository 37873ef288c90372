#include "analysis/metrics/trace_text.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/metrics/event_words.hpp"
#include "engine/institutions.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/rules/electorate/electorate.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "engine/state/memberships.hpp"
#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

constexpr Parameter a_number{"number", Unit::number, 0, -1e300, 1e300, "A number.", Evidence::decision, ""};
constexpr Parameter a_share{"share", Unit::share, 0, 0, 1, "A share.", Evidence::decision, ""};
constexpr Parameter an_amount{"amount", Unit::money, 0, -1e300, 1e300, "An amount.", Evidence::decision, ""};

constexpr Parameter a_count{"count", Unit::count, 0, -1e300, 1e300, "A count.", Evidence::decision, ""};
constexpr Parameter a_weekly_amount{"weekly amount", Unit::money_per_week, 0, -1e300, 1e300, "An amount per week.", Evidence::decision, ""};

/// The parameter in a slot of a rule's values.
const Parameter& parameter_in(const RuleRow& row, std::size_t slot) {
  for (const Parameter& each : row.parameters) {
    const auto length = static_cast<std::size_t>(each.length);
    if (slot < length) return each;
    slot -= length;
  }
  return a_number;
}

/// What an event may change.
const Parameter& parameter_of(const Event& e, const Scenario& scenario) {
  if (e.platform >= scenario.platforms.size()) return a_number;
  switch (e.subject) {
    case DecisionClass::fees: return parameter_in(fee_rules()[scenario.platforms[e.platform].fees.row].row, e.key);
    case DecisionClass::disputes: return a_count;
    case DecisionClass::spending: return an_amount;
    case DecisionClass::marketing: return a_weekly_amount;
    default: return a_share;
  }
}

std::string spaced(std::string_view key) {
  std::string words(key);
  for (char& letter : words)
    if (letter == '_') letter = ' ';
  return words;
}

/// "quorum of fees": what an amendment changes, in the order of its levers.
std::string clause(const Event& e) {
  constexpr std::string_view numbers[] = {"quorum", "support", "lower bound", "upper bound"};
  const std::size_t subject = e.key / std::size(numbers);
  if (subject >= n_decision_classes) return "rules number " + std::to_string(e.key + 1);
  return std::string(numbers[e.key % std::size(numbers)]) + " of " + std::string(decision_class_names[subject]);
}

/// "fee", "attention by reputation", "quorum of fees".
std::string thing(const Event& e, const Scenario& scenario) {
  switch (e.subject) {
    case DecisionClass::fees: {
      const std::string key = spaced(parameter_of(e, scenario).key);
      return key == "take rate" ? "fee" : "fee (" + key + ")";
    }
    case DecisionClass::ranking:
      if (e.platform >= scenario.platforms.size()) break;
      return "attention for " + spaced(parameter_in(ranking_rules()[scenario.platforms[e.platform].ranking.row].row, e.key).key);
    case DecisionClass::disputes: return "size of the court";
    case DecisionClass::data: return "share of data sold";
    case DecisionClass::surplus: return "share of the surplus for the reserve";
    case DecisionClass::spending: return "spending on a project";
    case DecisionClass::marketing: return "marketing";
    case DecisionClass::membership: return "share of applications accepted";
    case DecisionClass::moderation: return "strictness towards sellers";
    case DecisionClass::amendment: return clause(e);
  }
  return std::string(word_of(e.subject)) + " number " + std::to_string(e.key + 1);
}

std::string value(const Event& e, const Scenario& scenario, double number) {
  return readable(number, parameter_of(e, scenario), scenario.currency);
}

std::string share(double part) { return readable(part, a_share, ""); }

/// Whole major units from a hundred on: a story has no cents.
std::string money(const Event& e, const Scenario& scenario) {
  const auto amount = static_cast<double>(e.amount);
  const double shown = std::fabs(amount) < 10000 ? amount : std::round(amount / 100) * 100;
  return readable(shown, an_amount, scenario.currency);
}

double part_of(std::int64_t power, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(power) / static_cast<double>(whole) : 0;
}

/// Whole percents, tenths below one: readers of a story want "14 % voted", not "14.29 %".
std::string percent(double part) {
  const double parts = part < .01 ? 1000 : 100;
  return share(std::round(part * parts) / parts);
}

/// "12,345".
std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

/// Votes of an event as people count them: whole tokens where tokens vote one by one, though the record counts thousandths.
std::string votes(const Event& e, const Scenario& s) {
  double units = 1;
  std::string drawn;
  if (e.platform < s.platforms.size()) {
    const Platform& p = s.platforms[e.platform];
    if (voting_rules()[p.process(e.subject).rule.row].row.name == "sortition_panel") drawn = ", of which a panel is drawn";
    auto body = static_cast<Body>(static_cast<int>(p.process(e.subject).body));
    if (body == Body::delegates) body = Body::members;  // they have the votes of those who chose them
    const auto electorate = static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members);
    const std::string_view rule = electorate < n_electorates ? electorate_rules()[p.electorates[electorate].rule.row].row.name : "";
    if (rule == "token" || rule == "vote_escrow") units = static_cast<double>(one_token);
    if (rule == "class_weighted") return "votes weighted by class";  // their number says nothing
  }
  const auto count = static_cast<std::int64_t>(std::round(static_cast<double>(e.electorate) / units));
  return grouped(count) + (count == 1 ? " vote" : " votes") + (units > 1 ? " by token" : "") + drawn;
}

std::string turnout(const Event& e) { return percent(part_of(e.yes + e.no + e.abstain, e.electorate)) + " voted"; }
std::string support(const Event& e) { return percent(part_of(e.yes, e.yes + e.no)) + " of them for it"; }

/// What a vote lacked that most of its votes were for; empty when nothing is known.
std::string approval_missed(const Event& e, const Scenario& s) {
  if (e.platform >= s.platforms.size()) return "";
  const double asked = s.platforms[e.platform].process(e.subject).min_approval, given = part_of(e.yes, e.electorate);
  return e.yes > e.no && given < asked ? ", but " + percent(given) + " of all, where " + share(asked) + " must be" : "";
}

/// A quorum that not all votes count towards is told with those that do.
std::string quorum_missed(const Event& e, const Scenario& s) {
  const std::string asked = ", quorum " + share(e.quorum);
  if (e.platform >= s.platforms.size()) return turnout(e) + asked + " missed; expired";
  switch (static_cast<QuorumCounts>(static_cast<int>(s.platforms[e.platform].process(e.subject).quorum_counts))) {
    case QuorumCounts::yes_only: return turnout(e) + ", " + percent(part_of(e.yes, e.electorate)) + " yes" + asked + " of yes missed; expired";
    case QuorumCounts::yes_and_abstain: return turnout(e) + ", " + percent(part_of(e.yes + e.abstain, e.electorate)) + " yes or abstaining" + asked + " of these missed; expired";
    default: return turnout(e) + asked + " missed; expired";
  }
}

bool is_expulsion(const Event& e, const Scenario& s) { return e.platform < s.platforms.size() && governing::is_guildkick(s.platforms[e.platform], e.subject, e.key); }
/// The number asked for is the seller, counted from 1.
std::string expelled(const Event& e) { return "seller " + std::to_string(static_cast<std::int64_t>(e.after) - 1); }

std::string change(const Event& e, const Scenario& s) {
  return is_expulsion(e, s) ? "expulsion of " + expelled(e) : thing(e, s) + " to " + value(e, s, e.after);
}
/// "seller 412".
std::string name_of(std::uint32_t actor) {
  constexpr const char* classes[] = {"seller ", "buyer ", "worker ", "investor ", "outsider "};
  const std::uint32_t c = class_of_actor(actor);
  return (c < std::size(classes) ? classes[c] : "member ") + std::to_string(agent_of_actor(actor));
}

bool is_of(std::uint32_t actor, MemberClass c) { return class_of_actor(actor) == static_cast<std::uint32_t>(c); }

/// Where somebody attacks, an outsider is the attacker; the first worker is the founder where founders have tokens.
std::string actor(const Event& e, const Scenario& s) {
  if (e.actor == no_actor) return "";
  if (e.platform >= s.platforms.size()) return " by " + name_of(e.actor);
  const Platform& p = s.platforms[e.platform];
  if (is_of(e.actor, MemberClass::outsider) && is_attacked(p)) return " by the attacker";
  const bool is_founder = is_of(e.actor, MemberClass::worker) && agent_of_actor(e.actor) == 0 && p.ownership.founders_share > 0;
  return " by " + (is_founder ? "the founder" : name_of(e.actor));
}

/// "shock: demand, -30 % for 26 weeks".
std::string blow(const Event& e, const Scenario& s) {
  if (e.key >= n_market_shocks + n_platform_shocks) return "shock";
  const std::string_view kind = e.key < n_market_shocks ? market_shock_names[e.key] : platform_shock_names[e.key - n_market_shocks];
  const std::string section = "shocks." + std::string(kind);
  const auto rows = core_parameters();
  const auto size = std::ranges::find_if(rows, [&](const CoreParameter& row) { return row.section == section && row.parameter.key == "size"; });
  std::string words = "shock: " + spaced(kind) + ", " + readable(e.after, size == rows.end() ? a_number : size->parameter, s.currency);
  if (e.before > 0) words += " for " + std::to_string(static_cast<int>(e.before)) + (e.before == 1 ? " week" : " weeks");
  return words;
}

std::string payment(const Event& e, const Scenario& s) {
  constexpr const char* whom[] = {"paid to members", "paid to investors", "kept in the reserve"};
  const char* to = e.key < std::size(whom) ? whom[e.key] : "paid";
  return "surplus of " + money(e, s) + " " + to;
}

/// What happened, without the week.
std::string words_of(const Event& e, const Scenario& s) {
  switch (e.kind) {
    case EventKind::launched: return "launched with " + money(e, s);
    case EventKind::drafted: return change(e, s) + " proposed" + actor(e, s);
    case EventKind::opened:
      return "vote on " + change(e, s) + " opened, " + votes(e, s);
    case EventKind::extended: return "vote on " + change(e, s) + " prolonged";
    case EventKind::passed: return turnout(e) + ", " + support(e) + "; " + change(e, s) + " passed";
    case EventKind::defeated: return turnout(e) + ", " + support(e) + approval_missed(e, s) + "; " + change(e, s) + " defeated";
    case EventKind::no_quorum: return quorum_missed(e, s);
    case EventKind::queued: return change(e, s) + " waits for its timelock";
    case EventKind::executed:
    case EventKind::rule_changed:
      if (e.subject == DecisionClass::spending) return value(e, s, e.after) + " of the treasury paid out";
      if (is_expulsion(e, s)) return expelled(e) + " voted out, with its part of the treasury";
      return thing(e, s) + " changed from " + value(e, s, e.before) + " to " + value(e, s, e.after);
    case EventKind::vetoed: return change(e, s) + " vetoed" + actor(e, s);
    case EventKind::expired: return change(e, s) + " expired";
    case EventKind::canceled: return change(e, s) + " withdrawn" + actor(e, s);
    case EventKind::surplus_paid: return payment(e, s);
    case EventKind::redeemed: return "shares of " + money(e, s) + " paid back";
    case EventKind::attacked: return "attackers spent " + money(e, s);
    case EventKind::suspended: return e.actor == no_actor ? "a member suspended" : name_of(e.actor) + " suspended";
    case EventKind::forked: return "members left with " + money(e, s);
    case EventKind::closed: return "closed, out of cash";
    case EventKind::shocked: return blow(e, s);
    case EventKind::offered: return "members choose " + thing(e, s) + " from " + value(e, s, e.before) + " to " + value(e, s, e.after);
  }
  return "something of a later version happened";
}

}  // namespace

std::string trace_line(const Event& event, const Scenario& scenario) {
  std::string where = "week " + std::to_string(event.week + 1) + ": ";
  if (scenario.platforms.size() > 1 && event.platform < scenario.platforms.size())
    where += scenario.platforms[event.platform].name + ": ";
  return where + words_of(event, scenario);
}

}  // namespace townsquare
