// How values are written in a file: a number and its unit as text ("8 %", "30 USD", "26 weeks"), and back.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/parameter.hpp"

namespace townsquare {

/// Why a text is not a value of its parameter.
struct ValueProblem {
  std::string code, message, hint, suggestion;
};

/// A value in the stored form of its unit, or what is wrong with its text.
struct ParsedValue {
  std::optional<double> value;
  ValueProblem problem;
};

/// Reads text such as "8 %" for a parameter. The range is not checked here.
/// `currency` is the scenario's one currency ("USD"); `k` and `M` before it mean thousand and million.
ParsedValue parse_value(std::string_view text, const Parameter& parameter, std::string_view currency);

/// Takes a number written without quotes: right for numbers and counts, a missing unit for all others.
ParsedValue parse_bare(double number, const Parameter& parameter, std::string_view currency);

/// The place of a word in the list of a choice; a near word is suggested if it is not there.
ParsedValue parse_choice(std::string_view word, const Parameter& parameter);

/// The shortest text that `parse_value` reads back as the same double: "8 %", "0.08 /USD", "inversion".
std::string format_value(double value, const Parameter& parameter, std::string_view currency);

/// The value as written in a file: in quotes unless the unit is a bare number.
std::string file_value(double value, const Parameter& parameter, std::string_view currency);

/// True if values of the unit are written without quotes.
bool is_bare(Unit unit);

/// What the unit measures, for sentences: "a share", "weeks", "an amount of money".
std::string_view unit_noun(Unit unit);

/// How values of the unit are written, in one example: `"8 %"`.
std::string unit_example(Unit unit, std::string_view currency);

/// A regular expression (ECMA) that every text of the unit matches; used by the schema. Any currency.
std::string unit_pattern(Unit unit);

/// "from 0 % to 95 %", or for a choice its words.
std::string allowed_values(const Parameter& parameter, std::string_view currency);

}  // namespace townsquare
