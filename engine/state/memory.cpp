#include "engine/state/memory.hpp"

#include <algorithm>

namespace townsquare {
namespace {

template <class Derived>
double bytes_of(const Eigen::PlainObjectBase<Derived>& column) {
  return static_cast<double>(static_cast<std::size_t>(column.size()) * sizeof(typename Derived::Scalar));
}

template <class T>
double bytes_of(const std::vector<T>& column) { return static_cast<double>(column.size() * sizeof(T)); }

/// The table while it grows: a column of a second platform adds to the row of the first.
class Table {
 public:
  template <class C>
  void market(Entity entity, std::string_view name, const C& column) { add(entity, name, false, bytes_of(column)); }

  template <class C>
  void platform(Entity entity, std::string_view name, const C& column) { add(entity, name, true, bytes_of(column)); }

  std::vector<ColumnMemory> rows;

 private:
  void add(Entity entity, std::string_view name, bool is_on_platform, double bytes) {
    const auto same = [&](const ColumnMemory& row) { return row.entity == entity && row.name == name && row.is_on_platform == is_on_platform; };
    const auto row = std::ranges::find_if(rows, same);
    if (row == rows.end()) rows.push_back({entity, name, is_on_platform, bytes});
    else row->bytes += bytes;
  }
};

void add_market(Table& t, const State& s) {
  t.market(Entity::buyer, "record", s.buyers.record);
  t.market(Entity::buyer, "leaving_rate", s.buyers.leaving_rate);
  t.market(Entity::seller, "niche", s.sellers.niche);
  t.market(Entity::seller, "position", s.sellers.position);
  t.market(Entity::seller, "quality", s.sellers.quality);
  t.market(Entity::seller, "honesty", s.sellers.honesty);
  t.market(Entity::seller, "leaving_rate", s.sellers.leaving_rate);
  t.market(Entity::seller, "reservation_income", s.sellers.reservation_income);
  t.market(Entity::seller, "unit_cost", s.sellers.unit_cost);
  t.market(Entity::seller, "second_niche", s.sellers.second_niche);
  t.market(Entity::seller, "also_buys", s.sellers.also_buys);
  t.market(Entity::niche, "mixing", s.mixing);
}

void add_buyers(Table& t, const BuyersOnPlatform& b) {
  t.platform(Entity::buyer, "flags", b.flags);
  t.platform(Entity::buyer, "experience", b.experience);
  t.platform(Entity::buyer, "uses", b.uses);
  t.platform(Entity::buyer, "visit_surplus", b.visit_surplus);
  t.platform(Entity::buyer, "visits", b.visits);
}

void add_sellers(Table& t, const SellersOnPlatform& s) {
  t.platform(Entity::seller, "flags", s.flags);
  t.platform(Entity::seller, "take_rate", s.take_rate);
  t.platform(Entity::seller, "price", s.price);
  t.platform(Entity::seller, "good_ratings", s.good_ratings);
  t.platform(Entity::seller, "bad_ratings", s.bad_ratings);
  t.platform(Entity::seller, "sales_quarter", s.sales_quarter);
  t.platform(Entity::seller, "orders_quarter", s.orders_quarter);
  t.platform(Entity::seller, "views_quarter", s.views_quarter);
  t.platform(Entity::seller, "income_week", s.income_week);
  t.platform(Entity::seller, "exposure", s.exposure);
  t.platform(Entity::seller, "views", s.views);
  t.platform(Entity::seller, "orders", s.orders);
  t.platform(Entity::seller, "orders_year", s.orders_year);
  t.platform(Entity::seller, "sales_year", s.sales_year);
  t.platform(Entity::seller, "sales_total", s.sales_total);
  t.platform(Entity::seller, "sales", s.sales);
  t.platform(Entity::seller, "fees", s.fees);
  t.platform(Entity::seller, "goods_cost", s.goods_cost);
  t.platform(Entity::seller, "joined_week", s.joined_week);
  t.platform(Entity::seller, "grace_until", s.grace_until);
  t.platform(Entity::seller, "price_trial", s.price_trial);
  t.platform(Entity::seller, "perceived", s.perceived);
  t.platform(Entity::seller, "wash_orders_quarter", s.wash_orders_quarter);
  t.platform(Entity::seller, "washed", s.washed);
  t.platform(Entity::seller, "heard_week", s.heard_week);
  t.platform(Entity::seller, "placement_price", s.placement_price);
}

/// What a look reads, members only, rebuilt each week; then voters, and the halves of a test.
void add_shelves_and_voters(Table& t, const PlatformState& p) {
  const Niches& z = p.niches;
  t.platform(Entity::seller, "shelf.active", z.active);
  t.platform(Entity::seller, "shelf.record", z.record);
  for (const std::vector<float>& axis : z.place) t.platform(Entity::seller, "shelf.place", axis);
  t.platform(Entity::seller, "shelf.wait", z.wait);
  t.platform(Entity::seller, "shelf.cumulative", z.cumulative);
  t.platform(Entity::seller, "shelf.guide", z.guide);
  t.platform(Entity::seller, "margin_before", p.operator_state.margin_before);
  t.platform(Entity::seller, "margin_during", p.operator_state.margin_during);
}

void add_niches(Table& t, const Niches& z) {
  t.platform(Entity::niche, "member_buyers", z.member_buyers);
  t.platform(Entity::niche, "satisfied_share", z.satisfied_share);
  t.platform(Entity::niche, "mean_experience", z.mean_experience);
  t.platform(Entity::niche, "active_sellers", z.active_sellers);
  t.platform(Entity::niche, "seller_content", z.seller_content);
  t.platform(Entity::niche, "income_paid", z.income_paid);
  t.platform(Entity::niche, "seller_weeks", z.seller_weeks);
}

void add_memberships(Table& t, const PlatformState& p) {
  const Memberships& m = p.governance.members;
  t.platform(Entity::membership, "duty", m.duty);
  t.platform(Entity::membership, "fatigue", m.fatigue);
  t.platform(Entity::membership, "tokens", m.tokens);
  t.platform(Entity::membership, "locked", m.locked);
  t.platform(Entity::membership, "unlock_week", m.unlock_week);
  t.platform(Entity::membership, "delegate", m.delegate);
  t.platform(Entity::membership, "capital", m.capital);
  t.platform(Entity::membership, "has_share", m.has_share);
  t.platform(Entity::buyer, "spend_quarter", p.buyers.spend_quarter);
  t.platform(Entity::buyer, "surplus_quarter", p.buyers.surplus_quarter);
  t.platform(Entity::buyer, "perceived", p.buyers.perceived);
  t.platform(Entity::buyer, "loyalty", p.buyers.loyalty);
  t.platform(Entity::buyer, "spend_year", p.buyers.spend_year);
}

}  // namespace

std::vector<ColumnMemory> memory_table(const State& state) {
  Table table;
  add_market(table, state);
  for (const PlatformState& p : state.platforms) {
    add_buyers(table, p.buyers);
    add_sellers(table, p.sellers);
    add_shelves_and_voters(table, p);
    add_niches(table, p.niches);
    add_memberships(table, p);
  }
  return std::move(table.rows);
}

MemoryUse memory_of(const State& state) {
  double bytes[4] = {0, 0, 0, 0};
  std::size_t memberships = 0;
  for (const PlatformState& p : state.platforms) memberships += p.governance.members.size();
  for (const ColumnMemory& column : memory_table(state)) bytes[static_cast<int>(column.entity)] += column.bytes;
  const auto of = [](double sum, std::size_t rows) { return rows > 0 ? sum / static_cast<double>(rows) : 0; };
  return {of(bytes[0], state.buyers.size()), of(bytes[1], state.sellers.size()), of(bytes[2], state.niche_buyers.size()), of(bytes[3], memberships)};
}

}  // namespace townsquare
