// One value of a file, checked against its row of the table: type, unit, range, and what it says of its evidence.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario.hpp"
#include "scenarios/document.hpp"

namespace townsquare {

/// The numbers of a value in stored form (one, or as many as the list has), and its mark if it carries one.
struct ReadValue {
  std::vector<double> numbers;
  std::optional<Mark> mark;
};

/// Reads the value of one key. Nothing if it is wrong; then `problems` says why.
std::optional<ReadValue> read_value(const Document& document, const std::string& dotted_key,
                                    const Value& value, const Parameter& parameter, std::string_view currency,
                                    Diagnostics& problems);

/// The words for `evidence`, in the order of the enum.
const std::vector<std::string>& evidence_words();

}  // namespace townsquare
