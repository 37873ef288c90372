#include "engine/behaviour/choice/retrieve.hpp"

#include <algorithm>
#include <limits>

#include "engine/behaviour/choice/threshold.hpp"
#include "engine/math.hpp"

namespace townsquare {
namespace {

constexpr std::uint32_t race = 0x80000000U;  // keeps the race's luck apart from that of drawing
constexpr std::size_t race_factor = 3;       // on shelves up to this many times m a race is faster than drawing
constexpr std::size_t words_per_batch = 32;
constexpr std::size_t patience = 16;         // draws per wanted seller before the race decides instead
constexpr float never = std::numeric_limits<float>::infinity();

void measure(const Shelf& shelf, const float* taste, std::span<float> distance) {
  const float *x = shelf.place[0], *y = shelf.place[1], *z = shelf.place[2], *w = shelf.place[3];
  const float tx = taste[0], ty = taste[1], tz = taste[2], tw = taste[3];
  for (std::size_t j = 0; j < distance.size(); ++j) {
    const float a = x[j] - tx, b = y[j] - ty, c = z[j] - tz, d = w[j] - tw;
    distance[j] = (a * a + b * b) + (c * c + d * d);
  }
}

/// Luck of each seller, by who it is or by its place on the shelf.
void draw_words(const Shelf& shelf, bool is_keyed, const Looker& looker, const Luck& luck, std::vector<std::uint32_t>& word) {
  const std::size_t n = shelf.size();
  word.resize(n + words_per_batch);
  if (is_keyed) {
    for (std::size_t j = 0; j < n; ++j) word[j] = luck.block(looker.retrieve, looker.week, looker.buyer, race | shelf.record[j].seller)[0];
    return;
  }
  const std::uint32_t first = race | looker.need << 16;
  for (std::size_t j = 0; j < n; j += words_per_batch) {
    const auto batch = luck.blocks<words_per_batch / 4>(looker.retrieve, looker.week, looker.buyer, first + static_cast<std::uint32_t>(j / 4));
    std::copy(batch.begin(), batch.end(), word.begin() + static_cast<std::ptrdiff_t>(j));
  }
}

/// When the exponential clock of each seller rings; its mean time is one over its exposure.
void run_race(const Shelf& shelf, bool is_keyed, const Looker& looker, const Luck& luck, Retrieved& out) {
  const std::size_t n = shelf.size(), size = padded(n);
  draw_words(shelf, is_keyed, looker, luck, out.word);
  out.arrival.resize(size);
  for (std::size_t j = 0; j < size; ++j) out.arrival[j] = -math::log(to_uniform_float(out.word[j])) * shelf.wait[j];
  std::fill(out.arrival.begin() + static_cast<std::ptrdiff_t>(n), out.arrival.end(), never);
}

/// Draws by inversion until m different sellers came up: the same law as the race. Gives how many did: the draws
/// end when nearly all exposure lies with few sellers.
std::size_t draw(const Shelf& shelf, std::size_t m, const Looker& looker, const Luck& luck, Retrieved& out) {
  if (out.stamp.size() < shelf.size()) out.stamp.resize(shelf.size(), 0);
  out.candidate.resize(padded(m + words_per_batch));  // the last batch may find more than are wanted
  ++out.now;
  const auto n_batches = static_cast<std::uint32_t>(m * patience / words_per_batch);
  std::size_t found = 0;
  for (std::uint32_t batch = 0; batch < n_batches && found < m; ++batch) {
    const auto words = luck.blocks<words_per_batch / 4>(looker.retrieve, looker.week, looker.buyer, looker.need << 16 | batch * static_cast<std::uint32_t>(words_per_batch / 4));
    for (std::uint32_t word : words) {
      // written always, counted when new: no branch to guess
      const std::uint32_t j = seller_at(shelf, word);
      out.candidate[found] = j;
      found += out.stamp[j] != out.now;
      out.stamp[j] = out.now;
    }
  }
  return std::min(found, m);
}

void measure_candidates(const Shelf& shelf, std::size_t n, const float* taste, Retrieved& out) {
  out.distance.assign(padded(n), never);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t j = out.candidate[i];
    const float a = shelf.place[0][j] - taste[0], b = shelf.place[1][j] - taste[1], c = shelf.place[2][j] - taste[2], d = shelf.place[3][j] - taste[3];
    out.distance[i] = (a * a + b * b) + (c * c + d * d);
  }
}

}  // namespace

void retrieve(const Shelf& shelf, std::size_t m, bool is_keyed, const Looker& looker, const Luck& luck, Retrieved& out) {
  const std::size_t n = shelf.size(), size = padded(n);
  std::size_t found = 0;
  if (n > race_factor * m && !is_keyed) {
    found = draw(shelf, m, looker, luck, out);
    out.is_whole_shelf = false;
    if (found == m) return measure_candidates(shelf, m, looker.taste, out);
  }
  // the whole shelf, of which those are out of reach who come too late
  out.is_whole_shelf = true;
  out.distance.resize(size);
  measure(shelf, looker.taste, out.distance);
  std::fill(out.distance.begin() + static_cast<std::ptrdiff_t>(n), out.distance.end(), never);
  if (n <= m) return;
  run_race(shelf, is_keyed, looker, luck, out);
  for (std::size_t i = 0; i < found; ++i) out.arrival[out.candidate[i]] = 0;  // drawn before
  const std::span<const float> arrival(out.arrival.data(), size);
  const float last = threshold(arrival, m, m, out.usual_last);
  out.usual_last += .1F * (last - out.usual_last);  // the next look is much alike; a guess changes no result
  for (std::size_t j = 0; j < size; ++j) out.distance[j] = arrival[j] <= last ? out.distance[j] : never;
}

}  // namespace townsquare
