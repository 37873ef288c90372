// Outcomes: one number for each run, made of its weekly record and its last state.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "analysis/metrics/exposure.hpp"
#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/power.hpp"
#include "analysis/metrics/proposal_outcomes.hpp"

namespace townsquare {

inline constexpr std::size_t n_proposal_states = static_cast<std::size_t>(ProposalState::lapsed) + 1;

/// What is read from the state once, at the end of a run.
struct LastState {
  double gini_of_sales = 0;        // of gross sales since the launch, over sellers with a sale
  double top_tenth_share = 0;      // share of sales of the tenth of these sellers that sold most
  double cash_kept = 0;            // cash at the end (0 when closed) less cash at the launch, major units
  double reserve = 0;              // major units
  double unpaid_bills = 0;         // what a closed platform could not pay, major units; creditors bear it
  double gini_of_tokens = 0;       // over members with tokens
  std::optional<PowerMeasures> power = std::nullopt;  // of the body that decides the fee; none where nobody votes or the platform closed
  std::optional<FeeWishes> fee_wishes = std::nullopt;  // of the same body; none as well where nothing was traded or no fee can be voted on
  double cost_of_control = 0;      // of an attacker, major units; its budget when it never had control; 0: nobody attacked
  double had_control = 0, attack_won = 0;  // 1: it held what passes, or won; demands granted
  double attack_gain = 0;          // value of what else it was granted to those who made the demand, major units
  std::array<double, n_proposal_states> proposals{};  // by ProposalState, in which they ended or stand at the end
  VotesHeld votes{};               // that are over
  ChangeTimes changes{};           // that members made
  Exposure exposure{};             // of the listed sellers
};
LastState read_last_state(const Scenario& scenario, const State& state, std::size_t platform);

/// Between which values an outcome lies, whatever happens; infinite where there is no end.
struct Bounds {
  double least, most;
};

/// A row of the table of outcomes. Money is in major units. An outcome that a run does not have is NaN: the take rate of
/// a platform that closed. Estimates leave such runs out and say over how many they are.
struct Outcome {
  std::string_view name;
  std::string_view unit;
  std::string_view long_name;
  Bounds bounds;  ///< of weeks the upper end is the length of the run, see bounds_of
  double (*value)(const Record&, const LastState&);
  bool is_flag = false;  ///< 1 or 0 in each run, so that its mean is a share of runs
};

std::span<const Outcome> outcomes();

/// Bounds of an outcome of runs of so many weeks.
Bounds bounds_of(const Outcome& outcome, std::size_t n_weeks);

std::optional<std::size_t> outcome_index(std::string_view name);

}  // namespace townsquare
