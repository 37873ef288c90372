// Luck without state: every random number is a pure function of (seed, replication) and of
// (purpose, week, agent, index). So order of work and number of threads cannot matter, and two constitutions
// that share a seed meet the same luck (common random numbers).
#pragma once
#include <array>
#include <cmath>
#include <cstdint>

#include "engine/math.hpp"

namespace townsquare {

/// What a random number is for. The values are part of the results: never change or reuse one.
enum class Purpose : std::uint32_t {
  assumption = 1,        ///< factor on a weakly known parameter, one a replication
  demand = 2,            ///< size of the week's demand
  buyer_traits = 3,      ///< who a buyer is
  seller_traits = 4,     ///< who a seller is
  niche_traits = 5,      ///< what a niche is like
  founding = 6,          ///< who is there at the start
  buyer_inform = 7,      ///< does a buyer hear of a platform
  seller_inform = 8,     ///< does a seller hear of a platform
  buyer_look = 9,        ///< does a buyer reconsider where to shop
  seller_look = 10,      ///< does a seller reconsider where to list
  admission = 11,        ///< is an applicant let in
  need = 12,             ///< does a buyer need something, and what
  visit = 13,            ///< which platform a buyer turns to
  retrieve = 14,         ///< which sellers a platform shows
  examine = 15,          ///< which of those a buyer looks at
  choose = 16,           ///< which of those a buyer takes
  delivery = 17,         ///< how an order turns out
  rating = 18,           ///< does a buyer rate, and how
  dispute = 19,          ///< does a buyer complain
  ruling = 20,           ///< how a complaint is decided
  buyer_leave = 21,      ///< does a buyer leave
  seller_leave = 22,     ///< does a seller leave
  agenda = 23,           ///< what is put to the vote
  judgement = 24,        ///< error in judging a proposal
  turnout_member = 25,   ///< a member's own part of turnout
  turnout_ballot = 26,   ///< a ballot's part of turnout
  turnout_niche = 27,    ///< a niche's part of turnout
  duty = 28,             ///< who is drawn to serve (sortition)
  split_test = 29,       ///< who gets which arm of an experiment
  desk = 30,             ///< which case reaches which desk
  window_retrieve = 31,  ///< as retrieve, in a measuring window that must not disturb the market
  window_examine = 32,   ///< as examine, in a measuring window
  panel = 33,            ///< who is drawn to the panel of a proposal
  standing = 34,         ///< who stands for a board, and who votes in its election
  sortition = 35,        ///< who is drawn into an assembly
  voting_week = 36,      ///< in which week of a vote a member casts its ballot
  project = 37,          ///< what a project that asks for money is worth
  privacy = 38,          ///< what a member would pay not to be sold
  holdings = 39,         ///< who holds how many tokens at the launch
  token_trade = 40,      ///< who trades, locks and redeems tokens and shares
  delegation = 41,       ///< who delegates to whom
  attack = 42,           ///< what an attacker tries
  suspension = 43,       ///< who is suspended
  guardian = 44,         ///< what a guardian stops
  jury_session = 45,     ///< does one more hearing begin this week
  juror_draw = 46,       ///< who is drawn for a seat
  juror = 47,            ///< what a juror thinks, how honest it is, whether it follows the others
  appeal = 48,           ///< does the loser of a round appeal
  moderator = 49,        ///< does a moderator answer this week, and how
  whitewash = 60,        ///< does a seller with a bad name think of a new one
  wash_trade = 61,       ///< who would trade with itself
  meeting = 62,          ///< who meets whom and tells of a platform
  campaign = 63,         ///< whom a campaign reaches
  reweighting = 64,      ///< what an operator changes in its ranking
  service = 65,          ///< who is served first by a seller with few places, and what who is not does instead
  waiting_list = 66,     ///< does somebody who is next on a waiting list still want to come
  second_niche = 67,     ///< does a seller list in a neighbouring niche too
  both_roles = 68,       ///< does a seller buy as well
  power_vote = 96,       ///< a vote of fair coins that measures power; drawn by analysis, never by a week
};

/// Four words of the counter-based generator Philox4x32-10: a bijection of the counter for every key.
/// *Source*: Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3, SC'11.
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                           std::array<std::uint32_t, 2> key) {
  // words of 32 bits kept in 64: a product's halves need no packing, so loops over many counters vectorise well
  constexpr std::uint64_t low = 0xffffffffU;
  std::uint64_t a = counter[0], b = counter[1], c = counter[2], d = counter[3], first_key = key[0], second_key = key[1];
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = 0xd2511f53U * (a & low), second = 0xcd9e8d57U * (c & low);
    a = (second >> 32) ^ b ^ first_key;
    c = (first >> 32) ^ d ^ second_key;
    b = second;
    d = first;
    first_key += 0x9e3779b9U;
    second_key += 0xbb67ae85U;
  }
  return {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(d)};
}

/// Midpoint of one of 2^52 equal cells of (0, 1), chosen by 52 of the 64 bits: an odd multiple of 2^-53.
/// Never 0 or 1, mean exactly 1/2, and 1 - u is exact and of the same kind.
inline double to_uniform(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t cell = (std::uint64_t{high} << 32 | low) >> 12;
  return static_cast<double>(static_cast<std::int64_t>(2 * cell + 1)) * 0x1p-53;
}

/// Midpoint of one of 2^23 equal cells of (0, 1): an odd multiple of 2^-24; never 0 or 1. Vectorises.
inline float to_uniform_float(std::uint32_t bits) {
  return static_cast<float>(static_cast<std::int32_t>((bits >> 9 << 1) | 1u)) * 0x1p-24f;
}

/// Standard Gumbel variate -log(-log(u)) of 32 random bits, in [-2.81, 16.64]; monotone but for rounding.
/// Vectorises. *Source*: inversion; for choice by its maximum, McFadden 1974.
inline float gumbel_from_bits(std::uint32_t bits) { return -math::log(-math::log(to_uniform_float(bits))); }

/// Number of events of a Poisson law by inversion: the smallest k with P(X <= k) >= u; it never falls when u
/// or mean rises, but for rounding (1e-13 in u) and one unit at the limit below.
/// @param u     in (0, 1)
/// @param mean  in [0, 1e9]; above 500 the quantile comes from the Cornish-Fisher expansion and is one
///              count off in at most 0.3 % of draws; zero, negative and NaN give 0, above 1e9 counts as 1e9
/// *Source*: Devroye 1986, Non-uniform random variate generation, X.3.3; Cornish and Fisher 1938.
inline int poisson_from_uniform(double u, double mean) {
  if (!(mean > 0)) return 0;
  if (mean > 500) {
    const double limited = mean < 1e9 ? mean : 1e9, z = math::normal_quantile(u);
    return static_cast<int>(std::ceil(limited + std::sqrt(limited) * z + (z * z - 1) / 6 - 0.5));
  }
  // add up probabilities until they reach u, or are too small to move the sum
  int k = 0;
  double probability = math::exp(-mean), sum = probability;
  while (sum < u && (k < mean || probability > 1e-17)) {
    probability *= mean / ++k;
    sum += probability;
  }
  return k;
}

/// The luck of one replication: a key of Philox. Copy it freely; all methods are pure and thread-safe.
/// Every distinct (purpose, week, agent, index) is a distinct counter {agent, index, week, purpose}; each
/// method uses one block, so two methods with equal arguments give dependent numbers: choose another index.
struct Luck {
  std::array<std::uint32_t, 2> key = {0, 0};

  /// Four independent words of 32 random bits.
  std::array<std::uint32_t, 4> block(Purpose purpose, std::uint32_t week, std::uint32_t agent,
                                     std::uint32_t index = 0) const {
    return philox({agent, index, week, static_cast<std::uint32_t>(purpose)}, key);
  }

  /// The blocks of n indices from `first` on: word w of the i-th is element w * n + i. Vectorises.
  template <std::uint32_t n>
  std::array<std::uint32_t, 4 * n> blocks(Purpose purpose, std::uint32_t week, std::uint32_t agent, std::uint32_t first) const {
    std::array<std::uint32_t, 4 * n> words;
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto four = block(purpose, week, agent, first + i);
      for (std::uint32_t w = 0; w < 4; ++w) words[w * n + i] = four[w];
    }
    return words;
  }

  /// Uniform in the open interval (0, 1), see to_uniform.
  double uniform(Purpose purpose, std::uint32_t week, std::uint32_t agent, std::uint32_t index = 0) const {
    const auto words = block(purpose, week, agent, index);
    return to_uniform(words[0], words[1]);
  }

  /// Standard normal, by inversion of one uniform (so monotone in it), in [-8.21, 8.21].
  double normal(Purpose purpose, std::uint32_t week, std::uint32_t agent, std::uint32_t index = 0) const {
    return math::normal_quantile(uniform(purpose, week, agent, index));
  }

  /// Standard Gumbel, -log(-log(u)), in [-3.61, 36.74].
  double gumbel(Purpose purpose, std::uint32_t week, std::uint32_t agent, std::uint32_t index = 0) const {
    return -math::log(-math::log(uniform(purpose, week, agent, index)));
  }
};

/// The luck of replication `replication` of a study with seed `seed`. The key is itself a Philox block, of a
/// counter that no week uses, so neighbouring seeds and replications have unrelated keys; among a million
/// pairs two share the 64-bit key with probability 3e-8.
inline Luck make_luck(std::uint64_t seed, std::uint32_t replication) {
  const std::array seed_words = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  const auto words = philox({replication, 0, 0, 0}, seed_words);
  return {{words[0], words[1]}};
}

}  // namespace townsquare
