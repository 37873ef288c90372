// Measures of power: who could decide, and how often one holder does.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/random.hpp"

namespace townsquare {

/// Power of one body under one quota. Members without power count in `gini` only.
struct PowerMeasures {
  double gini = 0;                           // of power over all members, [0, 1)
  std::size_t holders = 0;                   // members with power
  std::size_t nakamoto = 0;                  // least holders that together have more than half
  std::size_t minimal_winning_coalition = 0; // least holders that pass alone at the quota; 0: nobody can
  double banzhaf_share = 0;                  // largest holder's part of all swings, [0, 1]
  double banzhaf_share_error = 0;            // its standard error; 0: exact
  double shapley_shubik = 0;                 // the largest holder's; NaN when more than `exact_holders` are unequal
  double pivotal_share = 0;                  // chance that the largest holder decides a vote of fair coins
  double pivotal_share_error = 0;            // its standard error; 0: exact
  bool is_exact = true;
};

/// Holders up to which unequal powers are counted out and not sampled.
inline constexpr std::size_t exact_holders = 25;

/// All measures of a column of voting power.
/// @param power  whole units >= 0, one entry per member; the sum below 2^53
/// @param quota  share of all power that a coalition must exceed (strictly), in [0, 1)
/// @param luck   for what is sampled
/// Up to `exact_holders` holders, and for any number of equal ones, all is exact; beyond, swings come from votes of fair
/// coins drawn with `luck`. Linear in members. *Source*: Penrose 1946, Banzhaf 1965; Shapley and Shubik 1954; Dubey and
/// Shapley 1979; Srinivasan and Lee 2017 (Nakamoto coefficient).
PowerMeasures measure_power(std::span<const std::int64_t> power, double quota, const Luck& luck);

/// Least whole power that exceeds `quota` of `total`. Forgives what binary fractions add: 7 % of 100 is 7.
std::int64_t winning_power(std::int64_t total, double quota);

/// The indices of every holder.
struct PowerIndices {
  std::vector<double> banzhaf;         // chance to be pivotal in a vote of fair coins (absolute), (n)
  std::vector<double> banzhaf_share;   // part of all swings (normalised), (n)
  std::vector<double> shapley_shubik;  // chance to be pivotal in a random order, (n)
};

/// Counts all coalitions of up to `exact_holders` holders, half of the others against the other half.
/// @param power  whole units >= 0, (n); @param needed  least power that wins
/// *Errors*: std::invalid_argument with more holders. *Source*: definitions as above; meeting in the middle by Horowitz
/// and Sahni 1974.
PowerIndices exact_power_indices(std::span<const std::int64_t> power, std::int64_t needed);

/// C(n, k) / 2^n, the chance that exactly k of n fair coins fall one way; 0 outside [0, n]. Linear in k.
double fair_coins(std::int64_t n, std::int64_t k);

/// Equal powers together, the largest first.
struct PowerGroup {
  std::int64_t power, count;
};
std::vector<PowerGroup> group_powers(std::span<const std::int64_t> power);

/// The largest holder's share of swings and its chance to be pivotal, with standard errors, of drawn votes.
struct SampledSwings {
  double share, share_error, pivotal, pivotal_error;
};

/// Votes of fair coins: up to 255 sizes of holding are drawn one by one (more than 1024 holders of a size by the normal
/// law), all smaller ones together by the normal law of their sum. *Assumption*: these laws are close enough there.
/// @param groups  as from group_powers; @param needed  least power that wins
SampledSwings sample_swings(std::span<const PowerGroup> groups, std::int64_t needed, const Luck& luck);

}  // namespace townsquare
