// Random words for many agents in a row: one block of four words serves four of them.
#pragma once
#include <array>
#include <cstdint>

#include "engine/random.hpp"

namespace townsquare {

/// Agents whose words are made at once. A group has a quarter as many blocks; its first agents have the first words of them.
inline constexpr std::uint32_t words_group = 64;
static_assert(words_group % 4 == 0);

/// The words of agents group * words_group and following. The word of an agent is a pure function of (luck, purpose, week, agent).
inline std::array<std::uint32_t, words_group> words_of_group(const Luck& luck, Purpose purpose, std::uint32_t week, std::uint32_t group) {
  constexpr std::uint32_t n_blocks = words_group / 4;
  std::array<std::uint32_t, words_group> words;
  for (std::uint32_t i = 0; i < n_blocks; ++i) {
    const auto four = luck.block(purpose, week, group * n_blocks + i);
    for (std::uint32_t w = 0; w < 4; ++w) words[w * n_blocks + i] = four[w];
  }
  return words;
}

/// The same words one by one, for a scan that may leave agents out: a group is made when the one before it was in use, else
/// the one block that is asked for.
class Words {
 public:
  Words(const Luck& luck, Purpose purpose, std::uint32_t week) : luck_(luck), purpose_(purpose), week_(week) {}

  std::uint32_t operator()(std::uint32_t agent) {
    const std::uint32_t group = agent / words_group, i = agent % words_group;
    if (group == group_) return words_[i];
    if (group != last_ && group != last_ + 1) {
      last_ = group;
      return luck_.block(purpose_, week_, group * n_blocks + i % n_blocks)[i / n_blocks];
    }
    words_ = words_of_group(luck_, purpose_, week_, group);
    group_ = last_ = group;
    return words_[i];
  }

 private:
  static constexpr std::uint32_t n_blocks = words_group / 4, none = 0xffffffffU;

  const Luck& luck_;
  Purpose purpose_;
  std::uint32_t week_;
  std::uint32_t group_ = none, last_ = none - 1;  // the group at hand, the group of the last agent
  std::array<std::uint32_t, words_group> words_{};
};

/// A chance in [0, 1] as the word below which it happens.
inline std::uint32_t word_below(double chance) {
  if (!(chance > 0)) return 0;
  return chance >= 1 ? 0xffffffffU : static_cast<std::uint32_t>(chance * 4294967296.);
}

/// Buyers that one piece of a parallel loop takes; part of the result's definition for no loop. Whole groups of words.
inline constexpr std::size_t buyers_per_chunk = 4096;
static_assert(buyers_per_chunk % words_group == 0);

}  // namespace townsquare
