#include "engine/rules/ownership/shares.hpp"

#include <algorithm>

namespace townsquare::ownership {

Cents part_of(Cents amount, std::int64_t weight, std::int64_t total) {
  if (total <= 0 || amount <= 0) return 0;
  return static_cast<Cents>(static_cast<detail::Wide>(amount) * weight / total);
}

Cents pay_in_order(std::int32_t week, Cents budget, std::span<const std::int32_t> due, std::span<Cents> amount) {
  Cents paid = 0;
  for (std::size_t i = 0; i < amount.size() && paid < budget; ++i) {
    if (week < due[i]) break;
    const Cents part = std::min(amount[i], budget - paid);
    amount[i] -= part;
    paid += part;
  }
  return paid;
}

std::vector<Cents> revolve(std::span<const Cents> capital, std::span<const Cents> par, double revolving, Cents budget) {
  std::vector<Cents> paid(capital.size(), 0);
  if (revolving <= 0) return paid;
  const double part = std::min(1., 52 / revolving);
  Cents sum = 0;
  for (std::size_t i = 0; i < paid.size(); ++i) sum += paid[i] = share_of(std::max<Cents>(0, capital[i] - par[i]), part);
  if (sum <= budget) return paid;
  return split_by_largest_remainder(std::max<Cents>(0, budget), std::span<const Cents>(paid));
}

}  // namespace townsquare::ownership
