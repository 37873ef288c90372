// Bodies that are asked and cannot answer: nobody is in them, nobody chooses them, or they choose themselves.
#include <algorithm>
#include <cmath>

#include "scenarios/codes.hpp"
#include "scenarios/consistency_governance.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/decision_keys.hpp"

namespace townsquare {
namespace {

using Names = std::vector<std::string>;

/// A body that is asked, and the key that asks it.
struct Asked {
  Body body;
  std::string key, what;
  bool has_votes;  // it decides or objects by votes
};

bool is_asked(const std::vector<Asked>& asked, Body body) {
  return std::ranges::any_of(asked, [body](const Asked& a) { return a.body == body; });
}

/// All bodies that some decision asks, directly or through a body that others choose; each key once.
std::vector<Asked> asked_bodies(const Check& check) {
  std::vector<Asked> asked;
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = check.platform().decisions[c];
    const DecisionKeys process(c);
    asked.push_back({body_in(d.body), process.key("body"), "decides in " + process.section(), true});
    if (body_in(d.second_body) != Body::nobody) asked.push_back({body_in(d.second_body), process.key("second_body"), "must agree in " + process.section(), true});
    if (body_in(d.veto_body) != Body::nobody) asked.push_back({body_in(d.veto_body), process.key("veto_body"), "may object in " + process.section(), body_in(d.veto_body) != Body::guardian});
  }
  // whoever chooses a body that is asked is asked too
  const ChosenBodies& b = check.platform().bodies;
  const auto add_choosers = [&](Body chosen, double from, const char* key, const char* what) {
    const bool is_new = std::ranges::none_of(asked, [key](const Asked& a) { return a.key == key; });
    if (is_new && is_asked(asked, chosen)) asked.push_back({body_in(from), key, what, true});
  };
  for (int step = 0; step < 2; ++step) {  // the board may be asked only to draw the assembly from, or the other way round
    add_choosers(Body::board, b.board_elected_by, "bodies.board.elected_by", "elects the board");
    add_choosers(Body::assembly, b.assembly_drawn_from, "bodies.assembly.drawn_from", "is drawn from for the assembly");
  }
  return asked;
}

/// Why a body has no votes, and the keys that make it so beside the one that asks it.
struct Lack {
  std::string why;
  Names keys = {};
};

std::optional<Lack> lack_of_people(const Check& check, Body body) {
  if (body == Body::guardian) return Lack{"a guardian can only stop a change: it is for `veto_body`"};
  if (most_people(check, body) > 0) return std::nullopt;
  switch (body) {
    case Body::buyers: return Lack{"buyers are not members: [ownership] has buyers = \"no\"", {"ownership.buyers"}};
    case Body::workers: return Lack{"[ownership] has no workers", {"ownership.workers"}};
    case Body::investors: return Lack{"[ownership] has no investors", {"ownership.investors"}};
    case Body::delegates: return Lack{"nobody delegates: [ownership] has delegation_rate = \"0 %\"", {"ownership.delegation_rate"}};
    default: return Lack{"name a body with members"};
  }
}

/// Parts of all votes of the classes in a body that can have members.
double weight_of_those_there(const Check& check, Body body) {
  double weight = 0;
  for (const Body each : {Body::sellers, Body::buyers, Body::workers, Body::investors}) {
    const bool is_there = (body == Body::members || body == each) && most_people(check, each) > 0;
    if (is_there) weight += check.value(std::string(electorate_section(body)) + "." + word_of(each));
  }
  return weight;
}

std::optional<Lack> lack_of_power(const Check& check, Body body) {
  if (body == Body::delegates) body = Body::members;
  const std::string section(electorate_section(body));
  if (section.empty()) return std::nullopt;
  const std::string rule(check.rule(section));
  const Ownership& own = check.platform().ownership;
  const Names keys = {section + ".rule", "ownership.tokens", "ownership.lock_share"};
  if (is_by_tokens(check, body) && !has_tokens(own)) return Lack{"[" + section + "] has rule = \"" + rule + "\", and there are no tokens", keys};
  if (rule == "vote_escrow" && own.lock_share == 0 && own.vesting == 0) return Lack{"locked tokens vote, and lock_share is 0 %: nobody locks any", keys};
  if (rule == "class_weighted" && weight_of_those_there(check, body) == 0)
    return Lack{"[" + section + "] gives all votes to classes that have no members", {section + ".rule", section + ".sellers", section + ".buyers", section + ".workers", section + ".investors"}};
  const bool trades = body == Body::members || body == Body::sellers || body == Body::buyers;
  if (rule == "patronage" && !trades) return Lack{"[" + section + "] has rule = \"patronage\", and " + word_of(body) + " neither sell nor buy", keys};
  return std::nullopt;
}

void check_members_of_bodies(Check& check, const std::vector<Asked>& asked) {
  for (const Asked& a : asked) {
    if (!a.has_votes) continue;
    std::optional<Lack> lack = lack_of_people(check, a.body);
    if (!lack) lack = lack_of_power(check, a.body);
    if (!lack) continue;
    lack->keys.push_back(a.key);
    check.report(codes::empty_body, Severity::error, "`" + word_of(a.body) + "` " + a.what + " and has no votes", lack->why, lack->keys);
  }
}

/// Classes that have a part of the votes and nobody to cast it: the others decide alone.
void warn_of_absent_classes(Check& check, const std::vector<Asked>& asked) {
  Names told;
  for (const Asked& a : asked) {
    const Body body = a.body == Body::delegates ? Body::members : a.body;
    const std::string section(electorate_section(body));
    const bool is_new = std::ranges::find(told, section) == told.end();
    if (section.empty() || !a.has_votes || !is_new || check.rule(section) != "class_weighted") continue;
    if (weight_of_those_there(check, body) == 0) continue;  // an error, told above
    told.push_back(section);
    for (const Body each : {Body::sellers, Body::buyers, Body::workers, Body::investors}) {
      const std::string key = section + "." + word_of(each);
      if ((body != Body::members && body != each) || check.value(key) <= 0 || most_people(check, each) > 0) continue;
      check.report(codes::empty_body, Severity::warning, "`" + word_of(each) + "` have " + check.shown(key) + " of the votes of [" + section + "], and there are none",
                   "their part is cast by nobody: the other classes decide alone", {key});
    }
  }
}

/// Parts of classes that do not add up to a whole: only their proportions count.
void warn_of_broken_whole(Check& check, const std::vector<Asked>& asked) {
  if (!is_asked(asked, Body::members) && !is_asked(asked, Body::delegates)) return;
  const std::string section(electorate_section(Body::members));
  if (check.rule(section) != "class_weighted") return;
  double sum = 0;
  std::string parts;
  Names keys;
  for (const Body each : {Body::sellers, Body::buyers, Body::workers, Body::investors}) {
    keys.push_back(section + "." + word_of(each));
    sum += check.value(keys.back());
    parts += (parts.empty() ? "" : " + ") + word_of(each) + " " + check.shown(keys.back());
  }
  if (std::abs(sum - 1) < 1e-9 || sum <= 0) return;
  check.report(codes::weights_sum, Severity::warning, "the parts of the votes in [" + section + "] do not sum to 100 %", parts + "; only their proportions count", keys);
}

/// A board or an assembly that is described and that no decision asks.
void warn_of_idle_bodies(Check& check, const std::vector<Asked>& asked) {
  for (const auto& [body, section] : {std::pair(Body::board, "bodies.board"), std::pair(Body::assembly, "bodies.assembly")}) {
    if (is_asked(asked, body)) continue;
    for (const Key& key : keys_of(check.scenario(), section)) {
      const std::string name = dotted(section, key.parameter->key);
      if (!check.given(name)) continue;
      check.report(codes::nothing_to_decide, Severity::warning, "the " + word_of(body) + " decides nothing", "no class of decision has body = \"" + word_of(body) + "\", nor as `second_body` or `veto_body`", {name});
      break;
    }
  }
}

/// Bodies that come back to themselves when one asks who chose them.
void check_cycles(Check& check, const std::vector<Asked>& asked) {
  const ChosenBodies& b = check.platform().bodies;
  const Body electors = body_in(b.board_elected_by), drawn_from = body_in(b.assembly_drawn_from);
  const std::string elected = "bodies.board.elected_by", drawn = "bodies.assembly.drawn_from";
  const auto report = [&](const std::string& message, const Names& keys) {
    check.report(codes::body_cycle, Severity::error, message, "in the end members must choose: members, sellers, buyers, workers or investors", keys);
  };
  const bool has_board = is_asked(asked, Body::board), has_assembly = is_asked(asked, Body::assembly);
  if (has_board && electors == Body::board) report("the board elects itself", {elected});
  if (has_assembly && drawn_from == Body::assembly) report("the assembly is drawn from itself", {drawn});
  if ((has_board || has_assembly) && electors == Body::assembly && drawn_from == Body::board)
    report("the board is elected by the assembly, which is drawn from the board", {elected, drawn});
}

/// A second house that is the first, and a veto of those who decided.
void check_same_body(Check& check) {
  for (const std::size_t c : decided_classes(check)) {
    const DecisionProcess& d = check.platform().decisions[c];
    const DecisionKeys process(c);
    if (d.second_body == d.body)
      check.report(codes::body_cycle, Severity::error, "`" + word_of(body_in(d.body)) + "` must agree with itself in " + process.section(), "`second_body` is another body than `body`; to ask for more agreement, raise `support`",
                   {process.key("second_body"), process.key("body")});
    const bool has_no_against = check.rule(governance_sections[c]) == "conviction";
    if (d.veto_body == d.body && !has_no_against)
      check.report(codes::body_cycle, Severity::error, "`" + word_of(body_in(d.body)) + "` may object to its own decision in " + process.section(), "`veto_body` is another body than `body`; who is against can vote against",
                   {process.key("veto_body"), process.key("body")});
  }
}

void check_sizes(Check& check, const std::vector<Asked>& asked) {
  const ChosenBodies& b = check.platform().bodies;
  const auto compare = [&](Body chosen, double size, Body from, const std::string& size_key, const std::string& from_key, const std::string& message) {
    const bool is_electorate = !electorate_section(from).empty();
    const double most = is_electorate ? most_people(check, from) : 0;
    if (!is_asked(asked, chosen) || most == 0 || size <= most) return;
    check.report(codes::more_than_exist, Severity::error, message, check.shown(size_key) + " of `" + word_of(from) + "`, who can never be more than " + shortest_decimal(most), {size_key, from_key});
  };
  compare(Body::assembly, b.assembly_size, body_in(b.assembly_drawn_from), "bodies.assembly.size", "bodies.assembly.drawn_from", "the assembly is larger than the body that it is drawn from");
  compare(Body::board, b.board_seats, body_in(b.board_elected_by), "bodies.board.seats", "bodies.board.elected_by", "the board has more seats than there are people to stand for it");
}

}  // namespace

void check_bodies(Check& check) {
  const std::vector<Asked> asked = asked_bodies(check);
  check_members_of_bodies(check, asked);
  warn_of_absent_classes(check, asked);
  warn_of_broken_whole(check, asked);
  warn_of_idle_bodies(check, asked);
  check_cycles(check, asked);
  check_same_body(check);
  check_sizes(check, asked);
}

}  // namespace townsquare
