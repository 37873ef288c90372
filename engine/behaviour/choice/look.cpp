#include "engine/behaviour/choice/look.hpp"

#include <algorithm>
#include <bit>

#include "engine/math.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t race = 0x80000000U;  // keeps the race's luck apart from that of drawing by inversion
constexpr std::size_t words_per_batch = 32;
constexpr std::size_t patience = 16;  // draws per wanted seller before the exact race decides instead

/// A float as an integer of the same order.
std::uint32_t ordered_bits(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  return bits & 0x80000000U ? ~bits : bits | 0x80000000U;
}

/// Gumbel race: after the first `found` candidates, the sellers with the largest ln e + Gumbel(buyer, seller, week)
/// among the others; exact successive sampling without replacement in proportion to exposure (Yellott 1977).
void retrieve_by_race(const Shelf& shelf, std::size_t m, std::size_t found, const Looker& looker, const Luck& luck,
                      LookScratch& scratch) {
  scratch.order.clear();
  for (std::uint32_t j = 0; j < shelf.record.size(); ++j) {
    if (found > 0 && scratch.stamp[j] == scratch.now) continue;
    const auto words = luck.block(looker.retrieve, looker.week, looker.buyer, race | shelf.record[j].seller);
    const float score = shelf.log_exposure[j] + gumbel_from_bits(words[0]);
    scratch.order.push_back(static_cast<std::uint64_t>(~ordered_bits(score)) << 32 | j);
  }
  const auto last = scratch.order.begin() + static_cast<std::ptrdiff_t>(m - found);
  std::partial_sort(scratch.order.begin(), last, scratch.order.end());
  for (std::size_t i = found; i < m; ++i) scratch.candidate[i] = static_cast<std::uint32_t>(scratch.order[i - found]);
}

/// Draws by inversion until m different sellers came up: the same law as the race. Gives how many did: the draws
/// end when nearly all exposure lies with few sellers.
std::size_t retrieve_by_inversion(const Shelf& shelf, std::size_t m, const Looker& looker, const Luck& luck, LookScratch& scratch) {
  if (scratch.stamp.size() < shelf.record.size()) scratch.stamp.resize(shelf.record.size(), 0);
  ++scratch.now;
  const auto n_batches = static_cast<std::uint32_t>(m * patience / words_per_batch);
  const std::uint32_t first = looker.need << 16;
  std::array<std::array<std::uint32_t, 4>, words_per_batch / 4> words;
  std::size_t found = 0;
  for (std::uint32_t batch = 0; batch < n_batches && found < m; ++batch) {
    // several blocks at once keep the processor busy
    for (std::uint32_t b = 0; b < words.size(); ++b)
      words[b] = luck.block(looker.retrieve, looker.week, looker.buyer, first + batch * static_cast<std::uint32_t>(words.size()) + b);
    for (const auto& block : words) {
      for (std::uint32_t word : block) {
        // written always, counted when new: no branch to guess
        const std::uint32_t j = seller_at(shelf, word);
        scratch.candidate[found] = j;
        found += scratch.stamp[j] != scratch.now;
        scratch.stamp[j] = scratch.now;
      }
    }
  }
  return std::min(found, m);
}

/// All of a small shelf, or m sellers by exposure.
void retrieve(const Shelf& shelf, const LookRule& rule, const Looker& looker, const Luck& luck, LookScratch& scratch) {
  const std::size_t n = shelf.record.size(), m = rule.retrieved;
  scratch.candidate.resize(m + words_per_batch);  // the last batch may find more than are wanted
  scratch.n_candidates = std::min(n, m);
  if (n <= m) {
    for (std::uint32_t j = 0; j < n; ++j) scratch.candidate[j] = j;
    return;
  }
  const std::size_t found = rule.is_keyed ? 0 : retrieve_by_inversion(shelf, m, looker, luck, scratch);
  if (found < m) retrieve_by_race(shelf, m, found, looker, luck, scratch);
}

void measure(const Shelf& shelf, const float* taste, LookScratch& scratch) {
  for (std::size_t i = 0; i < scratch.n_candidates; ++i) {
    const SellerRecord& record = shelf.record[scratch.candidate[i]];
    const float a = record.position[0] - taste[0], b = record.position[1] - taste[1];
    const float c = record.position[2] - taste[2], d = record.position[3] - taste[3];
    scratch.distance[i] = (a * a + b * b) + (c * c + d * d);
  }
}

/// Places the k nearest candidates in order of distance; equal ones stay in the order they were retrieved.
/// Each candidate's rank is counted against all others: no branch to guess, and it vectorises.
std::size_t keep_most_relevant(std::size_t k, LookScratch& scratch, std::array<std::uint32_t, most_shown>& best) {
  const std::size_t n = scratch.n_candidates, padded = (n + 15) / 16 * 16;
  const float* distance = scratch.distance.data();
  std::uint32_t* nearer = scratch.nearer.data();
  for (std::size_t block = 0; block < padded; block += 16) {
    std::array<std::uint32_t, 16> count{};
    for (std::size_t other = 0; other < n; ++other) {
      const float mark = distance[other];
      for (std::size_t lane = 0; lane < 16; ++lane) count[lane] += mark < distance[block + lane] ? 1U : 0U;
    }
    std::copy(count.begin(), count.end(), nearer + block);
  }
  std::array<std::uint8_t, most_shown> placed{};  // equals already placed
  for (std::uint32_t i = 0; i < n; ++i) {
    if (nearer[i] >= k) continue;
    const std::size_t slot = nearer[i] + placed[nearer[i]]++;
    if (slot < k) best[slot] = i;
  }
  return std::min(n, k);
}

/// Luck of examining slot r: one word of the slot's block, or of the seller's.
std::uint32_t examine_word(const LookRule& rule, const Looker& looker, const Luck& luck, std::size_t slot, std::uint32_t seller,
                           std::array<std::uint32_t, 4>& words) {
  if (rule.is_keyed) return luck.block(looker.examine, looker.week, looker.buyer, seller)[0];
  if (slot % 4 == 0) words = luck.block(looker.examine, looker.week, looker.buyer, looker.need << 16 | static_cast<std::uint32_t>(slot / 4));
  return words[slot % 4];
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
  retrieve(shelf, rule, looker, luck, scratch);
  measure(shelf, looker.taste, scratch);
  std::array<std::uint32_t, most_shown> best;
  const std::size_t n_shown = keep_most_relevant(rule.shown, scratch, best);
  // which slots are examined: the first always
  std::array<std::uint32_t, 4> words{};
  std::array<float, most_shown> distance;
  for (std::size_t slot = 0; slot < n_shown; ++slot) {
    const std::uint32_t j = scratch.candidate[best[slot]];
    const std::uint32_t word = examine_word(rule, looker, luck, slot, shelf.record[j].seller, words);
    distance[out.n] = scratch.distance[best[slot]];
    out.index[out.n] = j;
    out.n += word <= rule.examined[slot];
  }
  // what each of them is worth
  for (std::size_t i = 0; i < out.n; ++i) {
    const SellerRecord& record = shelf.record[out.index[i]];
    const float match = math::exp(-distance[i] * rule.inverse_width);
    out.utility[i] = record.base_utility + rule.match_weight * match - looker.price_sensitivity * record.price;
  }
}

}  // namespace townsquare
