// Indices of concentration over shares, sales or votes. Values are >= 0; order does not matter.
#pragma once
#include <cstddef>
#include <span>

namespace townsquare {

/// Gini coefficient in [0, 1 - 1/n]: sum (2i - n - 1) x_i / (n sum x), x ascending. 0 for nobody or nothing.
double gini(std::span<const double> values);

/// Sum of squared shares in [1/n, 1]; 0 for nobody or nothing. *Source*: Herfindahl 1950, Hirschman 1945.
double herfindahl(std::span<const double> values);

/// Least number of holders that together have more than half; 0 for nobody or nothing.
std::size_t nakamoto(std::span<const double> values);

/// Share held by the largest `part` of the holders (at least one of them), `part` in (0, 1].
double top_share(std::span<const double> values, double part);

}  // namespace townsquare
