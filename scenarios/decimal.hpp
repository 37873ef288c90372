// Numbers as decimal text, exact both ways. A unit that is a power of ten (%, cents, k, M) shifts the point
// in the text, so that no rounding ever happens beside the one to the nearest double.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace townsquare {

/// The double nearest to `text` times 10^shift. `text` is digits with an optional sign, point and exponent.
/// Nothing if the text is not such a number.
std::optional<double> parse_decimal(std::string_view text, int shift = 0);

/// The shortest text that `parse_decimal(text, shift)` reads back as the same double. `value` is finite.
std::string shortest_decimal(double value, int shift = 0);

/// How many leading characters of `text` form a number.
std::size_t decimal_length(std::string_view text);

}  // namespace townsquare
