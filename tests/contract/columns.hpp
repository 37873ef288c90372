// Columns for contract tests: random numbers in the range that a family may be given.
#pragma once
#include <numeric>
#include <vector>

#include "engine/random.hpp"

namespace townsquare::testing {

/// n numbers of a make; `what` tells the columns of a test apart.
template <class T, class Make>
std::vector<T> column_of(std::size_t n, std::uint32_t what, Make&& make) {
  const Luck luck = make_luck(71, what);
  std::vector<T> column;
  for (std::uint32_t i = 0; i < n; ++i) column.push_back(static_cast<T>(make(luck.uniform(Purpose::founding, 0, i))));
  return column;
}

/// A fixed shuffle of 0 ... n - 1.
inline std::vector<std::size_t> shuffle_of(std::size_t n) {
  const Luck luck = make_luck(72, 0);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[luck.block(Purpose::founding, 0, static_cast<std::uint32_t>(i))[0] % i]);
  return order;
}

template <class T>
std::vector<T> shuffled(const std::vector<T>& column, const std::vector<std::size_t>& order) {
  std::vector<T> out;
  for (std::size_t i : order) out.push_back(column[i]);
  return out;
}

}  // namespace townsquare::testing
