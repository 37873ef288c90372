// What a visit sees of one niche: packed records and the tables that it draws from.
#pragma once
#include <cstdint>
#include <span>

namespace townsquare {

/// What choice reads of a seller, in one half cache line.
struct alignas(32) SellerRecord {
  float position[4];     // place in taste space
  float price;           // asking price, major units
  float base_utility;    // appeal + quality_weight * reputation + ln(listings / reference)
  float reputation;      // expected quality, [0, 1]
  std::uint32_t seller;  // id
};
static_assert(sizeof(SellerRecord) == 32);

/// The member sellers of one niche in ascending order of id. `cumulative` is the exposure summed to each
/// seller, scaled to 2^32; `guide[k]` is the first seller whose cumulative exposure exceeds k / (guide_factor n).
/// *Source*: indexed search: Chen and Asau 1974.
inline constexpr std::size_t guide_factor = 4;  // guide entries per seller: most searches end where they start

struct Shelf {
  std::span<const SellerRecord> record;
  std::span<const std::uint32_t> cumulative;
  std::span<const std::uint32_t> guide;  // (guide_factor * n_sellers)
  std::span<const float> log_exposure;
};

/// Fills the tables of a shelf from exposures (>= 0, sum 1 up to rounding).
void fill_shelf_tables(std::span<const float> exposure, std::span<std::uint32_t> cumulative, std::span<std::uint32_t> guide,
                       std::span<float> log_exposure);

/// The seller at a point of the exposure line: inversion, so a small change of exposure moves few draws.
inline std::uint32_t seller_at(const Shelf& shelf, std::uint32_t point) {
  const std::size_t start = static_cast<std::size_t>((static_cast<std::uint64_t>(point) * shelf.guide.size()) >> 32);
  std::uint32_t j = shelf.guide[start];
  // two steps without a branch to guess are nearly always enough; the last seller reaches 2^32 - 1
  j += shelf.cumulative[j] < point;
  j += shelf.cumulative[j] < point;
  while (shelf.cumulative[j] < point) ++j;
  return j;
}

}  // namespace townsquare
