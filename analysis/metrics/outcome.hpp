// Outcomes: one number for each run, made of its weekly record and its last state.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "analysis/metrics/metric.hpp"

namespace townsquare {

/// What is read from the state once, at the end of a run.
struct LastState {
  double gini_of_sales = 0;        // of gross sales since the launch, over sellers with a sale
  double top_tenth_share = 0;      // share of sales of the tenth of these sellers that sold most
  double cash_kept = 0;            // cash at the end less cash at the launch, major units
  double reserve = 0;              // major units
  double cost_of_control = 0;      // of an attacker, major units; its budget when it never had control; 0: nobody attacked
  double had_control = 0, attack_won = 0;  // 1: it held what passes, or won; demands granted
  double attack_gain = 0;          // value of what else it was granted to those who made the demand, major units
};
LastState read_last_state(const Scenario& scenario, const State& state, std::size_t platform);

/// A row of the table of outcomes. Money is in major units.
struct Outcome {
  std::string_view name;
  std::string_view unit;
  std::string_view long_name;
  double (*value)(const Record&, const LastState&);
};

std::span<const Outcome> outcomes();
std::optional<std::size_t> outcome_index(std::string_view name);

}  // namespace townsquare
