// The numbers of the rule book that votes can move, class by class.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/parameter.hpp"
#include "engine/simulate.hpp"

namespace townsquare::governing {

/// One number that a vote of a class can move. Shares in [0, 1], money in minor units.
struct Lever {
  std::string key;        // dotted, as in a file
  Unit unit;
  double value;           // in force
  double step;            // of one proposal
  double lower, upper;    // bounds
  bool is_odd = false;    // takes odd whole numbers only
};

/// The levers of a class under the rules in force; none when the rules have no such number. Their order is fixed for a run.
std::vector<Lever> levers_of(const World& world, std::size_t platform, DecisionClass subject);

/// Whether the rules that a platform has chosen leave a class anything to decide: a lottery has no shares to vote on, a fixed schedule
/// no fee.
bool has_levers(const Platform& spec, DecisionClass subject);

/// Whether a lever is the one by which a seller is voted out. It has no present value; the value asked for is the seller's id + 1.
bool is_guildkick(const Platform& spec, DecisionClass subject, std::size_t lever);
inline constexpr std::string_view guildkick_key = "membership.guildkick";

/// The lever's value moved by so many steps and kept within its bounds.
double moved_value(const Lever& lever, int steps);

/// Puts a new value into the policy. Shares of attention are kept in sum: the other criteria give or take in proportion.
void set_lever(World& world, std::size_t platform, DecisionClass subject, std::size_t lever, double value);

/// Shares of attention after one criterion is given another share; the others keep their proportions.
void shift_share(std::vector<double>& shares, std::size_t n, std::size_t criterion, double value);

/// How an amendment's lever reads: which class, and which of its numbers.
struct Clause {
  DecisionClass subject;
  double DecisionProcess::*number;
  std::string_view key;
};
inline constexpr std::size_t clauses_per_class = 4;
Clause clause_of(std::size_t lever);

}  // namespace townsquare::governing
