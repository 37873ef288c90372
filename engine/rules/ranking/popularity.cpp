// e_j = (orders_j + .02)^r / sum. Below r = 1 shares settle by quality; above it early luck decides (Maldonado, Van Hentenryck,
// Berbeglia and Berbeglia 2018, Popularity signals in trial-offer markets with social influence and position bias, Eur. J. Oper. Res.).
#include "engine/rules/ranking/popularity.hpp"

#include <vector>

#include "engine/math.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"exponent", Unit::number, 1, 0, 4, "Exponent r of recent orders.", Evidence::decision, "Maldonado et al. 2018"},
};
constexpr double sales_floor = .02;  // orders; lets a seller without sales be found

Ranking bind(std::span<const double> v) {
  return [r = v[0]](const RankingColumns& c, std::span<float> exposure) {
    std::vector<double> score(exposure.size());
    double sum = 0;
    for (std::size_t j = 0; j < score.size(); ++j) sum += score[j] = math::pow(static_cast<double>(c.orders_quarter[j]) + sales_floor, r);
    for (std::size_t j = 0; j < score.size(); ++j) exposure[j] = static_cast<float>(score[j] / sum);
  };
}
}  // namespace

RankingRule popularity_rule() {
  return {{"popularity", "Attention in proportion to recent orders, raised to a power.", "Maldonado et al. 2018", parameters}, bind};
}
}  // namespace townsquare
