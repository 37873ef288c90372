#include "engine/behaviour/choice/multinomial_logit.hpp"

#include <array>

#include "engine/behaviour/choice/look.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {
constexpr std::uint32_t outside_good = 0xffffffffU;  // in the place of a seller id

float sum_of_exp(std::span<const float> utility) {
  float sum = 1;  // the outside good
  for (float v : utility) sum += math::exp(v);
  return sum;
}
}  // namespace

float logsum(std::span<const float> utility) { return math::log(sum_of_exp(utility)); }

float best_surplus(std::span<const float> utility) { return choose_best(utility).logsum; }

Choice choose_best(std::span<const float> utility) {
  Choice choice;
  for (std::size_t i = 0; i < utility.size(); ++i) {
    if (!(utility[i] > choice.logsum)) continue;
    choice = {i, utility[i]};
  }
  return choice;
}

Choice choose_by_inversion(std::span<const float> utility, float u) {
  std::array<float, most_shown> weight;
  float sum = 1;
  for (std::size_t i = 0; i < utility.size(); ++i) sum += weight[i] = math::exp(utility[i]);
  Choice choice{bought_nothing, math::log(sum)};
  float left = u * sum;
  for (std::size_t i = 0; i < utility.size(); ++i) {
    if (left < weight[i]) {
      choice.chosen = i;
      break;
    }
    left -= weight[i];
  }
  return choice;
}

Choice choose_by_race(std::span<const float> utility, std::span<const std::uint32_t> seller, const Luck& luck, std::uint32_t week,
                      std::uint32_t buyer, std::uint32_t need) {
  const auto noise = [&](std::uint32_t id) { return gumbel_from_bits(luck.block(Purpose::choose, week | need << 16, buyer, id)[0]); };
  Choice choice{bought_nothing, logsum(utility)};
  float best = noise(outside_good);
  for (std::size_t i = 0; i < utility.size(); ++i) {
    const float score = utility[i] + noise(seller[i]);
    if (score > best) {
      best = score;
      choice.chosen = i;
    }
  }
  return choice;
}

}  // namespace townsquare
