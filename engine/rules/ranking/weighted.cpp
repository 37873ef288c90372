// e_j = sum_k w_k f_kj / sum_j' f_kj', with sum w_k = 1. A criterion without score in a niche (no newcomers)
// spreads its share evenly. Popularity: f = (orders + .02)^r, as in trial-offer markets (r < 1 settles, r > 1
// lets early luck decide: Maldonado et al. 2018).
#include "engine/rules/ranking/weighted.hpp"

#include <vector>

#include "engine/math.hpp"

namespace townsquare {
namespace {
constexpr Evidence decision = Evidence::decision;
constexpr Parameter parameters[] = {
    {"reputation", Unit::share, .3, 0, 1, "Share of attention by reputation.", decision, "constitution"},
    {"sales", Unit::share, .3, 0, 1, "Share of attention by recent sales.", decision, "constitution"},
    {"newcomers", Unit::share, .1, 0, 1, "Share of attention for sellers who joined lately.", decision, "constitution"},
    {"random", Unit::share, .3, 0, 1, "Share of attention by lot.", decision, "constitution"},
    {"price", Unit::share, 0, 0, 1, "Share of attention by low price.", decision, "constitution"},
    {"sales_exponent", Unit::number, 1, 0, 4, "Exponent r of recent sales.", decision, "Maldonado et al. 2018"},
    {"newcomer_weeks", Unit::weeks, 13, 0, 520, "Weeks for which a seller counts as new.", decision, "constitution"},
};
constexpr float sales_floor = .02F;  // orders; lets a seller without sales be found

struct Weights {
  float reputation, sales, newcomers, random, price, exponent;
  std::int32_t newcomer_weeks;
};

float popularity(float orders, float exponent) {
  if (exponent == 1.F) return orders + sales_floor;
  return static_cast<float>(math::pow(static_cast<double>(orders + sales_floor), static_cast<double>(exponent)));
}

/// Adds weight * score / sum(score) to every exposure, or weight / n when nobody scores.
template <class Score>
void hand_out(float weight, std::span<float> exposure, Score&& score) {
  if (weight <= 0) return;
  double sum = 0;
  for (std::size_t j = 0; j < exposure.size(); ++j) sum += static_cast<double>(score(j));
  const float even = weight / static_cast<float>(exposure.size());
  const float unit = sum > 0 ? static_cast<float>(static_cast<double>(weight) / sum) : 0.F;
  for (std::size_t j = 0; j < exposure.size(); ++j) exposure[j] += sum > 0 ? unit * score(j) : even;
}

Ranking bind(std::span<const double> v) {
  const Weights w{static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2]), static_cast<float>(v[3]),
                  static_cast<float>(v[4]), static_cast<float>(v[5]), static_cast<std::int32_t>(v[6])};
  return [w](const RankingColumns& c, std::span<float> exposure) {
    for (float& e : exposure) e = 0;
    hand_out(w.reputation, exposure, [&](std::size_t j) { return c.reputation[j]; });
    hand_out(w.sales, exposure, [&](std::size_t j) { return popularity(c.orders_quarter[j], w.exponent); });
    hand_out(w.newcomers, exposure, [&](std::size_t j) { return c.age[j] < w.newcomer_weeks ? 1.F : 0.F; });
    hand_out(w.random, exposure, [](std::size_t) { return 1.F; });
    hand_out(w.price, exposure, [&](std::size_t j) { return 1.F / c.price[j]; });
  };
}
}  // namespace

RankingRule weighted_rule() {
  return {{"weighted", "Weights are shares of an attention budget that sum to one.", "assumption; popularity: Maldonado et al. 2018", parameters}, bind};
}
}  // namespace townsquare
