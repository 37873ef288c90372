// Which agents have certain flags.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/state/column.hpp"

namespace townsquare {

/// Rows whose flags under `mask` equal `wanted`, ascending. Each row is written and counted when it fits: no branch to guess.
inline std::vector<std::uint32_t> flagged(const Column<std::uint8_t>& flags, int mask, int wanted) {
  const auto n = static_cast<std::uint32_t>(flags.size());
  std::vector<std::uint32_t> rows(n + 1);
  std::size_t n_found = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    rows[n_found] = i;
    n_found += (flags[static_cast<Eigen::Index>(i)] & mask) == wanted;
  }
  rows.resize(n_found);
  return rows;
}

}  // namespace townsquare
