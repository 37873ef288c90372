#include "engine/behaviour/choice/look.hpp"

#include <algorithm>

#include "engine/math.hpp"

namespace townsquare {
namespace {

/// Luck of examining each slot: a word of the slot, or of the seller that stands in it.
void draw_examination(const Shelf& shelf, const LookRule& rule, const Looker& looker, const Luck& luck, std::span<const std::uint32_t> place,
                      std::array<std::uint32_t, most_shown>& word) {
  if (rule.is_keyed) {
    for (std::size_t slot = 0; slot < place.size(); ++slot)
      word[slot] = luck.block(looker.examine, looker.week, looker.buyer, shelf.record[place[slot]].seller)[0];
    return;
  }
  for (std::size_t slot = 0; slot < place.size(); slot += 16) {
    const auto batch = luck.blocks<4>(looker.examine, looker.week, looker.buyer, looker.need << 16 | static_cast<std::uint32_t>(slot / 4));
    std::copy(batch.begin(), batch.end(), word.begin() + static_cast<std::ptrdiff_t>(slot));
  }
}

}  // namespace

LookRule make_look_rule(double shown, double retrieved_factor, bool is_keyed, double match_weight, double match_width, double position_exponent) {
  LookRule rule;
  rule.shown = std::min(most_shown, static_cast<std::size_t>(shown + .5));
  rule.retrieved = std::max(rule.shown, static_cast<std::size_t>(retrieved_factor * static_cast<double>(rule.shown) + .5));
  rule.retrieved = std::min(most_retrieved, rule.retrieved);
  rule.is_keyed = is_keyed;
  rule.match_weight = static_cast<float>(match_weight);
  rule.inverse_width = static_cast<float>(1 / (2 * match_width * match_width));
  for (std::size_t r = 0; r < most_shown; ++r)
    rule.examined[r] = static_cast<std::uint32_t>(math::pow(static_cast<double>(r + 1), -position_exponent) * 4294967295.);
  return rule;
}

void look(const Shelf& shelf, const LookRule& rule, const Looker& looker, const Luck& luck, LookScratch& scratch, Examined& out) {
  out.n = 0;
  if (shelf.record.empty()) return;
  // who could be shown, and the most relevant of them
  retrieve(shelf, rule.retrieved, rule.is_keyed, looker, luck, scratch.retrieved);
  const std::span<const std::uint32_t> best = nearest(scratch.retrieved.distance, std::min(shelf.size(), rule.retrieved), rule.shown, scratch.nearest);
  std::array<std::uint32_t, most_shown> place;
  std::array<float, most_shown> match;
  for (std::size_t slot = 0; slot < best.size(); ++slot) {
    place[slot] = scratch.retrieved.place(best[slot]);
    match[slot] = -scratch.retrieved.distance[best[slot]] * rule.inverse_width;
  }
  for (std::size_t slot = 0; slot < padded(best.size()); ++slot) match[slot] = math::exp(match[slot]);
  // which slots are examined, the first always, and what stands there is worth
  std::array<std::uint32_t, most_shown> word;
  draw_examination(shelf, rule, looker, luck, {place.data(), best.size()}, word);
  for (std::size_t slot = 0; slot < best.size(); ++slot) {
    const SellerRecord& record = shelf.record[place[slot]];
    out.index[out.n] = place[slot];
    out.utility[out.n] = record.base_utility + rule.match_weight * match[slot] - looker.price_sensitivity * record.price;
    out.n += word[slot] <= rule.examined[slot];
  }
}

}  // namespace townsquare
