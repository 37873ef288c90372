#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/fee_levers.hpp"
#include "engine/phases/govern/weighing.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare::governing {
namespace {
constexpr double weeks = 13;
}  // namespace

std::optional<ballot::Outlook> outlook_of(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  const QuarterSums quarter = last_quarter(p.quarters);
  if (!quarter.is_known || quarter.gmv <= 0) return std::nullopt;
  const Voters& v = world.scenario.voters;
  ballot::Outlook outlook;
  const FeeBurden burden = burden_of(world, platform);
  outlook.take_rate = world.institutions[platform].voted_fee >= 0 ? burden.seller : std::min(quarter.fees / quarter.gmv, .95);
  outlook.buyer_rate = burden.buyer;
  outlook.gmv = quarter.gmv;
  // added up in order: an Eigen sum of floats depends on the width of the machine's vectors
  outlook.orders = std::accumulate(p.sellers.orders_quarter.begin(), p.sellers.orders_quarter.end(), 0.);
  // data that is sold, and what sellers pay by the week, cover a part of the fixed cost
  outlook.fixed_cost = quarter.costs - quarter.variable_costs - weeks * static_cast<double>(p.week.data_revenue - p.week.data_to_members + p.week.advertising) - weeks * burden.weekly;
  outlook.variable_cost_share = quarter.variable_costs / quarter.gmv;
  outlook.growth = p.quarters.growth;
  const double buyers = static_cast<double>(p.niches.member_buyers.sum());
  outlook.new_trade_share = buyers > 0 ? std::min(p.quarters.joined_buyers / buyers, 1.) : 0;
  outlook.cash = static_cast<double>(p.ledger.balance(Account::cash) + p.ledger.balance(Account::reserve));
  // a floor on what members believe can go wrong: a tenth of the quarter's cost
  outlook.sigma = std::max(std::sqrt(p.quarters.drift_variance), .1 * quarter.costs);
  outlook.elasticity = v.belief_learning != 0 ? p.governance.elasticity.mean : v.perceived_elasticity;
  outlook.forecast = v.forecast;
  outlook.pass_through = pricing_rules()[spec.pricing.row].pass_through(spec.pricing.values);
  outlook.payout = (1 - p.policy.reserve_share) * world.institutions[platform].paid.sum();
  outlook.discount = v.discount;
  return outlook;
}

namespace {
/// Whether a seller is a person who buys as well, of which accounts are kept.
bool buys_too(const World& world, const PlatformState& p, MemberClass kind, Eigen::Index agent) {
  return kind == MemberClass::seller && world.state.sellers.is_also_buyer(static_cast<std::size_t>(agent)) && p.buyers.spend_quarter.size() > 0;
}
}  // namespace

Books::Books(const World& w, std::size_t k, const ballot::Outlook& o) : world(w), platform(k), outlook(o), price_(burden_of(w, k).mean_price), paid_(w.institutions[k].paid) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const double buyers_per_row = world.scenario.market.buyers_per_agent;
  // only what something is paid by
  for (std::size_t c = 0; c < n_member_classes; ++c) {
    const auto kind = static_cast<MemberClass>(c);
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      if (!is_owner(world, platform, kind, row)) continue;
      const auto agent = static_cast<Eigen::Index>(row - m.first[c]);
      const bool buys = kind == MemberClass::buyer || buys_too(world, p, kind, agent);
      if (paid_.equally > 0 && kind != MemberClass::outsider) heads_ += kind == MemberClass::buyer ? buyers_per_row : 1;
      if (paid_.by_tenure > 0) tenure_ += static_cast<double>(owning::tenure_of(world, platform, kind, row - m.first[c]));
      if (paid_.by_sales > 0 && kind == MemberClass::seller) sales_ += static_cast<double>(p.sellers.sales_quarter[agent]);
      if (paid_.by_purchases > 0 && buys) spend_ += buyers_per_row * static_cast<double>(p.buyers.spend_quarter[agent]);
      if (kind == MemberClass::worker) hours_ += 1;
      if (!m.tokens.empty()) tokens_ += static_cast<double>(m.tokens[row] + m.locked[row]);
      if (!m.capital.empty()) capital_ += static_cast<double>(m.capital[row]);
    }
  }
  tokens_ += static_cast<double>(p.governance.custody);
}

double Books::part_of(MemberClass kind, std::uint32_t row) const {
  const double all = paid_.sum();
  if (all <= 0) return 0;
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const auto agent = static_cast<Eigen::Index>(row - m.first[static_cast<std::size_t>(kind)]);
  const auto share = [](double own, double total) { return total > 0 ? own / total : 0; };
  double part = kind == MemberClass::outsider ? 0 : paid_.equally * share(1, heads_);
  const double people = static_cast<double>(std::max<std::int64_t>(1, owning::people_behind(world, kind)));
  // positions are of one person, also where an agent stands for several
  if (paid_.by_tenure > 0) part += paid_.by_tenure * share(static_cast<double>(owning::tenure_of(world, platform, kind, static_cast<std::uint32_t>(agent))) / people, tenure_);
  if (kind == MemberClass::seller) part += paid_.by_sales * share(static_cast<double>(p.sellers.sales_quarter[agent]), sales_);
  if (kind == MemberClass::buyer || buys_too(world, p, kind, agent)) part += paid_.by_purchases * share(static_cast<double>(p.buyers.spend_quarter[agent]), spend_);
  if (kind == MemberClass::worker) part += paid_.by_hours * share(1, hours_);
  if (!m.tokens.empty()) part += paid_.by_tokens * share(static_cast<double>(m.tokens[row] + m.locked[row]) / people, tokens_);
  if (!m.capital.empty()) part += paid_.by_capital * share(static_cast<double>(m.capital[row]) / people, capital_);
  return part / all;
}

ballot::Position Books::position(MemberClass kind, std::uint32_t row) const {
  const PlatformState& p = world.state.platforms[platform];
  const auto agent = static_cast<Eigen::Index>(row - p.governance.members.first[static_cast<std::size_t>(kind)]);
  ballot::Position own;
  own.part = part_of(kind, row);
  if (kind == MemberClass::seller) {
    own.sales = static_cast<double>(p.sellers.sales_quarter[agent]);
    const double price = static_cast<double>(p.sellers.price[static_cast<std::size_t>(agent)]);
    own.goods_cost = price > 0 ? own.sales * static_cast<double>(world.state.sellers.unit_cost[static_cast<std::size_t>(agent)]) / price : 0;
    own.elsewhere = weeks * static_cast<double>(world.state.sellers.reservation_income[agent]);
    // sums per order weigh more on cheap goods than their share of all sales says
    const FeeTerms& terms = p.fee_terms;
    if (terms.per_sale() > 0 && price_ > 0) own.goods_cost += terms.per_sale() * (static_cast<double>(p.sellers.orders_quarter[agent]) - own.sales / price_);
    own.charges = weeks * weekly_charge(world, platform, terms, static_cast<std::size_t>(agent));
    // a person in both roles weighs what it buys too
    if (buys_too(world, p, kind, agent)) {
      own.spend = static_cast<double>(p.buyers.spend_quarter[agent]);
      own.surplus = static_cast<double>(p.buyers.surplus_quarter[agent]);
    }
  } else if (kind == MemberClass::buyer) {
    own.spend = static_cast<double>(p.buyers.spend_quarter[agent]);
    own.surplus = static_cast<double>(p.buyers.surplus_quarter[agent]);
  } else if (kind == MemberClass::worker) {
    own.wage = weeks * world.scenario.platforms[platform].ownership.worker_wage;
    own.elsewhere = world.scenario.platforms[platform].ownership.kept_wage * own.wage;
  }
  return own;
}

namespace {

double largest_in(const Column<float>& column) {
  float most = 0;
  for (float each : column) most = each > most ? each : most;
  return static_cast<double>(most);
}

/// Largest sum of two columns over the rows of a class; columns may be empty.
template <class T>
double largest_of(const Memberships& m, std::size_t c, const std::vector<T>& a, const std::vector<T>& b) {
  T most = 0;
  for (std::uint32_t row = m.first[c]; row < m.first[c + 1] && !a.empty(); ++row) most = std::max(most, a[row] + (b.empty() ? T{0} : b[row]));
  return static_cast<double>(most);
}

}  // namespace

double Books::largest_part(MemberClass kind, const ballot::Position& most) const {
  const double all = paid_.sum();
  if (all <= 0) return 0;
  const Memberships& m = world.state.platforms[platform].governance.members;
  const auto share = [](double own, double total) { return total > 0 ? own / total : 0; };
  const auto c = static_cast<std::size_t>(kind);
  return (paid_.equally * share(1, heads_) + paid_.by_tenure * share(world.state.week + 1, tenure_) + paid_.by_sales * share(most.sales, sales_) +
          paid_.by_purchases * share(most.spend, spend_) + paid_.by_hours * share(1, hours_) + paid_.by_tokens * share(largest_of(m, c, m.tokens, m.locked), tokens_) +
          paid_.by_capital * share(largest_of<Cents>(m, c, m.capital, {}), capital_)) / all;
}

const ballot::Position& Books::largest(MemberClass kind) const {
  const auto c = static_cast<std::size_t>(kind);
  if (largest_[c]) return *largest_[c];
  const PlatformState& p = world.state.platforms[platform];
  ballot::Position most;
  if (kind == MemberClass::seller) {
    most.sales = largest_in(p.sellers.sales_quarter);
    most.elsewhere = weeks * largest_in(world.state.sellers.reservation_income);
    double dearest = 0;  // cost of goods for each unit of sales
    for (std::size_t j = 0; j < p.sellers.price.size(); ++j)
      if (p.sellers.price[j] > 0) dearest = std::max(dearest, static_cast<double>(world.state.sellers.unit_cost[j]) / static_cast<double>(p.sellers.price[j]));
    most.goods_cost = dearest * most.sales;
    if (!world.state.sellers.also_buys.empty() && p.buyers.spend_quarter.size() > 0) {
      most.spend = largest_in(p.buyers.spend_quarter);
      most.surplus = largest_in(p.buyers.surplus_quarter);
    }
  } else if (kind == MemberClass::buyer) {
    most.spend = largest_in(p.buyers.spend_quarter);
    most.surplus = largest_in(p.buyers.surplus_quarter);
  } else if (kind == MemberClass::worker) {
    most.wage = most.elsewhere = weeks * world.scenario.platforms[platform].ownership.worker_wage;
  }
  most.part = largest_part(kind, most);
  return largest_[c].emplace(most);
}

}  // namespace townsquare::governing
