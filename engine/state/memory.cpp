#include "engine/state/memory.hpp"

namespace townsquare {
namespace {

template <class Derived>
double bytes(const Eigen::PlainObjectBase<Derived>& column) { return static_cast<double>(static_cast<std::size_t>(column.size()) * sizeof(typename Derived::Scalar)); }

template <class T>
double bytes(const std::vector<T>& column) { return static_cast<double>(column.size() * sizeof(T)); }

/// Sum over columns.
template <class... Columns>
double sum(const Columns&... columns) { return (bytes(columns) + ... + 0.); }

double of_platform_sellers(const PlatformState& p) {
  const SellersOnPlatform& s = p.sellers;
  const Niches& z = p.niches;
  const double columns = sum(s.flags, s.take_rate, s.price, s.good_ratings, s.bad_ratings, s.sales_quarter, s.orders_quarter, s.views_quarter,
                             s.income_week, s.exposure, s.views, s.orders, s.orders_year, s.sales_year, s.sales_total, s.sales, s.fees, s.goods_cost,
                             s.joined_week, s.grace_until);
  const double shelves = sum(z.active, z.record, z.cumulative, z.guide, z.log_exposure);
  const double voters = sum(p.governance.duty, p.governance.fatigue, p.governance.snapshot_power);
  return columns + shelves + voters + sum(p.operator_state.margin_before, p.operator_state.margin_during);
}

}  // namespace

MemoryUse memory_of(const State& state) {
  const PlatformState& p = state.platforms.at(0);
  const Sellers& s = state.sellers;
  const double buyers = sum(state.buyers.record, state.buyers.leaving_rate, p.buyers.flags, p.buyers.experience, p.buyers.uses, p.buyers.visit_surplus, p.buyers.visits);
  const double sellers = sum(s.niche, s.position, s.quality, s.honesty, s.leaving_rate, s.reservation_income, s.unit_cost) + of_platform_sellers(p);
  return {buyers / static_cast<double>(std::max<std::size_t>(1, state.buyers.size())), sellers / static_cast<double>(std::max<std::size_t>(1, s.size()))};
}

}  // namespace townsquare
