#include "engine/rules/voting/ballot.hpp"

#include <algorithm>
#include <limits>

namespace townsquare {
namespace {

std::size_t best_of(std::span<const double> gain) {
  return static_cast<std::size_t>(std::ranges::max_element(gain) - gain.begin());  // the first of equals
}

std::size_t approved_of(std::span<const double> gain) {
  double sum = 0;
  for (double g : gain) sum += g;
  const double mean = sum / static_cast<double>(gain.size());
  std::size_t mask = 0;
  for (std::size_t k = 0; k < gain.size(); ++k)
    if (gain[k] > mean) mask |= std::size_t{1} << k;
  return mask;
}

std::size_t ranking_of(std::span<const double> gain) {
  Preference order{};
  for (std::size_t k = 0; k < gain.size(); ++k) order[k] = static_cast<std::uint8_t>(k);
  // by insertion, so that equals keep the lower index first
  for (std::size_t i = 1; i < gain.size(); ++i)
    for (std::size_t k = i; k > 0 && gain[order[k]] > gain[order[k - 1]]; --k) std::swap(order[k], order[k - 1]);
  return code_of_order(order, gain.size());
}

}  // namespace

std::size_t most_options(BallotKind kind) {
  switch (kind) {
    case BallotKind::yes_no: return 2;
    case BallotKind::approval: return most_approved_options;
    case BallotKind::ranking: return most_ranked_options;
    case BallotKind::one_option:
    case BallotKind::number: break;
  }
  return std::numeric_limits<std::uint32_t>::max() - 1;
}

std::size_t n_ballot_codes(BallotKind kind, std::size_t n_options) {
  if (kind == BallotKind::yes_no) return 2;
  if (kind == BallotKind::approval) return std::size_t{1} << n_options;
  if (kind != BallotKind::ranking) return n_options;
  std::size_t factorial = 1;
  for (std::size_t k = 2; k <= n_options; ++k) factorial *= k;
  return factorial;
}

std::size_t code_of_order(const Preference& order, std::size_t n_options) {
  std::size_t code = 0;
  for (std::size_t i = 0; i < n_options; ++i) {
    std::size_t n_smaller = 0;  // later options with a lower index
    for (std::size_t k = i + 1; k < n_options; ++k) n_smaller += order[k] < order[i];
    code = code * (n_options - i) + n_smaller;
  }
  return code;
}

Preference order_of_code(std::size_t code, std::size_t n_options) {
  // digits of the factorial base, last first
  Preference digit{}, left{}, order{};
  for (std::size_t i = n_options; i-- > 0; code /= n_options - i) digit[i] = static_cast<std::uint8_t>(code % (n_options - i));
  // each digit counts the options left over that are passed by
  for (std::size_t k = 0; k < n_options; ++k) left[k] = static_cast<std::uint8_t>(k);
  for (std::size_t i = 0; i < n_options; ++i) {
    order[i] = left[digit[i]];
    for (std::size_t k = digit[i]; k + 1 < n_options - i; ++k) left[k] = left[k + 1];
  }
  return order;
}

std::size_t ballot_of(BallotKind kind, std::span<const double> gain) {
  if (kind == BallotKind::yes_no) return gain[1] > 0;
  if (kind == BallotKind::approval) return approved_of(gain);
  return kind == BallotKind::ranking ? ranking_of(gain) : best_of(gain);
}

bool abstains(std::span<const double> gain) {
  return std::ranges::all_of(gain, [](double g) { return g == 0; });
}

}  // namespace townsquare
