#include "scenarios/consistency_governance.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "engine/phases/govern/levers.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/decision_keys.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

using Names = std::vector<std::string>;

constexpr Parameter a_share{"", Unit::share, 0, 0, 1, "", Evidence::decision, ""};

// At most two digits after the point.
std::string share_text(double share) { return format_value(std::round(share * 1e4) / 1e4, a_share, ""); }

/// Whether a rule asks for more yes than `support` of yes and no, and for a quorum.
bool asks_support(std::string_view rule) {
  return rule == "majority" || rule == "supermajority" || rule == "quadratic" || rule == "liquid_delegation" || rule == "sortition_panel";
}

/// Thresholds of a vote that even a body that is all of one mind misses.
void check_reach(Check& check, std::size_t c, Body body) {
  const DecisionProcess& d = check.platform().decisions[c];
  const DecisionKeys process(c);
  const std::string_view rule = check.rule(governance_sections[c]);
  if (rule == "optimistic") return;  // what is not stopped passes
  const double seats = rule == "sortition_panel" ? check.value(std::string(governance_sections[c]) + ".panel_size") : most_votes(check, body);
  const double share = votable_share(check, body), votes = std::min(seats, most_votes(check, body));
  if (share <= 0 || votes <= 0) return;  // told as an empty body
  const std::string why = "`" + word_of(body) + "` can cast " + share_text(share) + " of its votes: the rest lies in custody, which counts and never votes";
  for (const auto& [key, needed] : {std::pair("quorum", d.quorum), std::pair("min_approval", d.min_approval)})
    if (needed > share + 1e-9)
      check.report(codes::out_of_reach, Severity::error, "no vote in " + process.section() + " can reach `" + key + "`", check.shown(process.key(key)) + " is asked for; " + why,
                   {process.key(key), "ownership.custody_share"});
  if (d.quorum_number > votes)
    check.report(codes::out_of_reach, Severity::error, "no vote in " + process.section() + " can reach `quorum_number`",
                 check.shown(process.key("quorum_number")) + " votes are asked for; `" + word_of(body) + "` can never have more than " + shortest_decimal(votes) + (seats < most_votes(check, body) ? ", the seats of the panel" : ""),
                 {process.key("quorum_number")});
  if (asks_support(rule) && d.support >= 1)
    check.report(codes::out_of_reach, Severity::error, "no vote in " + process.section() + " can pass", "more than `support` of the yes and no votes must be yes, and nothing is more than 100 %", {process.key("support")});
}

/// A share of the votes that no proposer has.
void check_threshold(Check& check, std::size_t c) {
  const DecisionProcess& d = check.platform().decisions[c];
  const DecisionKeys process(c);
  const Body body = body_in(d.body);
  const std::string section(electorate_section(body));
  double largest = 1;
  std::string why;
  Names keys = {process.key("proposal_threshold")};
  if (body == Body::board || body == Body::assembly) {
    largest = 1 / most_people(check, body);
    why = "each of `" + word_of(body) + "` has one vote";
    keys.push_back(body == Body::board ? "bodies.board.seats" : "bodies.assembly.size");
  } else if (!section.empty()) {
    const bool has_buyers = body != Body::sellers && check.platform().ownership.buyers_are_members > 0;
    const double n = people_at_launch(check, body), agent = has_buyers ? check.scenario().market.buyers_per_agent : 1;
    if (check.rule(section) == "one_member_one_vote" && n > agent) largest = agent / n, why = "each of them has one vote at the launch";
    if (const double cap = check.value(section + ".cap"); cap < largest) largest = cap, why = "[" + section + "] caps a holder's votes", keys.push_back(section + ".cap");
  }
  if (d.proposal_threshold <= largest + 1e-9) return;
  check.report(codes::out_of_reach, Severity::error, "nobody has the votes to propose in " + process.section(),
               check.shown(process.key("proposal_threshold")) + " of the votes are asked for, " + share_text(largest) + " is the most that one holder has: " + why, keys);
}

/// A deposit that nobody who wants a change of the platform's rules would put down.
void check_deposit(Check& check, std::size_t c) {
  const DecisionKeys process(c);
  const std::string deposit = process.key("proposal_deposit");
  const double cash = check.platform().capital.start_cash;
  if (cash <= 0 || check.value(deposit) <= cash) return;
  check.report(codes::out_of_reach, Severity::warning, "hardly anybody will propose in " + process.section() + ": the deposit is more than all that the platform begins with",
               check.shown(deposit) + " of " + check.shown("capital.start_cash") + "; who proposes counts the deposit as lost", {deposit});
}

/// The number that a vote of a class moves, as it is at the launch; empty for classes without one.
Names moved_keys(const Check& check, DecisionClass c) {
  switch (c) {
    case DecisionClass::disputes: return check.key("disputes.jurors") ? Names{"disputes.jurors"} : check.key("disputes.desks") ? Names{"disputes.desks"} : Names{};
    case DecisionClass::data: return {"data.sold_share"};
    case DecisionClass::surplus: return {"surplus.reserve_share"};
    case DecisionClass::marketing: return {"marketing.spend"};
    case DecisionClass::membership: return check.key("membership.admission_share") ? Names{"membership.admission_share"} : Names{};
    case DecisionClass::moderation: return {"moderation.strictness"};
    default: return {};
  }
}

/// Bounds of the classes other than the fee, whose bounds have a check of their own.
void check_bounds_of(Check& check, std::size_t c) {
  const auto subject = static_cast<DecisionClass>(c);
  if (subject == DecisionClass::fees || subject == DecisionClass::amendment) return;
  const DecisionKeys process(c);
  const std::string low = process.key("lower_bound"), high = process.key("upper_bound");
  if (check.value(low) > check.value(high)) {
    check.report(codes::bounds, Severity::error, "the lower bound in " + process.section() + " is above the upper bound", "lower_bound is " + check.shown(low) + ", upper_bound is " + check.shown(high), {low, high});
    return;
  }
  for (const std::string& moved : moved_keys(check, subject)) {
    if (check.value(moved) >= check.value(low) && check.value(moved) <= check.value(high)) continue;
    check.report(codes::bounds, Severity::error, "`" + moved + "` at the start is outside the bounds that votes have for it",
                 "it is " + check.shown(moved) + "; " + process.section() + " allows " + check.shown(low) + " to " + check.shown(high), {moved, low, high});
  }
}

/// Shares of attention are moved one by one, and the bounds hold for each.
void check_bounds_of_ranking(Check& check) {
  const auto c = static_cast<std::size_t>(DecisionClass::ranking);
  const DecisionKeys process(c);
  const std::string low = process.key("lower_bound"), high = process.key("upper_bound");
  for (const Key& key : keys_of(check.scenario(), "ranking")) {
    if (key.parameter->unit != Unit::share || check.value(low) > check.value(high)) return;  // shares come first
    const std::string name = dotted("ranking", key.parameter->key);
    if (*key.values >= check.value(low) && *key.values <= check.value(high)) continue;
    check.report(codes::bounds, Severity::error, "`" + name + "` at the start is outside the bounds that votes have for it",
                 "it is " + check.shown(name) + "; " + process.section() + " allows " + check.shown(low) + " to " + check.shown(high), {name, low, high});
  }
}

/// Only unwise: a short look at a slow constitution is allowed. The fee has a check of its own.
void check_times_of(Check& check, std::size_t c) {
  if (static_cast<DecisionClass>(c) == DecisionClass::fees) return;
  const DecisionProcess& d = check.platform().decisions[c];
  const double weeks = d.voting_delay + d.voting_period + d.timelock;
  if (weeks <= check.scenario().run.weeks) return;
  const DecisionKeys process(c);
  check.report(codes::longer_than_run, Severity::warning, "no change in " + process.section() + " can take effect within the run",
               "voting_delay + voting_period + timelock is " + shortest_decimal(weeks) + " weeks, the run is " + check.shown("run.weeks"),
               {process.key("voting_delay"), process.key("voting_period"), process.key("timelock"), "run.weeks"});
}

/// A class is given to a body by name, not by [governance.default], and the rules leave it nothing to decide.
void check_levers(Check& check, std::size_t c) {
  const auto subject = static_cast<DecisionClass>(c);
  const DecisionKeys process(c);
  const std::optional<Location> at = check.given(process.key("body"));
  if (!at || governing::has_levers(check.platform(), subject)) return;
  const auto is_shared = [&](std::size_t other) {
    const std::optional<Location> there = other == c ? std::nullopt : check.given(DecisionKeys(other).key("body"));
    return there && there->file == at->file && there->line == at->line;
  };
  for (std::size_t other = 0; other < n_decision_classes; ++other)
    if (is_shared(other)) return;
  const std::string family(governance_sections[c].substr(governance_sections[c].find('.') + 1));
  check.report(codes::nothing_to_decide, Severity::warning, "nothing will be decided in " + process.section() + ": the rule of [" + family + "] has no number that a vote can move",
               "[" + family + "] has rule = \"" + std::string(check.rule(family)) + "\"", {process.key("body")});
}

/// What a key of [governance.default] does wrong in many classes is told for the first of them.
void keep_first_of_a_place(Diagnostics& found, std::size_t from) {
  std::set<std::tuple<std::string, std::string, int, int>> seen;
  const auto begin = found.begin() + static_cast<std::ptrdiff_t>(from);
  found.erase(std::remove_if(begin, found.end(), [&](const Diagnostic& d) {
                return d.at.line > 0 && !seen.emplace(d.code, d.at.file, d.at.line, d.at.column).second;
              }), found.end());
}

}  // namespace

std::vector<std::size_t> decided_classes(const Check& check) {
  std::vector<std::size_t> classes;
  for (std::size_t c = 0; c < n_decision_classes; ++c)
    if (body_in(check.platform().decisions[c].body) != Body::nobody) classes.push_back(c);
  return classes;
}

void check_governance(Check& check) {
  if (check.platform().control != static_cast<double>(Control::members)) return;
  const std::size_t n_before = check.found.size();
  check_bodies(check);
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = check.platform().decisions[c];
    check_reach(check, c, body_in(d.body));
    const bool has_second = body_in(d.second_body) != Body::nobody && d.second_body != d.body;
    if (has_second) check_reach(check, c, body_in(d.second_body));
    check_threshold(check, c);
    check_deposit(check, c);
    check_bounds_of(check, c);
    if (static_cast<DecisionClass>(c) == DecisionClass::ranking) check_bounds_of_ranking(check);
    check_times_of(check, c);
    check_levers(check, c);
  }
  keep_first_of_a_place(check.found, n_before);
}

}  // namespace townsquare
