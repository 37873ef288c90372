// What a constitution promises its members: one number of a run, what it must be, and in which share of runs.
//
//   [promises.fair_fee]
//   says = "a seller keeps at least 88 % of each sale"   # for people; the check is made of the other lines
//   outcome = "final_take_rate"                          # a row of `townsquare list outcomes`
//   at_most = "12 %"                                     # or at_least
//   in_share_of_runs = "80 %"                            # left out: 80 %
//
//   [promises.alive]
//   outcome = "is_alive"                                 # a row of `townsquare list metrics`, read in one week
//   at_week = "104 weeks"
//   at_least = 1
//
//   [promises.buyers]
//   outcome = "surplus_per_buyer_last_year"
//   at_least = "100 %"                                   # of what it is over there, on the same luck
//   against = "etsy"                                     # a scenario, by name or file
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostics.hpp"

namespace townsquare {

/// What a promise can be about; the room of analysis says which there are.
struct PromiseSubject {
  std::string_view name, unit, meaning;  ///< as in its table: `final_take_rate`, `currency`, ...
  bool is_weekly = false;                ///< one number for each week: a promise names the week
  bool is_share = false;                 ///< always in [0, 1]: written "88 %"
};

enum class PromiseSense { at_least, at_most };

/// Share of runs in which a promise must be kept when it does not say so itself.
/// *Assumption*: four runs of five; nobody promises more of a market than that, and less is no promise.
inline constexpr double usual_share_of_runs = .8;

/// One promise, checked. `bound` is in the unit of the outcome: money in major units, shares in [0, 1]; with `against`,
/// it is a part of the other scenario's value.
struct Promise {
  std::string name;                       ///< `fair_fee` of [promises.fair_fee]
  std::string says;                       ///< the sentence of the file; never empty: made of the other keys if it has none
  std::string outcome;                    ///< name of its subject
  PromiseSense sense = PromiseSense::at_least;
  double bound = 0;
  std::string bound_text;                 ///< as the file writes it: "12 %"
  double share_of_runs = usual_share_of_runs;  ///< (0, 1)
  std::optional<int> at_week;             ///< for weekly subjects: the number at the end of that week, from 1
  std::string against;                    ///< scenario to compare with on the same luck; empty: none
  Location at;                            ///< of its header
};

/// What a promise asks, in words, without what it `says`: "final_take_rate is at most 12 % in at least 80 % of runs".
std::string terms_of(const Promise& promise);

}  // namespace townsquare
