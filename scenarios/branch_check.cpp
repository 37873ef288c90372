#include "scenarios/branch_check.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "engine/fork.hpp"
#include "engine/institutions.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

struct Fork {
  const Scenario &trunk, &branch;
  double week;
};

bool is_same(const Key& a, const Key& b) {
  if (a.parameter->key != b.parameter->key || a.parameter->length != b.parameter->length) return false;
  return std::equal(a.values, a.values + a.parameter->length, b.values, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void add(std::vector<std::string>& names, std::string name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

// Keys of a platform in one section that the two do not share, `rule` among them.
std::vector<std::string> differences(const Fork& fork, std::string_view section, std::size_t platform) {
  const FamilySection* family = family_of(section);
  if (family && &chosen_row(*family, fork.trunk, platform) != &chosen_row(*family, fork.branch, platform)) return {"rule"};
  const std::vector<Key> trunk = keys_of(fork.trunk, section, platform), branch = keys_of(fork.branch, section, platform);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < trunk.size(); ++i)
    if (!is_same(trunk[i], branch[i])) names.emplace_back(trunk[i].parameter->key);
  return names;
}

// A mark says how a value is drawn, so a fixed key cannot be marked otherwise.
void add_marks(const Fork& fork, std::vector<std::string>& names) {
  const auto is_like = [](const Mark& a, const Mark& b) { return a.key == b.key && a.evidence == b.evidence && a.low == b.low && a.high == b.high; };
  const auto find = [&](const std::vector<Mark>& from, const std::vector<Mark>& in) {
    for (const Mark& mark : from) {
      const std::size_t dot = mark.key.rfind('.');
      const bool is_fixed = dot != std::string::npos && is_fixed_at_start(mark.key.substr(0, dot), mark.key.substr(dot + 1));
      if (is_fixed && std::ranges::none_of(in, [&](const Mark& other) { return is_like(mark, other); })) add(names, mark.key);
    }
  };
  find(fork.trunk.marks, fork.branch.marks);
  find(fork.branch.marks, fork.trunk.marks);
}

std::vector<std::string> fixed_differences(const Fork& fork) {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < fork.trunk.platforms.size(); ++p)
    for (const SectionNote& note : section_notes())
      for (const std::string& key : differences(fork, note.section, p))
        if (is_fixed_at_start(note.section, key)) add(names, dotted(note.section, key));
  add_marks(fork, names);
  return names;
}

std::string first_few(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 4;
  if (names.size() <= shown) return list_words(names, "and");
  std::vector<std::string> first(names.begin(), names.begin() + shown);
  std::string text;
  for (const std::string& name : first) text += "`" + name + "`, ";
  return text + "and " + std::to_string(names.size() - shown) + " more";
}

std::string weeks(double n) { return shortest_decimal(n) + (n == 1 ? " week" : " weeks"); }

// Why the attack of a platform cannot be what the branch says; empty when it can.
std::string attack_obstacle(const Fork& fork, std::size_t p) {
  if (differences(fork, "attack", p).empty()) return "";
  const Platform &trunk = fork.trunk.platforms[p], &branch = fork.branch.platforms[p];
  if (is_attacked(trunk) && trunk.attack.week < fork.week) return "the attack has begun in week " + shortest_decimal(trunk.attack.week) + " and cannot be another one";
  if (is_attacked(branch) && branch.attack.week < fork.week)
    return "the attack would have begun in week " + shortest_decimal(branch.attack.week) + ", before the fork; set `attack.week` to " + shortest_decimal(fork.week) + " or later";
  const bool has_outsiders = is_attacked(trunk) || has_tokens(trunk.ownership) || !is_run_by(trunk, Control::members);
  if (is_attacked(branch) && !has_outsiders)
    return "the members' register has no place for an attacker; give the trunk the same attack with an `attack.week` after its last week";
  return "";
}

// The week of a shock is that in which it begins, or is announced.
template <class Shocks>
void add_shocks(const Shocks& trunk, const Shocks& branch, std::span<const std::string_view> kinds, double week, std::vector<std::string>& names) {
  for (std::size_t i = 0; i < trunk.size(); ++i) {
    const Shock &was = trunk[i], &is = branch[i];
    if (was.week == is.week && was.length == is.length && was.size == is.size) continue;
    const bool has_begun = (was.size != 0 && was.week < week) || (is.size != 0 && is.week < week);
    if (has_begun) add(names, "shocks." + std::string(kinds[i]));
  }
}

}  // namespace

Diagnostics find_fork_obstacles(const Scenario& trunk, const Scenario& branch, double week, const std::string& file) {
  const Fork fork{trunk, branch, week};
  Diagnostics problems;
  const auto report = [&](std::string message, std::string hint) {
    problems.push_back({std::string(codes::cannot_fork), Severity::error, std::move(message), {file, 0, 0, 0, ""}, std::move(hint), ""});
  };

  // the time and the market
  if (!(week >= 1 && week < trunk.run.weeks))
    report("a run of " + weeks(trunk.run.weeks) + " cannot fork after " + weeks(week), "fork after 1 week or more, and before the last");
  const auto names = [](const Scenario& s) {
    std::vector<std::string> all;
    for (std::size_t p = 1; p < s.platforms.size(); ++p) all.push_back(s.platforms[p].name);
    return all;
  };
  if (trunk.currency != branch.currency) report("the branch counts in " + branch.currency + " and the run in " + trunk.currency, "");
  if (names(trunk) != names(branch)) {
    report("the branch has other platforms than the run", "name the same rivals in both; one that comes later has a `growth.launch_week`");
    return problems;
  }

  // what was fixed
  if (const std::vector<std::string> fixed = fixed_differences(fork); !fixed.empty())
    report(first_few(fixed) + (fixed.size() > 1 ? " were fixed when the run began, so a branch cannot have others"
                                                 : " was fixed when the run began, so a branch cannot have another"),
           "a branch can change rules, behaviour, costs and what happens from its week on: what comes over people, say by [shocks.*]");
  std::vector<std::string> begun;
  add_shocks(trunk.shocks, branch.shocks, market_shock_names, week, begun);
  for (std::size_t p = 0; p < trunk.platforms.size(); ++p) {
    add_shocks(trunk.platforms[p].shocks, branch.platforms[p].shocks, platform_shock_names, week, begun);
    if (const std::string obstacle = attack_obstacle(fork, p); !obstacle.empty()) report(obstacle, "");
  }
  if (!begun.empty())
    report(first_few(begun) + (begun.size() > 1 ? " begin" : " begins") + " or " + (begun.size() > 1 ? "are" : "is") + " announced before the fork, so the branch cannot have " +
               (begun.size() > 1 ? "others" : "another"),
           "let it begin in week " + shortest_decimal(week) + " or later");
  return problems;
}

void check_fork(const Scenario& trunk, const Scenario& branch, double week, const std::string& file) {
  Diagnostics problems = find_fork_obstacles(trunk, branch, week, file);
  if (!problems.empty()) throw InvalidScenario(std::move(problems));
}

}  // namespace townsquare
