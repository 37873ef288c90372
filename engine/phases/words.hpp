// Random words for many agents in a row: one block of four words serves four neighbours.
#pragma once
#include <array>
#include <cstdint>

#include "engine/random.hpp"

namespace townsquare {

/// The word of an agent is a pure function of (luck, purpose, week, agent). Scanning agents in order, eight blocks are made at
/// once, which vectorises; after a gap, one.
class Words {
 public:
  Words(const Luck& luck, Purpose purpose, std::uint32_t week) : luck_(luck), purpose_(purpose), week_(week) {}

  std::uint32_t operator()(std::uint32_t agent) {
    const std::uint32_t block = agent / 4;
    if (block - first_ >= kept_) fetch(block);
    return words_[block - first_][agent % 4];
  }

 private:
  static constexpr std::uint32_t batch = 8;

  void fetch(std::uint32_t block) {
    kept_ = block == first_ + kept_ ? batch : 1;
    first_ = block;
    if (kept_ == 1) {
      words_[0] = luck_.block(purpose_, week_, block);
      return;
    }
    for (std::uint32_t b = 0; b < batch; ++b) words_[b] = luck_.block(purpose_, week_, block + b);
  }

  const Luck& luck_;
  Purpose purpose_;
  std::uint32_t week_;
  std::uint32_t first_ = 0, kept_ = 0;  // blocks that are at hand
  std::array<std::array<std::uint32_t, 4>, batch> words_{};
};

/// A chance in [0, 1] as the word below which it happens.
inline std::uint32_t word_below(double chance) {
  if (!(chance > 0)) return 0;
  return chance >= 1 ? 0xffffffffU : static_cast<std::uint32_t>(chance * 4294967296.);
}

/// Buyers that one piece of a parallel loop takes; part of the result's definition for no loop.
inline constexpr std::size_t buyers_per_chunk = 4096;

}  // namespace townsquare
