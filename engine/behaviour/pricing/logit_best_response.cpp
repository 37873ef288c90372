// The first-order condition of a seller of one good in a logit market (Anderson, de Palma and Thisse 1992, Discrete choice theory of
// product differentiation, ch. 7): p - c / (1 - tau) = 1 / (b (1 - s)). A seller reads s off its own books: last quarter's orders over
// views. All sellers answer at once, each week; s changes slowly, so prices settle.
#include "engine/behaviour/pricing/logit_best_response.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"sensitivity_factor", Unit::number, 1, .1, 10, "Price sensitivity that sellers believe in, over that of the market's mean buyer.", Evidence::none, "assumption: sellers know their buyers", .5, 2},
};
constexpr double largest_share = .9;  // of a seller who sells at every look

Pricing bind(std::span<const double> values) {
  return [factor = values[0]](const PricingColumns& c, std::span<Cents> price) {
    const double sensitivity = std::max(c.price_sensitivity * factor, 1e-6);
    for (std::size_t j = 0; j < price.size(); ++j) {
      const double views = c.views_quarter.empty() ? 0 : static_cast<double>(c.views_quarter[j]);
      const double share = views > 0 ? std::min(largest_share, static_cast<double>(c.orders_quarter[j]) / views) : 0;
      const double cost = static_cast<double>(c.unit_cost[j]) / (1 - c.take_rate[j]) / 100;
      price[j] = std::max<Cents>(1, static_cast<Cents>(100 * logit_best_price(cost, sensitivity, share) + .5));
    }
  };
}

// of a fee that works like a dearer good, all of it
double pass_through(std::span<const double>) { return 1; }
}  // namespace

double logit_best_price(double effective_cost, double sensitivity, double share) { return effective_cost + 1 / (sensitivity * (1 - share)); }

PricingRule logit_best_response_rule() {
  return {{"logit_best_response", "The best answer to the others' prices where buyers choose by a logit.", "Anderson, de Palma and Thisse 1992", parameters}, bind, pass_through, true};
}
}  // namespace townsquare
