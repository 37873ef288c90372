// Shocks: something done to the world or to a platform in a stated week, with a stated size, whatever the rules say.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace townsquare {

/// A change that begins in a week and lasts some weeks. Size 0: it does not happen.
struct Shock {
  double week;    // first week, from 0
  double length;  // weeks; 0: to the end of the run; of a change of the fee: weeks of notice
  double size;    // in the unit of its kind
};

/// What happens to the market that all platforms share. The order is that of `market_shock_names`.
enum class MarketShock {
  demand,   ///< needs change by a share
  fee_war,  ///< what sellers can earn elsewhere changes by a share
  copycat   ///< buyers are paid an amount for each order placed elsewhere
};
inline constexpr std::size_t n_market_shocks = 3;
inline constexpr std::array<std::string_view, n_market_shocks> market_shock_names = {"demand", "fee_war", "copycat"};

/// What happens to one platform. The order is that of `platform_shock_names`; events carry the place after the market's shocks.
enum class PlatformShock {
  cost,      ///< all its costs change by a share
  burn_out,  ///< volunteers stop, and their work is paid: an amount a week
  outage,    ///< a share of visits finds it closed
  fraud,     ///< a share of the promised quality is not delivered
  breach,    ///< at once: what member buyers expect of a visit falls, in units of utility
  exodus,    ///< at once: its largest sellers leave, a share of all
  funding,   ///< at once: a share of its cash is gone
  fee,       ///< at once: the take rate is this, without a vote
  apathy,    ///< the odds that a member votes fall by a share
  sale       ///< at once and for good: an owner buys it, sets the take rate and decides from then on; nobody votes, and the surplus is the owner's
};
inline constexpr std::size_t n_platform_shocks = 10;
inline constexpr std::array<std::string_view, n_platform_shocks> platform_shock_names = {"cost",   "burn_out", "outage",  "fraud",
                                                                                         "breach", "exodus",   "funding", "fee",
                                                                                         "apathy", "sale"};

using MarketShocks = std::array<Shock, n_market_shocks>;
using PlatformShocks = std::array<Shock, n_platform_shocks>;

/// Size of a lasting shock in a week; 0 before and after.
inline double size_in(const Shock& shock, std::int32_t week) {
  const double now = week;
  const bool is_on = now >= shock.week && (shock.length <= 0 || now < shock.week + shock.length);
  return is_on ? shock.size : 0;
}
inline double size_in(const MarketShocks& shocks, MarketShock kind, std::int32_t week) { return size_in(shocks[static_cast<std::size_t>(kind)], week); }
inline double size_in(const PlatformShocks& shocks, PlatformShock kind, std::int32_t week) { return size_in(shocks[static_cast<std::size_t>(kind)], week); }

/// Whether a shock happens in this week for the first time.
inline bool begins_in(const Shock& shock, std::int32_t week) { return shock.size != 0 && static_cast<double>(week) == shock.week; }

/// Weeks between the announcement of a shock and its effect; only a change of the fee is announced.
inline std::int32_t notice_of(const PlatformShocks& shocks, PlatformShock kind) {
  return kind == PlatformShock::fee ? static_cast<std::int32_t>(shocks[static_cast<std::size_t>(kind)].length) : 0;
}

}  // namespace townsquare
