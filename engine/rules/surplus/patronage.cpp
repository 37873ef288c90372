// The amount is split in pools, and what the parts leave over, by largest remainder; each pool among the
// members in whole cents by largest remainder, ties to the lower id. A pool without claims (no members, no sales),
// what capital would earn above its cap, and what is left over go to the reserve.
#include "engine/rules/surplus/patronage.hpp"

#include <algorithm>
#include <numeric>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"equally", Unit::share, 0, 0, 1, "Part shared equally by all members.", Evidence::decision, "constitution"},
    {"by_tenure", Unit::share, 0, 0, 1, "Part shared by weeks of membership.", Evidence::decision, "constitution"},
    {"by_sales", Unit::share, 1, 0, 1, "Part shared by the year's sales.", Evidence::decision, "constitution"},
    {"by_purchases", Unit::share, 0, 0, 1, "Part shared by the year's purchases.", Evidence::decision, "constitution"},
    {"by_hours", Unit::share, 0, 0, 1, "Part shared by the hours worked.", Evidence::decision, "constitution"},
    {"by_tokens", Unit::share, 0, 0, 1, "Part shared by tokens held.", Evidence::decision, "constitution"},
    {"by_capital", Unit::share, 0, 0, 1, "Part paid on members' capital.", Evidence::decision, "constitution"},
};

void pay(Cents pool, std::span<const std::int64_t> claims, SurplusSplit& split) {
  const std::vector<Cents> parts = split_by_largest_remainder(pool, claims);
  Cents paid = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    split.members[i] += parts[i];
    paid += parts[i];
  }
  split.reserve += pool - paid;
}

constexpr std::size_t capital = 6;  // its place among the pools

/// What capital may earn: its return is limited, what is above goes to the reserve.
Cents most_on_capital(const SurplusColumns& columns) {
  return share_of(std::accumulate(columns.capital.begin(), columns.capital.end(), Cents{0}), columns.return_cap);
}

SurplusParts parts_of(std::span<const double> v) { return {v[0], v[1], v[2], v[3], v[4], v[5], v[6]}; }

Surplus bind(std::span<const double> v) {
  // parts that sum to less than one leave the rest to the reserve
  const SurplusParts parts = parts_of(v);
  const double rest = 1 - parts.sum();
  const std::vector<double> pools = {v[0], v[1], v[2], v[3], v[4], v[5], v[6], rest > 1e-12 ? rest : 0};
  return [pools](Cents amount, const SurplusColumns& columns) {
    SurplusSplit split;
    split.members.assign(columns.sales.size(), 0);
    const std::vector<Cents> pool = split_by_largest_remainder(amount, std::span<const double>(pools));
    const std::span<const std::int64_t> claims[] = {columns.heads,     columns.tenure, columns.sales,  columns.purchases,
                                                    columns.hours,     columns.tokens, columns.capital};
    for (std::size_t k = 0; k < std::size(claims); ++k) {
      const Cents most = k == capital ? std::min(pool[k], most_on_capital(columns)) : pool[k];
      pay(most, claims[k], split);
      split.reserve += pool[k] - most;
    }
    split.reserve += pool.back();
    return split;
  };
}
}  // namespace

SurplusRule patronage_rule() {
  return {{"patronage", "Members share the surplus equally, by tenure, sales, purchases, hours, tokens and capital.",
           "Stocksy United: 5 % / 5 % / 90 %, support pages", parameters}, bind, parts_of};
}
}  // namespace townsquare
