// A world small enough to build by hand, whose phases a test calls one by one.
#pragma once
#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/institutions.hpp"
#include "engine/parameter_table.hpp"
#include "engine/simulate.hpp"

namespace townsquare::testing {

/// Default values without draws of assumptions, so that a test knows every number.
inline Scenario plain_scenario() {
  Scenario scenario = default_scenario();
  scenario.run.draw_assumptions = 0;
  return scenario;
}

/// The rule of a family by its name, with its default values unless others are given.
template <class Rule>
RuleChoice rule_named(std::span<const Rule> rules, std::string_view name, std::vector<double> values = {}) {
  const auto row = std::ranges::find_if(rules, [&](const Rule& rule) { return rule.row.name == name; });
  if (values.empty()) values = default_values(row->row);
  return {static_cast<std::size_t>(row - rules.begin()), std::move(values)};
}

/// Scenario, luck, bound rules and state of one run, and the world that shows them to the phases.
struct SmallWorld {
  Scenario scenario;
  Luck luck;
  std::vector<Institutions> institutions;
  State state;
  World world;

  explicit SmallWorld(Scenario lived, std::uint64_t seed = 1, std::uint32_t replication = 0)
      : scenario(std::move(lived)), luck(make_luck(seed, replication)), institutions(bind_institutions(scenario)),
        state(make_state(scenario, luck)), world{scenario, luck, institutions, state, false} {}
  SmallWorld(const SmallWorld&) = delete;
  SmallWorld& operator=(const SmallWorld&) = delete;

  PlatformState& platform(std::size_t k = 0) { return state.platforms[k]; }
};

inline Eigen::Index row_of(std::size_t agent) { return static_cast<Eigen::Index>(agent); }

}  // namespace townsquare::testing
