// What the checks of keys that contradict each other share: looking keys up, and placing what is found.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/apply_layer.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {

/// Gathers contradictions of one scenario that has been read. The reading must outlive it.
class Check {
public:
  Check(const Reading& reading, std::string file);

  Diagnostics found;

  const Scenario& scenario() const { return reading_.scenario; }
  const Platform& platform() const { return reading_.scenario.platforms[0]; }

  /// A key by its dotted name, if the chosen rules have it.
  std::optional<Key> key(const std::string& name) const;

  /// Value of a key that the table always has, or 0 if a rule without it is chosen.
  double value(const std::string& name) const;

  /// The value as a file writes it; empty if a rule without it is chosen.
  std::string shown(const std::string& name) const;

  /// Where a key was given last, if it was.
  std::optional<Location> given(const std::string& name) const;

  /// Whether this is the file of founders, who can still write what is missing; others portray what is there.
  bool is_founders() const { return reading_.is_founders; }

  /// The name of the rule that a section has chosen.
  std::string_view rule(std::string_view section) const;

  /// Adds what is wrong, placed at the key that was given last of `keys`; at the file as a whole if all are defaults.
  void report(std::string_view code, Severity severity, std::string message, std::string hint, const std::vector<std::string>& keys);

private:
  // Overrides come after all files, and within a file the lower line is taken for the later one.
  Location place(const std::vector<std::string>& keys) const;

  const Reading& reading_;
  std::string file_;
  std::map<std::string, Key> keys_;
};

}  // namespace townsquare
