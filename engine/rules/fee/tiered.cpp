#include "engine/rules/fee/tiered.hpp"

#include <cmath>
#include <vector>

namespace townsquare {
namespace {
constexpr int n_levels = 8;
constexpr Parameter parameters[] = {
    {"take_rates", Unit::share, .8, 0, largest_take_rate, "Share kept at each level, lowest level first.",
     Evidence::decision, "published schedule", 1, 1, {}, n_levels},
    {"from_orders", Unit::count, 0, 0, 1e9, "Orders of the platform's year, which starts with its launch, from which a level holds; the first is 0.",
     Evidence::decision, "published schedule", 1, 1, {}, n_levels},
};

Fee bind(std::span<const double> values) {
  // levels end at the first unused slot of either list
  std::vector<double> rates, starts;
  for (std::size_t i = 0; i < n_levels; ++i) {
    if (std::isnan(values[i]) || std::isnan(values[n_levels + i])) break;
    rates.push_back(values[i]);
    starts.push_back(values[n_levels + i]);
  }
  return [rates, starts](const FeeColumns& columns, std::span<double> take_rate) {
    for (std::size_t j = 0; j < take_rate.size(); ++j) {
      double rate = rates[0];
      for (std::size_t i = 1; i < rates.size(); ++i)
        if (columns.orders_year[j] >= starts[i]) rate = rates[i];
      take_rate[j] = rate;
    }
  };
}
}  // namespace

FeeRule tiered_rule() {
  return {{"tiered", "A share that falls with the seller's orders since the start of the platform's year.",
           "stock-photo agencies' earning schedules, 2020", parameters}, -1, bind};
}
}  // namespace townsquare
