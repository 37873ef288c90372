// The numbers of a fee that votes can move, and who would pay how much more.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/phases/govern/levers.hpp"

namespace townsquare::governing {

/// Levers of the fee rule in force, and where each stands among the rule's values.
std::vector<Lever> fee_levers(const World& world, std::size_t platform);
std::size_t slot_of_fee(const World& world, std::size_t platform, std::size_t lever);

/// What a fee takes from sellers and buyers on the whole.
struct FeeBurden {
  FeeTerms terms;
  double mean_price = 0;    // of last quarter's orders, minor units; 0: there were none
  double seller = 0;        // share of sales that sellers do not keep, in [0, .95]; what is paid by the week aside
  double buyer = 0;         // share of sales that buyers pay on top
  double weekly = 0;        // paid by all sellers by the week, minor units

  /// What sellers keep of what buyers pay.
  double kept() const { return (1 - seller) / (1 + buyer); }
};

/// Under the values in force, or under others.
FeeBurden burden_of(const World& world, std::size_t platform);
FeeBurden burden_of(const World& world, std::size_t platform, std::span<const double> values);

/// Under the values in force but for one lever.
FeeBurden burden_with(const World& world, std::size_t platform, std::size_t lever, double value);

/// What one seller pays by the week, minor units.
double weekly_charge(const World& world, std::size_t platform, const FeeTerms& terms, std::size_t seller);

}  // namespace townsquare::governing
