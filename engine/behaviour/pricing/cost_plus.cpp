#include "engine/behaviour/pricing/cost_plus.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"markup", Unit::number, 1.8, 1, 100, "Price over unit cost, fees paid.", Evidence::none, "assumption"},
    {"pass_through", Unit::share, .5, 0, 1, "Part of a change of the take rate that ends in the price.", Evidence::none,
     "no measured rate for a goods marketplace found; .3 to 1 is plausible", .6, 2},
    {"reference_take_rate", Unit::share, .08, 0, largest_take_rate, "Take rate at which price is markup times cost over what is left.", Evidence::decision, "definition"},
};

Pricing bind(std::span<const double> values) {
  const double markup = values[0], pass_through = values[1], reference = values[2];
  return [=](const PricingColumns& columns, std::span<Cents> price) {
    for (std::size_t j = 0; j < price.size(); ++j) {
      const double asked = cost_plus_price(static_cast<double>(columns.unit_cost[j]), markup, pass_through, reference, columns.take_rate[j]);
      price[j] = std::max<Cents>(1, static_cast<Cents>(asked + .5));
    }
  };
}

double pass_through(std::span<const double> values) { return values[1]; }
}  // namespace

double cost_plus_price(double unit_cost, double markup, double pass_through, double reference_take_rate, double take_rate) {
  const double reference_price = markup * unit_cost / (1 - reference_take_rate);
  return reference_price * (1 + pass_through * ((1 - reference_take_rate) / (1 - take_rate) - 1));
}

PricingRule cost_plus_rule() {
  return {{"cost_plus", "Mark-up on unit cost, with pass-through of fees.", "mark-up pricing; a fee acts like a cost c/(1-tau)", parameters}, bind, pass_through};
}
}  // namespace townsquare
