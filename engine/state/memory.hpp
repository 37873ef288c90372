// How many bytes of state an agent costs, column by column.
#pragma once
#include <string_view>
#include <vector>

#include "engine/state/state.hpp"

namespace townsquare {

/// Whose row a column has.
enum class Entity { buyer, seller, niche, membership };

/// One column of the state, or a table that is rebuilt each week.
struct ColumnMemory {
  Entity entity;
  std::string_view name;   // as in the headers of engine/state/
  bool is_on_platform;     // one such column for each platform
  double bytes;            // all rows, all platforms
};

/// Every column that grows with the number of agents or niches, in the order of the headers. Counted from the columns' sizes;
/// what a platform keeps once (its ledger, 13 weeks of sums) is left out.
std::vector<ColumnMemory> memory_table(const State& state);

/// Bytes of one agent of each kind, its columns on all platforms included; per niche, mixing included; per membership, without a
/// live vote (which keeps 14 bytes a row while it lasts).
struct MemoryUse {
  double per_buyer = 0, per_seller = 0, per_niche = 0, per_membership = 0;
};
MemoryUse memory_of(const State& state);

}  // namespace townsquare
