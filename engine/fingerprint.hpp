// One number for many: two runs with equal fingerprints gave the same results in the same order.
#pragma once
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include <Eigen/Core>

namespace townsquare {

/// 64-bit hash of a sequence of numbers, the same on every machine. It depends on values and order, not on
/// memory layout. It finds accidents; it is no defence against somebody who looks for a collision.
/// *Source*: finaliser of SplitMix64, Steele, Lea and Flood 2014, with the constants of Stafford (mix 13).
class Fingerprint {
 public:
  /// Adds a whole number; signed ones are sign-extended, so -1 is the same in 32 and 64 bits.
  template <std::integral T>
  void add(T number) {
    state_ = mixed(state_ ^ static_cast<std::uint64_t>(number)) + 0x9e3779b97f4a7c15u;
  }

  /// Adds the bit pattern of a real number; -0 counts as +0 and every NaN as one, so that numbers which
  /// compare equal hash equal, also where NaN bits are left to the machine (WebAssembly).
  template <std::floating_point T>
    requires(sizeof(T) <= sizeof(double))
  void add(T number) {
    double value = static_cast<double>(number);
    if (value == 0) value = 0;
    if (value != value) value = std::numeric_limits<double>::quiet_NaN();
    add(std::bit_cast<std::uint64_t>(value));
  }

  /// Adds the length and then every element, so (1 2)(3) and (1)(2 3) differ.
  template <class T, std::size_t extent>
  void add(std::span<T, extent> numbers) {
    add(std::uint64_t{numbers.size()});
    for (const auto& number : numbers) add(number);
  }

  /// Adds a column or matrix of Eigen: the size and then every element in storage order.
  template <class Derived>
  void add(const Eigen::PlainObjectBase<Derived>& numbers) {
    add(std::span(numbers.data(), static_cast<std::size_t>(numbers.size())));
  }

  /// Adds the length and then every byte of a text.
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    for (const char letter : text) add(static_cast<unsigned char>(letter));
  }

  /// Hash of everything added so far.
  std::uint64_t value() const { return mixed(state_); }

 private:
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_ = 0x746f776e73717561u;  // "townsqua"
};

/// Sixteen lower-case hexadecimal digits, the most significant first.
inline std::string to_hex(std::uint64_t number) {
  std::string digits(16, '0');
  for (std::size_t place = 16; place-- > 0; number >>= 4) digits[place] = "0123456789abcdef"[number & 15];
  return digits;
}

}  // namespace townsquare
