#include "engine/behaviour/trading/trading.hpp"

#include <algorithm>

#include "engine/math.hpp"

namespace townsquare::trading {

std::vector<Trade> match(double rate, std::span<const std::int64_t> free, std::span<const std::int64_t> wealth, const Draw& draw) {
  // holders stand on a line, each as long as it is wealthy
  std::vector<std::int64_t> end(wealth.size());
  std::int64_t total = 0;
  for (std::size_t i = 0; i < wealth.size(); ++i) end[i] = total += wealth[i];

  std::vector<Trade> trades;
  for (std::uint32_t i = 0; i < free.size(); ++i) {
    if (free[i] <= 0 || draw(i, 0) >= rate) continue;
    const auto amount = static_cast<std::int64_t>(draw(i, 1) * static_cast<double>(free[i]));
    const auto point = std::min(total - 1, static_cast<std::int64_t>(draw(i, 2) * static_cast<double>(total)));
    const auto buyer = static_cast<std::uint32_t>(std::upper_bound(end.begin(), end.end(), point) - end.begin());
    if (amount > 0 && buyer != i) trades.push_back({i, buyer, amount});
  }
  return trades;
}

double next_price(double price, double value, double rate) { return price > 0 && value > 0 ? price * math::exp(rate * math::log(value / price)) : price; }

}  // namespace townsquare::trading
