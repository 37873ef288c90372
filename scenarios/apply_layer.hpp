// Sets what the layers say in a scenario, one layer after the other: first which rules they pick, then the values.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"
#include "scenarios/assignment.hpp"

namespace townsquare {

/// A scenario while it is read, with the places where its keys were given last.
struct Reading {
  Scenario scenario;
  Diagnostics problems;
  std::map<std::string, Location> given;  ///< by dotted key; `fees.rule` too
  std::map<std::string, Mark> marks;      ///< by dotted key
  std::vector<std::string> files = {};    ///< in the order in which they are applied
  bool is_founders = false;               ///< the file itself has the layers of a founder's file
};

/// Sets one rule or value in a section: that of the assignment, or another that takes the same keys. Messages name the section of
/// the assignment.
void apply_assignment(Reading& reading, const Assignment& assignment, std::string_view section);

/// Applies one layer, but for [governance.default] (see default_process.hpp). A layer that picks another rule drops what earlier layers said of the old rule's parameters.
void apply_layer(Reading& reading, const std::vector<Assignment>& layer);

}  // namespace townsquare
