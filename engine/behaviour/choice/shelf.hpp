// What a visit sees of one niche: packed columns and the tables that it draws from.
#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace townsquare {

inline constexpr std::size_t n_shelf_axes = 4;

/// Loops over a shelf take this many sellers at a time. What lies between the end of a shelf and the next multiple can be read (it
/// belongs to the next shelf, or to nobody) and counts for nothing.
inline constexpr std::size_t shelf_lanes = 16;
constexpr std::size_t padded(std::size_t n) { return (n + shelf_lanes - 1) / shelf_lanes * shelf_lanes; }

/// What choice reads of a seller beside its place.
struct alignas(16) SellerRecord {
  float price;           // asking price, major units
  float base_utility;    // appeal + quality_weight * reputation + ln(listings / reference)
  float reputation;      // expected quality, [0, 1]
  std::uint32_t seller;  // id
};
static_assert(sizeof(SellerRecord) == 16);

/// The member sellers of one niche in ascending order of id. `cumulative` is the exposure summed to each
/// seller, scaled to 2^32; `guide[k]` is the first seller whose cumulative exposure reaches k / n.
/// *Source*: indexed search: Chen and Asau 1974.
struct Shelf {
  std::span<const SellerRecord> record;
  std::array<const float*, n_shelf_axes> place{};  // in taste space, a column for each axis, padded
  const float* wait = nullptr;                     // 1 / exposure: mean time until a seller comes up in the race, padded
  std::span<const std::uint32_t> cumulative;
  std::span<const std::uint32_t> guide;

  std::size_t size() const { return record.size(); }
};

/// Fills the tables of a shelf from exposures (>= 0, sum 1 up to rounding).
void fill_shelf_tables(std::span<const float> exposure, std::span<float> wait, std::span<std::uint32_t> cumulative, std::span<std::uint32_t> guide);

/// The seller at a point of the exposure line: inversion, so a small change of exposure moves few draws.
inline std::uint32_t seller_at(const Shelf& shelf, std::uint32_t point) {
  const std::size_t start = static_cast<std::size_t>((static_cast<std::uint64_t>(point) * shelf.guide.size()) >> 32);
  std::uint32_t j = shelf.guide[start];
  // two steps without a branch to guess are mostly enough; the last seller reaches 2^32 - 1
  j += shelf.cumulative[j] < point;
  j += shelf.cumulative[j] < point;
  while (shelf.cumulative[j] < point) ++j;
  return j;
}

}  // namespace townsquare
