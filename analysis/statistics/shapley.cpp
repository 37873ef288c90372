#include "analysis/statistics/shapley.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

#include "engine/random.hpp"

namespace townsquare {
namespace {

Coalition bit(std::size_t player) { return Coalition{1} << player; }

// Chance that a player comes just after a given coalition of `size` others: size! (n - size - 1)! / n!.
std::vector<double> weights_by_size(std::size_t n_players) {
  std::vector<double> weights(n_players, 1. / static_cast<double>(std::max<std::size_t>(n_players, 1)));
  for (std::size_t size = 1; size < n_players; ++size)
    weights[size] = weights[size - 1] * static_cast<double>(size) / static_cast<double>(n_players - size);
  return weights;
}

// A whole number below n, by 52 bits of luck that only this place uses: its key is a word of its own.
std::size_t below(std::size_t n, std::uint64_t seed, std::uint32_t stream, std::uint32_t pair, std::uint32_t place) {
  constexpr std::uint32_t orders_of_clauses = 0x73686170;
  const auto words = philox({orders_of_clauses, stream, pair, place}, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return std::min(static_cast<std::size_t>(to_uniform(words[0], words[1]) * static_cast<double>(n)), n - 1);
}

}  // namespace

Coalition all_players(std::size_t n_players) {
  if (n_players > 63) throw std::invalid_argument("more than 63 players");
  return bit(n_players) - 1;
}

std::vector<double> shapley_exact(std::size_t n_players, const CoalitionValue& value) {
  if (n_players > most_exact_players) throw std::invalid_argument("too many players for all coalitions");
  const std::size_t n_coalitions = std::size_t{1} << n_players;
  std::vector<double> worth(n_coalitions);
  for (std::size_t c = 0; c < n_coalitions; ++c) worth[c] = value(c);

  // what each player adds to each coalition without it, by the chance that it comes just then
  const std::vector<double> weights = weights_by_size(n_players);
  std::vector<double> shares(n_players, 0.);
  for (std::size_t player = 0; player < n_players; ++player)
    for (std::size_t c = 0; c < n_coalitions; ++c)
      if ((c & bit(player)) == 0) shares[player] += weights[static_cast<std::size_t>(std::popcount(c))] * (worth[c | bit(player)] - worth[c]);
  return shares;
}

std::vector<double> shapley_of_orders(std::size_t n_players, std::span<const std::vector<std::size_t>> orders, const CoalitionValue& value) {
  if (orders.empty()) throw std::invalid_argument("no order of players");
  std::vector<double> shares(n_players, 0.);
  for (const std::vector<std::size_t>& order : orders) {
    const std::vector<Coalition> coalitions = coalitions_of(order);
    if (order.size() != n_players || coalitions.back() != all_players(n_players)) throw std::invalid_argument("an order is not of all players");
    double before = value(0);
    for (std::size_t place = 0; place < order.size(); ++place) {
      const double after = value(coalitions[place + 1]);
      shares[order[place]] += after - before;
      before = after;
    }
  }
  for (double& share : shares) share /= static_cast<double>(orders.size());
  return shares;
}

std::vector<std::vector<std::size_t>> antithetic_orders(std::size_t n_players, std::size_t n_pairs, std::uint64_t seed, std::uint32_t stream) {
  std::vector<std::vector<std::size_t>> orders;
  for (std::size_t pair = 0; pair < n_pairs; ++pair) {
    // Fisher and Yates's shuffle
    std::vector<std::size_t> order(n_players);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = n_players; left > 1; --left)
      std::swap(order[left - 1], order[below(left, seed, stream, static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(left))]);
    orders.push_back(order);
    std::reverse(order.begin(), order.end());
    orders.push_back(std::move(order));
  }
  return orders;
}

std::vector<Coalition> coalitions_of(std::span<const std::size_t> order) {
  std::vector<Coalition> coalitions{0};
  for (const std::size_t player : order) coalitions.push_back(coalitions.back() | bit(player));
  return coalitions;
}

}  // namespace townsquare
