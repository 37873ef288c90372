// The column type of the state: one value per agent, contiguous.
#pragma once
#include <Eigen/Core>

namespace townsquare {

template <class T>
using Column = Eigen::Array<T, Eigen::Dynamic, 1>;

/// Place in taste space; product positions and tastes share it.
inline constexpr int n_taste_axes = 4;

}  // namespace townsquare
