// The nearest of many, in order.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace townsquare {

/// Working space of `nearest`.
struct NearestScratch {
  std::vector<std::uint32_t> place, rank, order;
  std::vector<float> distance;
  float usual_bound = 1;  // a guess, which changes no result
};

/// Places of the `k` smallest distances, smallest first; equal ones keep their order. Fewer when fewer are finite.
/// @param distance  >= 0; infinite: not to be had. Its size is a multiple of shelf_lanes
/// @param n_finite  how many are
/// The result lies in `scratch` until the next call.
std::span<const std::uint32_t> nearest(std::span<const float> distance, std::size_t n_finite, std::size_t k, NearestScratch& scratch);

}  // namespace townsquare
