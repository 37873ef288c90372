// One row of the parameter table: everything that a reader, a writer of docs or a sweep must know of a key.
#pragma once
#include <span>
#include <string_view>

namespace townsquare {

/// What a number is measured in, and so how it is written in a file ("8 %", "30 USD", "26 weeks").
enum class Unit {
  number,          ///< dimensionless, written bare: 0.8
  count,           ///< whole number of things, written bare: 220
  share,           ///< part of a whole in [0, 1], written "8 %"
  money,           ///< minor units (cents), written "30 USD"
  money_per_week,  ///< minor units per week, written "800 USD/week"
  per_money,       ///< per major unit of money, written "0.08 /USD"
  weeks,           ///< whole weeks, written "26 weeks"
  per_week,        ///< rate or hazard per week, written "0.03 /week"
  per_quarter,     ///< rate per 13 weeks, written "0.05 /quarter"
  choice,          ///< one word of a list, written "inversion"; the value is its index
};

/// How well a value is known. `decision` marks what people decide (a rule), not what the world is.
enum class Evidence { strong, weak, none, decision };

/// A declared parameter. Invariant: min <= default_value <= max.
struct Parameter {
  std::string_view key;      ///< last part of the dotted key: `take_rate`
  Unit unit;
  double default_value;
  double min, max;           ///< allowed range, in the unit's stored form (shares as 0.08, money in cents)
  std::string_view meaning;  ///< one sentence
  Evidence evidence;
  std::string_view source;   ///< author, year, equation; or "assumption"
  double low = 1, high = 1;  ///< a replication multiplies the value by a factor drawn in [low, high] (evidence none)
  std::span<const std::string_view> choices = {};  ///< allowed words, for Unit::choice
  int length = 1;            ///< longest list accepted; 1 is a plain value
};

/// A member of a family of rules or behaviours, as files and docs see it.
struct RuleRow {
  std::string_view name;     ///< the word in a file: `rule = "weighted"`
  std::string_view meaning;  ///< one sentence
  std::string_view source;
  std::span<const Parameter> parameters;
};

/// A value of a rule by its key; `otherwise` when the rule does not declare it. `values` as in RuleChoice.
inline double value_of_key(const RuleRow& row, std::span<const double> values, std::string_view key, double otherwise) {
  std::size_t slot = 0;
  for (const Parameter& parameter : row.parameters) {
    if (parameter.key == key) return values[slot];
    slot += static_cast<std::size_t>(parameter.length);
  }
  return otherwise;
}

}  // namespace townsquare
