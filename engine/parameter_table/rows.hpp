// Shared shape of the files that list core parameters, one file per part of the world.
#pragma once
#include <span>

#include "engine/parameter_table.hpp"

namespace townsquare::rows {

using At = double& (*)(Scenario&, std::size_t);

inline constexpr Evidence strong = Evidence::strong;
inline constexpr Evidence weak = Evidence::weak;
inline constexpr Evidence none = Evidence::none;
inline constexpr Evidence decision = Evidence::decision;

std::span<const CoreParameter> run();
std::span<const CoreParameter> market();
std::span<const CoreParameter> growth();
std::span<const CoreParameter> behaviour();
std::span<const CoreParameter> voters();
std::span<const CoreParameter> platform();
std::span<const CoreParameter> governance();
std::span<const CoreParameter> ownership();
std::span<const CoreParameter> attack();
std::span<const CoreParameter> shocks();
std::span<const CoreParameter> trust();
std::span<const CoreParameter> conduct();

}  // namespace townsquare::rows
