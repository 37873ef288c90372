// The record of a run as a story: one line of plain English for each event.
#pragma once
#include <string>

#include "engine/event_log.hpp"
#include "engine/scenario.hpp"

namespace townsquare {

/// "week 31: fee to 9 % proposed by seller 412". The scenario gives the names and units of what is voted on, and the currency;
/// when it has several platforms the line names the platform.
std::string trace_line(const Event& event, const Scenario& scenario);

}  // namespace townsquare
