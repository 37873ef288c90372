// The words of events: in result files, in JSON and in Python.
#pragma once
#include <string>
#include <string_view>

#include "engine/event_log.hpp"

namespace townsquare {

/// "drafted", "no_quorum": the name in the code. *Errors*: "unknown" for a number that is none.
std::string_view word_of(EventKind kind);
/// "fees", "ranking".
std::string_view word_of(DecisionClass subject);

/// All words with a blank between, in the order of their numbers: the attribute `flag_meanings`.
std::string event_kind_words();
std::string decision_class_words();

}  // namespace townsquare
