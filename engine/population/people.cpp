#include <algorithm>

#include "engine/math.hpp"
#include "engine/population/population.hpp"

namespace townsquare {
namespace {

/// A place in taste space: the niche's centre and the agent's own deviation.
float place(const Scenario& scenario, const Luck& luck, Purpose purpose, std::uint32_t agent, std::uint32_t niche, std::uint32_t axis) {
  const double centre = scenario.market.niche_spread * luck.normal(Purpose::niche_traits, 0, niche, axis);
  return static_cast<float>(centre + scenario.market.taste_spread * luck.normal(purpose, 0, agent, axis));
}

/// Log-normal of a given median.
double log_normal(double median, double sigma, double z) { return median * math::exp(sigma * z); }

/// The niche other than its own whose centre is nearest to a good; ties to the lower one.
std::uint32_t nearest_other(const std::vector<double>& centre, const float* good, std::uint32_t own) {
  std::uint32_t nearest = own;
  double least = 0;
  for (std::uint32_t niche = 0; niche * n_taste_axes < centre.size(); ++niche) {
    double distance = 0;
    for (std::uint32_t axis = 0; axis < n_taste_axes; ++axis) {
      const double apart = centre[niche * n_taste_axes + axis] - static_cast<double>(good[axis]);
      distance += apart * apart;
    }
    if (niche == own || (nearest != own && distance >= least)) continue;
    nearest = niche;
    least = distance;
  }
  return nearest;
}

/// Which sellers list twice, and where.
void draw_second_niches(Sellers& s, const Market& m, const Luck& luck) {
  if (m.neighbouring_niches <= 0) return;
  std::vector<double> centre;
  for (std::uint32_t niche = 0; niche < static_cast<std::uint32_t>(m.niches); ++niche)
    for (std::uint32_t axis = 0; axis < n_taste_axes; ++axis) centre.push_back(m.niche_spread * luck.normal(Purpose::niche_traits, 0, niche, axis));
  s.second_niche = s.niche;
  for (std::uint32_t j = 0; j < s.size(); ++j)
    if (luck.uniform(Purpose::second_niche, 0, j) < m.neighbouring_niches)
      s.second_niche[j] = nearest_other(centre, s.position.data() + static_cast<Eigen::Index>(j) * n_taste_axes, s.niche[j]);
}

/// Which sellers are one person with the buyer of the same id, who is of the same niche. Traits do not depend on ids. A buyer agent
/// that stands for several people is not one person with anybody.
void draw_both_roles(Sellers& s, const Market& m, const Luck& luck) {
  if (m.sellers_who_buy <= 0 || m.buyers_per_agent > 1) return;
  s.also_buys.assign(s.size(), 0);
  for (std::uint32_t j = 0; j < s.size() && j < static_cast<std::uint32_t>(m.buyers); ++j) s.also_buys[j] = luck.uniform(Purpose::both_roles, 0, j) < m.sellers_who_buy;
}

double clipped_normal(double mean, double sd, double z) { return std::clamp(mean + sd * z, 0., 1.); }

}  // namespace

Buyers draw_buyers(const Scenario& scenario, const Luck& luck) {
  const Market& m = scenario.market;
  const auto n = static_cast<std::size_t>(m.buyers), n_niches = static_cast<std::size_t>(m.niches);
  Buyers buyers;
  buyers.record.resize(n);
  buyers.leaving_rate.resize(static_cast<Eigen::Index>(n));
  const double sigma = m.need_rate_sigma;
  for (std::size_t i = 0; i < n; ++i) {
    const auto id = static_cast<std::uint32_t>(i);
    BuyerRecord& r = buyers.record[i];
    r.niche = static_cast<std::uint32_t>(i % n_niches);
    for (std::uint32_t axis = 0; axis < n_taste_axes; ++axis) r.taste[axis] = place(scenario, luck, Purpose::buyer_traits, id, r.niche, axis);
    // log-normal with the stated mean
    r.need_rate = static_cast<float>(log_normal(m.need_rate * math::exp(-sigma * sigma / 2), sigma, luck.normal(Purpose::buyer_traits, 0, id, 4)));
    r.price_sensitivity = static_cast<float>(m.price_sensitivity);
    r.outside_value = static_cast<float>(m.outside_value + m.outside_value_sd * luck.normal(Purpose::buyer_traits, 0, id, 5));
    buyers.leaving_rate[static_cast<Eigen::Index>(i)] = static_cast<float>(scenario.churn.buyer_rate * luck.uniform(Purpose::buyer_traits, 0, id, 6));
  }
  return buyers;
}

Sellers draw_sellers(const Scenario& scenario, const Luck& luck) {
  const Market& m = scenario.market;
  const auto n = static_cast<std::size_t>(m.sellers), n_niches = static_cast<std::size_t>(m.niches);
  const auto rows = static_cast<Eigen::Index>(n);
  Sellers s;
  s.niche.resize(n);
  s.unit_cost.resize(n);
  s.position.resize(rows * n_taste_axes);
  for (Column<float>* column : {&s.quality, &s.honesty, &s.leaving_rate, &s.reservation_income}) column->resize(rows);
  for (std::size_t j = 0; j < n; ++j) {
    const auto id = static_cast<std::uint32_t>(j);
    const auto row = static_cast<Eigen::Index>(j);
    s.niche[j] = static_cast<std::uint32_t>(j % n_niches);
    for (std::uint32_t axis = 0; axis < n_taste_axes; ++axis)
      s.position[row * n_taste_axes + axis] = place(scenario, luck, Purpose::seller_traits, id, s.niche[j], axis);
    const auto z = [&](std::uint32_t index) { return luck.normal(Purpose::seller_traits, 0, id, index); };
    s.quality[row] = static_cast<float>(clipped_normal(m.quality_mean, m.quality_sd, z(4)));
    s.honesty[row] = static_cast<float>(clipped_normal(m.honesty_mean, m.honesty_sd, z(5)));
    s.unit_cost[j] = static_cast<Cents>(log_normal(m.unit_cost, m.unit_cost_sigma, z(6)) + .5);
    s.reservation_income[row] = static_cast<float>(log_normal(m.reservation_income, m.reservation_income_sigma, z(7)));
    s.leaving_rate[row] = static_cast<float>(scenario.churn.seller_rate * luck.uniform(Purpose::seller_traits, 0, id, 8));
  }
  draw_second_niches(s, m, luck);
  draw_both_roles(s, m, luck);
  return s;
}

Mixing make_mixing(const Scenario& scenario) {
  const auto n = static_cast<Eigen::Index>(scenario.market.niches);
  const double own = scenario.market.own_niche_mixing;
  Mixing mixing = Mixing::Constant(n, n, (1 - own) / static_cast<double>(n));
  mixing.diagonal().array() += own;
  return mixing;
}

}  // namespace townsquare
