// What is wrong with a constitution that can be run: traps in which others were caught, found before any run.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "scenarios/contradiction.hpp"

namespace townsquare {

/// A row of the table of findings. A code keeps its meaning for ever.
struct Finding {
  std::string_view code, name;  ///< `F001`, `quorum out of reach`
  std::string_view how;         ///< how it is found, with its assumptions
  std::string_view why;         ///< why it matters, with the real case that shows it
  std::string_view source;      ///< of the case
  std::string_view change;      ///< what to change
  void (*find)(Check&, const Finding&);  ///< adds what it finds
};

std::span<const Finding> findings();

/// All findings of a scenario that can be read, as warnings, each at the line of a key that makes it. Only what members decide is
/// looked at, and fees and money of any platform.
Diagnostics find_all(const Reading& reading, const std::string& file);

/// Adds one thing that a finding found; `keys` as in Check::report.
void tell(Check& check, const Finding& finding, std::string message, const std::vector<std::string>& keys);

/// The page docs/findings.md, of the rows.
std::string findings_page();

// One function for each row; the table says what it does.
void find_quorum_out_of_reach(Check&, const Finding&);
void find_one_holder_decides(Check&, const Finding&);
void find_cheap_majority(Check&, const Finding&);
void find_no_amendment(Check&, const Finding&);
void find_rules_that_cancel(Check&, const Finding&);
void find_fee_under_cost(Check&, const Finding&);
void find_surplus_promised_twice(Check&, const Finding&);
void find_short_runway(Check&, const Finding&);
void find_run_for_the_exit(Check&, const Finding&);
void find_class_that_outvotes(Check&, const Finding&);
void find_timelock_outrun(Check&, const Finding&);

}  // namespace townsquare
