// Money is whole cents; shares and splits lose none of it.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "engine/check.hpp"

namespace townsquare {

/// An amount of money in minor units (cents); negative is a debt.
using Cents = std::int64_t;

/// Tokens in thousandths.
using Tokens = std::int64_t;
inline constexpr Tokens one_token = 1000;

/// Largest share of a price that a platform can keep: mark-up pricing divides by what is left.
inline constexpr double largest_take_rate = .95;

namespace detail {
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;
}  // namespace detail

/// `share` of `amount`, rounded to the nearest cent, halves away from zero. The share is read as the nearest
/// multiple of 10^-12 and all else is integer arithmetic, so shares mean what their decimals say: 15 % of
/// 10 cents is 2 although the double 0.15 is a little less than 0.15.
/// @param amount  cents; any sign
/// @param share   usually in [0, 1]; |share| < 9 million and |amount * share| < 2^63
/// @return cents; of both signs alike: share_of(-a, s) == -share_of(a, s)
/// *Errors*: BrokenIdentity in a checked build when the share is out of range or NaN.
inline Cents share_of(Cents amount, double share) {
  constexpr std::int64_t one = 1'000'000'000'000;
  const double scaled = share * 1e12;
  check(scaled > -9e18 && scaled < 9e18, "share_of: share is out of range");
  const auto parts = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));

  // the usual product fits in 64 bits with room for the half; the other is rare
  std::int64_t product;
  const bool is_narrow = !__builtin_mul_overflow(amount, parts, &product);
  if (is_narrow && product < INT64_MAX - one && product > INT64_MIN + one)
    return (product + (product < 0 ? -one / 2 : one / 2)) / one;
  const detail::Wide wide = static_cast<detail::Wide>(amount) * parts;
  return static_cast<Cents>((wide + (wide < 0 ? -one / 2 : one / 2)) / one);
}

/// Splits `total` in proportion to whole-number weights by largest remainders: everybody gets the whole cents
/// of an exact quota, then the cents left go one each to the largest remainders, ties to the lower id.
/// @param total    cents; a negative total (a loss) is split as the positive one and negated
/// @param weights  (n), each >= 0; a negative weight counts as zero
/// @return cents, (n), summing exactly to `total`; somebody of zero weight gets nothing. When no weight is
///         positive all parts are zero and the money stays with the caller.
/// *Errors*: BrokenIdentity in a checked build when a weight is negative.
/// *Source*: method of Hamilton (Hare quota); Balinski and Young 1982, Fair Representation, ch. 3.
inline std::vector<Cents> split_by_largest_remainder(Cents total, std::span<const std::int64_t> weights) {
  using detail::UnsignedWide;
  std::vector<Cents> parts(weights.size(), 0);
  UnsignedWide sum = 0;
  for (const std::int64_t weight : weights) {
    check(weight >= 0, "split_by_largest_remainder: a weight is negative");
    if (weight > 0) sum += static_cast<UnsignedWide>(weight);
  }
  if (sum == 0 || total == 0) return parts;

  // whole cents of every quota, |total| * weight / sum, and what is left of it
  const auto bits = static_cast<std::uint64_t>(total);
  const std::uint64_t size = total < 0 ? 0 - bits : bits;
  std::vector<UnsignedWide> remainders(weights.size(), 0);
  std::uint64_t left = size;
  for (std::size_t id = 0; id < weights.size(); ++id) {
    if (weights[id] <= 0) continue;
    const UnsignedWide product = static_cast<UnsignedWide>(size) * static_cast<std::uint64_t>(weights[id]);
    const auto quota = static_cast<std::uint64_t>(product / sum);
    remainders[id] = product - quota * sum;
    parts[id] = static_cast<Cents>(quota);
    left -= quota;
  }

  // the cents left, fewer than there are positive remainders
  if (left > 0) {
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto is_before = [&](std::size_t a, std::size_t b) {
      return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
    };
    const auto first_without = order.begin() + static_cast<std::ptrdiff_t>(left);
    std::nth_element(order.begin(), first_without, order.end(), is_before);
    for (std::size_t rank = 0; rank < left; ++rank) ++parts[order[rank]];
  }
  if (total < 0)
    for (Cents& part : parts) part = static_cast<Cents>(0 - static_cast<std::uint64_t>(part));
  return parts;
}

/// The same for real weights: they are scaled by one power of two so that the largest gets 53 bits before the
/// point, cut to whole numbers and then split exactly. So whole weights up to 2^53 are split as if whole, and
/// a weight below 2^-53 of the largest counts as zero.
/// @param weights  (n), each >= 0 and finite; others count as zero
/// *Errors*: BrokenIdentity in a checked build when a weight is negative, infinite or NaN.
inline std::vector<Cents> split_by_largest_remainder(Cents total, std::span<const double> weights) {
  constexpr double most = 0x1.fffffffffffffp+1023;
  double largest = 0;
  for (const double weight : weights) {
    check(weight >= 0 && weight <= most, "split_by_largest_remainder: a weight is negative, infinite or NaN");
    if (weight > largest && weight <= most) largest = weight;
  }

  // 2^(52 - exponent of the largest) in two factors, since for a subnormal one factor would overflow
  const int exponent = static_cast<int>(std::bit_cast<std::uint64_t>(largest) >> 52) - 1023;
  const auto power_of_two = [](int k) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
  };
  const int half = (52 - exponent) / 2;
  const double first = power_of_two(half), second = power_of_two(52 - exponent - half);
  std::vector<std::int64_t> whole(weights.size(), 0);
  for (std::size_t id = 0; id < weights.size(); ++id)
    if (weights[id] > 0 && weights[id] <= most)
      whole[id] = static_cast<std::int64_t>(weights[id] * first * second);
  return split_by_largest_remainder(total, std::span<const std::int64_t>(whole));
}

/// The same for a column of real weights.
inline std::vector<Cents> split_by_largest_remainder(Cents total,
                                                     const Eigen::Ref<const Eigen::ArrayXd>& weights) {
  return split_by_largest_remainder(
      total, std::span<const double>(weights.data(), static_cast<std::size_t>(weights.size())));
}

/// The same for a column of whole weights.
inline std::vector<Cents> split_by_largest_remainder(
    Cents total, const Eigen::Ref<const Eigen::Array<std::int64_t, Eigen::Dynamic, 1>>& weights) {
  return split_by_largest_remainder(
      total, std::span<const std::int64_t>(weights.data(), static_cast<std::size_t>(weights.size())));
}

}  // namespace townsquare
