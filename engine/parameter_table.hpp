// The one parameter table: every key of a scenario, from which reading, description, schema and docs are made.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"

namespace townsquare {

/// A key with a fixed place in Scenario. `at` gives the place; `platform` is ignored by keys of the world.
struct CoreParameter {
  std::string_view section;  ///< `market`, `governance.fees`, ...
  Parameter parameter;
  double& (*at)(Scenario&, std::size_t platform);
};

/// A section whose key `rule` picks a row of a family, and whose other keys are that row's parameters
/// (beside core parameters of the same section, if any).
struct FamilySection {
  std::string_view section;  ///< `fees`, `ranking`, ...
  std::string_view meaning;  ///< what the family decides, one sentence
  bool is_decision;          ///< true: part of a constitution or an operator; false: of the world
  std::vector<RuleRow> rows;
  std::size_t default_row;
  RuleChoice& (*at)(Scenario&, std::size_t platform);
};

/// A section's place in the document: its sentence, and the layer that it belongs to.
struct SectionNote {
  std::string_view section;
  std::string_view layer;    ///< `run`, `market`, `platform`
  std::string_view meaning;
};

std::span<const SectionNote> section_notes();
std::span<const CoreParameter> core_parameters();
std::span<const FamilySection> family_sections();

/// A scenario in which every value is its default, with one platform.
Scenario default_scenario();

/// The default values of a row, laid out as RuleChoice::values.
std::vector<double> default_values(const RuleRow& row);

/// The place of a dotted key (`fees.take_rate`, `market.buyers`) in this scenario, if it has one there.
/// For a family key the row chosen in the scenario decides. A list has `length` places; the first is given.
struct Place {
  const Parameter* parameter;
  double* value;
};
std::optional<Place> find_place(Scenario& scenario, std::string_view dotted_key, std::size_t platform = 0);

/// One assumption that nobody has measured: a key of this scenario with its range of factors.
struct UncertainKey {
  std::string key;
  double low, high;
};

/// All keys of the scenario whose evidence is none and whose range is not a point, in table order. Left out are those
/// that nothing would feel: of votes where no members decide, of an operator where there is none, and values that no
/// factor of the range changes, such as 0.
std::vector<UncertainKey> uncertain_keys(const Scenario& scenario);

/// The scenario with every uncertain key multiplied by exp(U(ln low, ln high)), clamped to its range.
/// The draw of a key depends on (seed, replication, key) alone, so that all arms of a comparison share it.
Scenario draw_assumptions(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication);

/// The factor that a replication draws for one key: uniform in logs over [low, high].
double assumption_factor(const UncertainKey& key, std::uint64_t seed, std::uint32_t replication);

}  // namespace townsquare
