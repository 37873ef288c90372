// k desks, each ending on average `per_desk` cases a week with exponential times: while all are busy the cases
// ended in a week are Poisson(k per_desk); first come, first served. A ruling is right with probability
// `competence`, moved by `seller_bias` towards the seller.
#include "engine/rules/dispute/desk.hpp"

#include <algorithm>

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"desks", Unit::count, 1, 0, 1e6, "People who decide disputes.", Evidence::decision, "organisation"},
    {"per_desk", Unit::per_week, 60, 0, 1e6, "Cases that one desk ends in a week.", Evidence::none, "assumption"},
    {"competence", Unit::share, .9, .5, 1, "Chance that a ruling is right.", Evidence::none, "assumption"},
    {"seller_bias", Unit::share, 0, -.5, .5, "Added chance of ruling for the seller (negative: for the buyer).", Evidence::none,
     "assumption: a desk leans to the party that earns the platform more"},
};

Court bind(std::span<const double> values) {
  const double capacity = values[0] * values[1], competence = values[2], bias = values[3];
  return [=](const Hearing& hearing, const Luck& luck, std::span<Ruling> rulings) {
    const double u = luck.uniform(Purpose::desk, hearing.week, 0);
    const int ended = poisson_from_uniform(u, capacity / hearing.orders_per_case);
    const std::size_t n = std::min(hearing.cases.size(), static_cast<std::size_t>(ended));
    for (std::size_t i = 0; i < n; ++i) {
      const Case& c = hearing.cases[i];
      const double for_seller = std::clamp((c.is_buyer_right ? 1 - competence : competence) + bias, 0., 1.);
      const double v = luck.uniform(Purpose::ruling, static_cast<std::uint32_t>(c.opened_week), c.buyer, c.index);
      rulings[i].verdict = v < for_seller ? Verdict::for_seller : Verdict::for_buyer;
    }
  };
}
}  // namespace

DisputeRule desk_rule() {
  return {{"desk", "The platform's staff decide, first come, first served.", "M/M/k queue, Erlang 1917; bias assumed", parameters}, bind};
}
}  // namespace townsquare
