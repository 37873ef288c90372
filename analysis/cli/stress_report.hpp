// The answer of `townsquare stress` in words.
#pragma once
#include <cstddef>
#include <ostream>

#include "analysis/stress/stress.hpp"

namespace townsquare {

/// Verdicts, breaking points, attackers, the worst pair, and what does not apply.
void print_stress(std::ostream& out, const StressResult& result, std::size_t width, bool has_colour);

}  // namespace townsquare
