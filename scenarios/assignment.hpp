// A document as a flat list of what it sets: section, key, value. Unknown sections end here.
#pragma once
#include <string>
#include <vector>

#include "scenarios/document.hpp"

namespace townsquare {

/// One `key = value` of a known section; `section` is empty for `title`, `name` and `currency`.
struct Assignment {
  const Document* document;
  std::string section;
  const Entry* entry;
};

/// What a document sets, in its order. The document must outlive the result.
std::vector<Assignment> assignments_of(const Document& document, Diagnostics& problems);

}  // namespace townsquare
