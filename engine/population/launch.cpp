#include <algorithm>

#include "engine/behaviour/pricing/pricing.hpp"
#include "engine/institutions.hpp"
#include "engine/population/memberships.hpp"
#include "engine/population/population.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {
namespace {

template <class T>
void fill(Column<T>& column, std::size_t rows, T value = T{}) {
  column = Column<T>::Constant(static_cast<Eigen::Index>(rows), value);
}

void size_buyers(BuyersOnPlatform& b, std::size_t n) {
  fill(b.flags, n);
  fill(b.experience, n);
  fill(b.uses, n);
  fill(b.visit_surplus, n);
  fill(b.visits, n);
}

void size_sellers(SellersOnPlatform& s, std::size_t n) {
  fill(s.flags, n);
  for (Column<float>* c : {&s.good_ratings, &s.bad_ratings, &s.sales_quarter, &s.orders_quarter, &s.views_quarter, &s.income_week, &s.exposure}) fill(*c, n);
  for (Column<std::uint32_t>* c : {&s.views, &s.orders, &s.orders_year}) fill(*c, n);
  for (Column<std::int32_t>* c : {&s.joined_week, &s.grace_until}) fill(*c, n);
  for (std::vector<Cents>* c : {&s.price, &s.sales_year, &s.sales_total, &s.sales, &s.fees, &s.goods_cost}) c->assign(n, 0);
  s.take_rate.assign(n, 0.);
}

void size_niches(Niches& z, std::size_t n) {
  for (Column<std::int64_t>* c : {&z.member_buyers, &z.active_sellers}) fill(*c, n);
  for (Column<double>* c : {&z.satisfied_share, &z.mean_experience, &z.seller_content, &z.income_paid, &z.seller_weeks}) fill(*c, n);
  z.first.assign(n + 1, 0);
  z.shelf_first.assign(n + 1, 0);
}

/// People of a platform's launch among n, by id: the lowest ones of all, and behind them those of further platforms, round
/// and round. Traits do not depend on the id's size, so they are a random sample.
std::vector<std::size_t> founders(const Scenario& scenario, std::size_t platform, double Launch::*number, std::size_t n) {
  std::size_t first = 0;
  for (std::size_t k = 0; k < platform; ++k) first += static_cast<std::size_t>(scenario.platforms[k].launch.*number);
  std::vector<std::size_t> ids(std::min(static_cast<std::size_t>(scenario.platforms[platform].launch.*number), n));
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = (first + i) % n;
  return ids;
}

void admit_founders(PlatformState& p, const Scenario& scenario, std::size_t platform, const State& state, const Luck& luck) {
  const auto launch_week = static_cast<std::int32_t>(scenario.platforms[platform].launch.week);
  for (const std::size_t j : founders(scenario, platform, &Launch::founding_sellers, state.sellers.size())) {
    const auto row = static_cast<Eigen::Index>(j);
    p.sellers.flags[row] = seller_informed | seller_member | seller_founder;
    p.sellers.joined_week[row] = launch_week;
    // each founder commits for a time of its own
    const double weeks = 2 * scenario.churn.founder_grace * luck.uniform(Purpose::founding, static_cast<std::uint32_t>(platform), static_cast<std::uint32_t>(j));
    p.sellers.grace_until[row] = launch_week + static_cast<std::int32_t>(weeks + .5);
  }
  for (const std::size_t i : founders(scenario, platform, &Launch::founding_buyers, state.buyers.size())) {
    const auto row = static_cast<Eigen::Index>(i);
    p.buyers.flags[row] = buyer_informed | buyer_member;
    // a founding buyer expects to do just as well as elsewhere
    p.buyers.experience[row] = state.buyers.record[i].outside_value + static_cast<float>(scenario.visit.friction_final);
  }
  // founding sellers who buy have their account
  for (std::size_t j = 0; j < state.sellers.also_buys.size(); ++j)
    if (p.sellers.is_member(j) && state.sellers.is_also_buyer(j)) p.buyers.enter(j, state.buyers.record[j].outside_value, static_cast<float>(scenario.visit.friction_final));
}

void fit_perceptions(PlatformState& p, const Platform& spec, const State& state) {
  const auto perception = participation_rules()[spec.participation.row].perception;
  if (!perception) {
    p.buyers.perceived.clear();
    p.sellers.perceived.clear();
  } else if (p.buyers.perceived.empty()) {
    const auto start = static_cast<float>(perception(spec.participation.values).start);
    p.buyers.perceived.assign(state.buyers.size(), {start, start, start});
    p.sellers.perceived.assign(state.sellers.size(), {start, start, start});
  }
}

}  // namespace

void fit_rule_columns(PlatformState& p, const Scenario& scenario, std::size_t platform, const State& state) {
  const Platform& spec = scenario.platforms[platform];
  const std::size_t n = state.sellers.size();
  fit_perceptions(p, spec, state);
  // prices that are searched for
  if (!pricing_rules()[spec.pricing.row].is_search) p.sellers.price_trial.clear();
  else if (p.sellers.price_trial.empty()) p.sellers.price_trial.resize(n);
  // who has been heard; whoever is suspended needs it after the rule has gone
  const bool is_moderated = spec.moderation.strictness > 0 || spec.process(DecisionClass::moderation).body > 0;
  if (is_moderated && p.sellers.heard_week.size() == 0) fill(p.sellers.heard_week, n);
  // sellers that buyers remember; places that sellers buy
  if (scenario.visit.loyalty <= 0) p.buyers.loyalty.clear();
  else if (p.buyers.loyalty.empty()) p.buyers.loyalty.resize(state.buyers.size());
  if (ranking_rules()[spec.ranking.row].sell == nullptr) p.sellers.placement_price.resize(0);
  else if (p.sellers.placement_price.size() == 0) fill(p.sellers.placement_price, n);
  // trade with oneself
  if (scenario.misconduct.wash_share <= 0) {
    p.sellers.wash_orders_quarter.resize(0);
    p.sellers.washed.clear();
  } else if (p.sellers.washed.empty()) {
    fill(p.sellers.wash_orders_quarter, n);
    p.sellers.washed.assign(n, 0);
  }
}

PlatformState launch_platform(const Scenario& scenario, std::size_t platform, const State& state, const Luck& luck) {
  const Platform& spec = scenario.platforms[platform];
  PlatformState p;
  size_buyers(p.buyers, state.buyers.size());
  size_sellers(p.sellers, state.sellers.size());
  size_niches(p.niches, static_cast<std::size_t>(scenario.market.niches));
  p.policy.fees = spec.fees.values;
  p.policy.ranking = spec.ranking.values;
  p.policy.disputes = spec.disputes.values;
  p.policy.membership = spec.membership.rule.values;
  p.policy.reserve_share = spec.surplus_reserve_share;
  p.policy.marketing_spend = spec.marketing.spend;
  p.policy.has_marketing = is_run_by(spec, Control::operator_) || spec.marketing.spend > 0;
  p.policy.data = spec.data;
  p.policy.moderation = spec.moderation;
  p.policy.decisions = spec.decisions;
  p.ledger.move(Account::investors, Account::cash, static_cast<Cents>(spec.capital.start_cash));
  p.is_alive = spec.launch.week <= 0;
  admit_founders(p, scenario, platform, state, luck);
  fit_rule_columns(p, scenario, platform, state);
  p.culture.level = scenario.culture.start;
  if (is_run_by(spec, Control::members)) enroll(p, scenario, platform, state, luck);
  return p;
}

}  // namespace townsquare
