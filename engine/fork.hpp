// A living run branches: the same people with the same past go on under another scenario.
#pragma once
#include <cstdint>
#include <string_view>

#include "engine/life.hpp"

namespace townsquare {

/// Whether a key says who is there or what they hold from the start, so that no branch can have it otherwise: all of [run], [market],
/// [control], [capital], [ownership], [bodies.*], founders and the week of the launch, and single keys of other sections.
bool is_fixed_at_start(std::string_view section, std::string_view key);

/// A copy of `trunk_life` that lives on under `branch` from its next week.
///
/// What differs between the two scenarios changes; what they have in common stays as the run has it. So a number of the rule book
/// that votes or an operator have moved keeps its value unless the branch's scenario says another one than the trunk's. Where a
/// branch picks another rule, all values of that rule are the branch's, open proposals about it are canceled (deposits go back), and waiting
/// disputes begin anew under another court. The same holds for proposals whose body or way of counting changes.
/// @param trunk   the scenario of `trunk_life` before assumptions were drawn
/// @param branch  likewise; differs from `trunk` in no key that is fixed at the start (scenarios/branch_check.hpp)
Life branch_of(const Life& trunk_life, const Scenario& trunk, const Scenario& branch, std::uint64_t seed, std::uint32_t replication);

}  // namespace townsquare
