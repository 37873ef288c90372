// Ballots: what a voter can write on one, as a code, and how a sincere voter fills it.
// A code indexes a histogram, so a tally does not grow with the members and their order cannot matter.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace townsquare {

/// What is asked of a voter, and so what the code of its ballot means.
enum class BallotKind : std::uint8_t {
  yes_no,      ///< 1 for the proposal, 0 against it
  one_option,  ///< index of the one option voted for
  approval,    ///< bit k is set if option k is approved; at most 8 options
  ranking,     ///< Lehmer code of the order from best to worst; at most 6 options
  number,      ///< index of a grid point; the options are numbers in ascending order
};

constexpr std::size_t most_approved_options = 8, most_ranked_options = 6;

/// Most options that a vote of this kind can have; a yes/no vote has exactly 2.
std::size_t most_options(BallotKind kind);

/// Number of different ballots on n_options options: 2, n, 2^n, n! and n.
std::size_t n_ballot_codes(BallotKind kind, std::size_t n_options);

/// The order of options, best first, of a ranking; only the first n_options entries have a meaning.
using Preference = std::array<std::uint8_t, most_ranked_options>;

/// Lehmer code of an order, in [0, n!): 0 is the identity. *Source*: Lehmer 1960, Teaching combinatorial tricks to a computer.
std::size_t code_of_order(const Preference& order, std::size_t n_options);

/// Inverse of `code_of_order`.
Preference order_of_code(std::size_t code, std::size_t n_options);

/// How a sincere voter fills its ballot, as a code. `gain` is the value of each option over the present, n_options numbers,
/// 0 for the present itself. yes_no: yes if gain[1] > 0. one_option and number: the best option. approval: every option that is
/// better than the mean of all, the present counting like any other. ranking: by falling gain. Ties go to the lower index, and
/// an option that equals the mean is not approved.
/// *Source*: approval above the mean, Weber 1978, Comparison of public choice systems; otherwise sincere voting by definition.
std::size_t ballot_of(BallotKind kind, std::span<const double> gain);

/// A voter to whom nothing changes, so all of whose gains are exactly 0, abstains.
bool abstains(std::span<const double> gain);

}  // namespace townsquare
