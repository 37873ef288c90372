// What ratings say of a seller.
#pragma once

namespace townsquare {

/// Expected quality after `good` and `bad` ratings, (r + 1) / (r + s + 2), in (0, 1); one half without ratings.
/// Forgetting is left to the caller: counts that fade by a factor lambda weigh 1 / (1 - lambda) ratings at most.
/// *Source*: beta reputation, Josang and Ismail 2002: the mean of a Beta(r + 1, s + 1) belief.
inline float beta_reputation(float good, float bad) { return (good + 1) / (good + bad + 2); }

}  // namespace townsquare
