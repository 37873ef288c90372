// Random words for many agents in a row: one block of four words serves four neighbours.
#pragma once
#include <array>
#include <cstdint>

#include "engine/random.hpp"

namespace townsquare {

/// The word of an agent is a pure function of (luck, purpose, week, agent); the last block is kept, so that
/// scanning agents in order costs a quarter of a block each.
class Words {
 public:
  Words(const Luck& luck, Purpose purpose, std::uint32_t week) : luck_(luck), purpose_(purpose), week_(week) {}

  std::uint32_t operator()(std::uint32_t agent) {
    if (agent / 4 != kept_) {
      kept_ = agent / 4;
      words_ = luck_.block(purpose_, week_, kept_);
    }
    return words_[agent % 4];
  }

 private:
  const Luck& luck_;
  Purpose purpose_;
  std::uint32_t week_;
  std::uint32_t kept_ = 0xffffffffU;
  std::array<std::uint32_t, 4> words_{};
};

/// A chance in [0, 1] as the word below which it happens.
inline std::uint32_t word_below(double chance) {
  if (!(chance > 0)) return 0;
  return chance >= 1 ? 0xffffffffU : static_cast<std::uint32_t>(chance * 4294967296.);
}

/// Buyers that one piece of a parallel loop takes; part of the result's definition for no loop.
inline constexpr std::size_t buyers_per_chunk = 4096;

}  // namespace townsquare
