// The battery of `townsquare stress`: named shocks with a size, one row each.
#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario.hpp"

namespace townsquare {

/// How a size is written: "79 % of the tokens", "1.5 points", "2 weeks", "1.5 times", "115 proposals", "0.5 units", "20 USD", or not at all: it happens or not.
enum class SizeKind { share, points, weeks, times, count, number, money, none };

/// Something done to a scenario in a week, with a size. Sizes are stored as in scenarios: shares as .3, money in minor units.
struct StressShock {
  std::string_view name;   ///< `demand`, `borrowed_majority`: the word of `--only`
  std::string_view cases;  ///< ids of known failures that it repeats: "C1", "C11 C12"; empty: none
  std::string_view says;   ///< what happens, one sentence without its size
  SizeKind kind;
  std::string_view of_what;  ///< what follows the number: "of all needs"
  double mild, extreme;      ///< range in which a breaking point is looked for
  double usual;              ///< size in the table of verdicts
  double real_size;          ///< of the real case, in the same unit; NaN: nobody measured it
  std::string_view real_text;  ///< the real case with its source; empty: none is known
  bool is_attack, is_of_market;  ///< of the market: it meets the scenario that a promise compares with, too
  std::string (*obstacle)(const Scenario&);                     ///< why it does not apply; empty when it does
  void (*apply)(Scenario&, double size, double week);           ///< changes the scenario's own platform, or its market
};

inline constexpr double nobody_measured = std::numeric_limits<double>::quiet_NaN();

/// What happens to a market or a platform. *Assumption*: all ranges and usual sizes, unless the row's case says so.
std::span<const StressShock> market_stress();
/// Who attacks a constitution.
std::span<const StressShock> attack_stress();
/// Both, in this order.
std::vector<const StressShock*> stress_shocks();

/// A row by its name or the id of a known failure (C1); nothing when there is none. A case can have several rows.
std::vector<const StressShock*> find_shocks(std::string_view name_or_case);

/// Rows by their names or cases, each once, in the order of the words; all of them without words.
/// *Errors*: std::invalid_argument, with the nearest name.
std::vector<const StressShock*> shocks_named(std::span<const std::string> words);

/// Whether the size can be searched: it has more than one.
bool has_sizes(const StressShock& shock);

/// Sizes from mild to extreme, n of them: in equal steps, or in equal ratios where the range spans more than a factor of 20; whole
/// numbers for counts and weeks, each once.
std::vector<double> sizes_of(const StressShock& shock, std::size_t n);

/// "79 % of the tokens"; empty of a shock without sizes.
std::string size_text(const StressShock& shock, double size, std::string_view currency);

/// The number and its unit alone: "79 %".
std::string number_of_size(const StressShock& shock, double size, std::string_view currency);

/// What an attacker is after: "the treasury" where a vote can spend it, else "the fee at 0 %"; a cartel "its ranking", briber of jurors "its case".
std::string_view attack_wants(const StressShock& shock, const Scenario& scenario);

/// Whether two shocks can happen together: not the same one, not two attackers.
bool can_join(const StressShock& a, const StressShock& b);

/// Sets a dotted key of the scenario's own platform or its market, and takes it out of what replications draw: it is what is asked.
/// *Errors*: std::logic_error when the scenario has no such key.
void set_asked(Scenario& scenario, std::string_view key, double value);

}  // namespace townsquare
