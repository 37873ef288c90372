// A look at the shop: sellers are retrieved by exposure, re-ranked by relevance to the buyer, shown, examined
// by position; then one of the examined is chosen, or none.
#pragma once
#include <array>
#include <cstdint>

#include "engine/behaviour/choice/nearest.hpp"
#include "engine/behaviour/choice/retrieve.hpp"
#include "engine/random.hpp"

namespace townsquare {

inline constexpr std::size_t most_shown = 64;
inline constexpr std::size_t most_retrieved = 256;

/// How a look works; constant during a run.
struct LookRule {
  std::size_t shown = 12;       // K
  std::size_t retrieved = 48;   // at least K, at most most_retrieved
  bool is_keyed = false;        // luck keyed by buyer, seller and week, instead of inversion
  float match_weight = 3;       // utility of a perfect match
  float inverse_width = .5F;    // 1 / (2 h^2)
  bool is_best = false;         // the best of what was examined is taken, without noise
  float loyalty = 0;            // weight of what is remembered of a seller; 0: nothing is
  std::array<std::uint32_t, most_shown> examined{};  // slot r is examined when a word is at most this: chance r^-a
};

LookRule make_look_rule(double shown, double retrieved_factor, bool is_keyed, double match_weight, double match_width, double position_exponent);

/// What was examined, in the order of the slots.
struct Examined {
  std::size_t n = 0;
  std::array<std::uint32_t, most_shown> index{};  // in the shelf
  std::array<float, most_shown> utility{};        // V of each
};

/// Working space of one thread.
struct LookScratch {
  Retrieved retrieved;
  NearestScratch nearest;
};

/// One look. An empty shelf gives nothing examined.
void look(const Shelf& shelf, const LookRule& rule, const Looker& looker, const Luck& luck, LookScratch& scratch, Examined& out);

}  // namespace townsquare
