// The reference of all keys and rules, for docs/rules_reference.md.
#pragma once
#include <string>

namespace townsquare {

/// Markdown generated from the parameter table: sections in order, their rules, and a row for each key.
std::string rules_reference();

}  // namespace townsquare
