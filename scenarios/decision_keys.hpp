// Names of the keys of one class of decision, for the checks of constitutions.
#pragma once
#include "engine/parameter_table/governance.hpp"
#include "scenarios/contradiction.hpp"
#include "scenarios/electorate_size.hpp"

namespace townsquare {

/// A class of decision with the names of its keys.
class DecisionKeys {
public:
  explicit DecisionKeys(std::size_t c) : section_(governance_sections[c]) {}
  std::string key(std::string_view name) const { return dotted(section_, name); }
  std::string section() const { return "[" + section_ + "]"; }

private:
  std::string section_;
};

/// The classes that some body decides.
std::vector<std::size_t> decided_classes(const Check& check);

inline std::string word_of(Body body) { return std::string(body_names[static_cast<std::size_t>(body)]); }

}  // namespace townsquare
