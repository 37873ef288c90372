// Which player makes the difference: the average, over the orders in which players can come, of what each adds when it comes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace townsquare {

/// A set of players: bit i is player i.
using Coalition = std::uint64_t;

/// What a coalition is worth, in any unit. The same coalition must always be worth the same.
using CoalitionValue = std::function<double(Coalition)>;

/// The most players that are attributed exactly: 2^n coalitions are asked for.
inline constexpr std::size_t most_exact_players = 20;

/// All players together. *Errors*: std::invalid_argument above 63 players.
Coalition all_players(std::size_t n_players);

/// Shapley values: (n_players), in the unit of `value`. Their sum is what all are worth less what nobody is worth, up to rounding.
/// *Errors*: std::invalid_argument above `most_exact_players`.
/// *Source*: Shapley (1953), A value for n-person games.
std::vector<double> shapley_exact(std::size_t n_players, const CoalitionValue& value);

/// The same as a mean over given orders, each of all players. Every order adds up to the whole, so their mean does.
/// *Errors*: std::invalid_argument when there is no order, or one is not of all players.
/// *Source*: Castro, Gómez and Tejada (2009), Polynomial calculation of the Shapley value based on sampling.
std::vector<double> shapley_of_orders(std::size_t n_players, std::span<const std::vector<std::size_t>> orders, const CoalitionValue& value);

/// `n_pairs` random orders, each followed by its reverse: who came early comes late, so errors of the two mostly cancel.
/// The same for the same (seed, stream). *Source*: Mitchell, Cooper, Frank and Holmes (2022), Sampling permutations for Shapley value
/// estimation, JMLR 23, on antithetic orders.
std::vector<std::vector<std::size_t>> antithetic_orders(std::size_t n_players, std::size_t n_pairs, std::uint64_t seed, std::uint32_t stream);

/// Coalitions that an order asks for, from nobody to all: (n_players + 1).
std::vector<Coalition> coalitions_of(std::span<const std::size_t> order);

}  // namespace townsquare
