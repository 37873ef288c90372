// What a buyer remembers of the few sellers it trades with.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace townsquare {

inline constexpr std::size_t most_remembered = 4;

/// The preferences J of one buyer for at most four sellers of a platform, in utility; a preference of 0 is an empty place.
/// *Source*: J <- (1 - gamma) J + profit of a trade, and a choice by exp(beta J): Weisbuch, Kirman and Herreiner 2000,
/// Market organisation and trading relationships, Economic Journal 110. That the smallest of more than four is forgotten
/// is an assumption.
struct Loyalty {
  std::array<std::uint32_t, most_remembered> seller{};
  std::array<float, most_remembered> preference{};

  /// J of a seller; 0 for a stranger.
  float of(std::uint32_t id) const {
    float found = 0;
    for (std::size_t i = 0; i < most_remembered; ++i) found = preference[i] > 0 && seller[i] == id ? preference[i] : found;
    return found;
  }

  /// A visit has passed: a part `fade` in [0, 1] of all preferences is forgotten.
  void forget(float fade) {
    for (float& j : preference) j *= 1 - fade;
  }

  /// A trade with a seller brought `profit`, in utility; what brought nothing leaves no trace. A fifth seller takes the place of the
  /// one that is preferred least.
  void reinforce(std::uint32_t id, float profit);
};
static_assert(sizeof(Loyalty) == 32);

}  // namespace townsquare
