// Identities the engine asserts of itself; a broken one is our mistake, never the user's.
#pragma once
#include <stdexcept>

namespace townsquare {

/// Thrown by a checked build when an accounting identity or an assumed bound does not hold.
struct BrokenIdentity : std::logic_error {
  using std::logic_error::logic_error;
};

/// True when this build evaluates its checks (compile definition TOWNSQUARE_CHECKS).
#if defined(TOWNSQUARE_CHECKS)
inline constexpr bool is_checked = true;
#else
inline constexpr bool is_checked = false;
#endif

/// Asserts `holds`; compiled to nothing unless this build is checked. Guard a costly condition by
/// `if constexpr (is_checked)`, because an argument with side effects is evaluated in any build.
/// *Errors*: BrokenIdentity with `message`, in a checked build only.
inline void check([[maybe_unused]] bool holds, [[maybe_unused]] const char* message) {
  if constexpr (is_checked)
    if (!holds) throw BrokenIdentity(message);
}

}  // namespace townsquare
