#include "engine/behaviour/choice/nearest.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/behaviour/choice/shelf.hpp"
#include "engine/behaviour/choice/threshold.hpp"

namespace townsquare {
namespace {

constexpr float largest = std::numeric_limits<float>::max();
constexpr std::size_t n_ranked = 16;  // ranked at a time

/// How many of n are nearer, for each: no branch to guess, and it vectorises.
void count_nearer(const float* distance, std::size_t n, std::uint32_t* n_nearer) {
  for (std::size_t row = 0; row < n; row += n_ranked) {
    std::uint32_t count[n_ranked] = {};
    const float* mine = distance + row;
    for (std::size_t other = 0; other < n; ++other) {
      const float mark = distance[other];
      for (std::size_t i = 0; i < n_ranked; ++i) count[i] += mark < mine[i] ? 1U : 0U;
    }
    std::copy_n(count, n_ranked, n_nearer + row);
  }
}

}  // namespace

std::span<const std::uint32_t> nearest(std::span<const float> distance, std::size_t n_finite, std::size_t k, NearestScratch& scratch) {
  const std::size_t size = distance.size();
  if (scratch.order.size() < size) {
    for (std::vector<std::uint32_t>* column : {&scratch.place, &scratch.rank, &scratch.order}) column->resize(size + n_ranked);
    scratch.distance.resize(size + n_ranked);
  }
  // those within the bound: written always, counted when wanted
  float bound = largest;
  if (n_finite > padded(k)) {
    bound = threshold(distance, k, padded(k), scratch.usual_bound);
    scratch.usual_bound += .1F * (bound - scratch.usual_bound);
  }
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    scratch.place[n] = i;
    scratch.distance[n] = distance[i];
    n += distance[i] <= bound;
  }
  // each stands behind as many as are nearer, and behind its equals already placed
  count_nearer(scratch.distance.data(), n, scratch.rank.data());
  std::fill_n(scratch.order.begin(), n, 0xffffffffU);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t slot = scratch.rank[i];
    while (scratch.order[slot] != 0xffffffffU) ++slot;
    scratch.order[slot] = scratch.place[i];
  }
  return {scratch.order.data(), std::min(n, k)};
}

}  // namespace townsquare
