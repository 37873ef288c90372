// Hill climbing on one's own income: every so many weeks a seller whom buyers have seen moves its price by a step, on in the same
// direction while its income does not fall, and back when it does; who sold nothing goes down, and who sold at no gain goes up. Never below cost. Learning direction
// theory: Selten and Buchta 1999, Experimental sealed bid first price auctions with directly observed bid functions.
#include "engine/behaviour/pricing/markup_learning.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"markup", Unit::number, 1.8, 1, 100, "Price over unit cost, fees paid, with which a seller begins.", Evidence::none, "assumption"},
    {"price", Unit::money, 4000, 1, 1e9, "Price with which a seller begins whose goods cost it nothing.", Evidence::decision, "price list"},
    {"period", Unit::weeks, 13, 1, 520, "Weeks between two trials of a seller.", Evidence::none, "assumption: one season"},
    {"step", Unit::share, .05, 0, .5, "Change of the price in a trial.", Evidence::none, "assumption", .5, 2},
};

struct Search {
  double markup, price, step;
  std::int32_t period;

  Cents first_price(Cents cost, double take_rate) const {
    const double asked = cost > 0 ? markup * static_cast<double>(cost) / (1 - take_rate) : price;
    return std::max<Cents>(1, static_cast<Cents>(asked + .5));
  }

  Cents next_price(Cents now, Cents cost, double take_rate, float orders, float income, PriceTrial& trial) const {
    const bool is_worse = trial.last_income >= 0 && income < trial.last_income;
    if (income <= 0) trial.direction = orders > 0 ? 1 : -1;
    else if (is_worse) trial.direction = static_cast<std::int8_t>(-trial.direction);
    trial.last_income = std::max(income, 0.F);
    const double moved = static_cast<double>(now) * (trial.direction > 0 ? 1 + step : 1 / (1 + step));
    const double least = std::max(1., static_cast<double>(cost) / (1 - take_rate));
    return static_cast<Cents>(std::max(moved, least) + .5);
  }
};

Pricing bind(std::span<const double> v) {
  return [search = Search{v[0], v[1], v[3], static_cast<std::int32_t>(v[2])}](const PricingColumns& c, std::span<Cents> price) {
    for (std::size_t j = 0; j < price.size(); ++j) {
      if (price[j] == 0) price[j] = search.first_price(c.unit_cost[j], c.take_rate[j]);
      const bool is_due = (static_cast<std::size_t>(c.week) + j) % static_cast<std::size_t>(search.period) == 0;
      if (is_due && c.views_quarter[j] >= 1) price[j] = search.next_price(price[j], c.unit_cost[j], c.take_rate[j], c.orders_quarter[j], c.income_week[j], c.trial[j]);
    }
  };
}

// a fee moves prices only as it moves incomes
double pass_through(std::span<const double>) { return 0; }
}  // namespace

PricingRule markup_learning_rule() {
  return {{"markup_learning", "Sellers try other prices and keep what earns more.", "Selten and Buchta 1999", parameters}, bind, pass_through, true, true};
}
}  // namespace townsquare
