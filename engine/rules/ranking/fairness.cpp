// Attention by recent orders and reputation alike, with a floor for the protected: newcomers and sellers below the niche's mean of
// orders. Who is protected gets at least `floor` of an even share; the others give it in proportion to what they have. One of the
// simplest constraints of Singh and Joachims 2018, Fairness of exposure in rankings (KDD): a least exposure for a group.
#include "engine/rules/ranking/fairness.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"newcomer_weeks", Unit::weeks, 13, 0, 520, "Weeks for which a seller counts as new.", Evidence::decision, "constitution"},
    {"floor", Unit::share, .5, 0, 1, "Least exposure of newcomers and small sellers, as a share of an even one.", Evidence::decision, "constitution"},
};
constexpr double sales_floor = .02;  // orders; lets a seller without sales be found

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.); }

/// Half by orders, half by reputation; a criterion in which nobody scores is spread evenly.
std::vector<double> merit(const RankingColumns& c, std::size_t n) {
  std::vector<double> orders(n), reputation(n), share(n);
  for (std::size_t j = 0; j < n; ++j) orders[j] = static_cast<double>(c.orders_quarter[j]) + sales_floor, reputation[j] = static_cast<double>(c.reputation[j]);
  const double all_orders = sum_of(orders), all_reputation = sum_of(reputation);
  for (std::size_t j = 0; j < n; ++j)
    share[j] = .5 * orders[j] / all_orders + .5 * (all_reputation > 0 ? reputation[j] / all_reputation : 1 / static_cast<double>(n));
  return share;
}

/// Lifts the protected to the floor at the cost of everybody who stands above it.
void lift(std::vector<double>& share, const std::vector<char>& is_protected, double floor) {
  double missing = 0, above = 0;
  for (std::size_t j = 0; j < share.size(); ++j) {
    if (is_protected[j] && share[j] < floor) missing += floor - share[j];
    else above += std::max(0., share[j] - floor);
  }
  // what is above the floor always pays for what is below it: shares sum to one, and the floor is at most an even share
  const double taken = above > 0 ? std::min(1., missing / above) : 0;
  for (std::size_t j = 0; j < share.size(); ++j) {
    if (is_protected[j] && share[j] < floor) share[j] = floor;
    else share[j] -= taken * std::max(0., share[j] - floor);
  }
}

Ranking bind(std::span<const double> v) {
  return [newcomer_weeks = static_cast<std::int32_t>(v[0]), floor = v[1]](const RankingColumns& c, std::span<float> exposure) {
    const std::size_t n = exposure.size();
    if (n == 0) return;
    std::vector<double> share = merit(c, n);
    const double mean_orders = std::accumulate(c.orders_quarter.begin(), c.orders_quarter.end(), 0.) / static_cast<double>(n);
    std::vector<char> is_protected(n);
    for (std::size_t j = 0; j < n; ++j) is_protected[j] = c.age[j] < newcomer_weeks || static_cast<double>(c.orders_quarter[j]) < mean_orders;
    lift(share, is_protected, floor / static_cast<double>(n));
    for (std::size_t j = 0; j < n; ++j) exposure[j] = static_cast<float>(share[j]);
  };
}
}  // namespace

RankingRule fairness_rule() {
  return {{"fairness", "Attention by orders and reputation, with a floor for newcomers and small sellers.", "Singh and Joachims 2018", parameters}, bind};
}
}  // namespace townsquare
