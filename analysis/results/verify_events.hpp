// Whether the record of events in a result file is what was written.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/results/result_file.hpp"

namespace townsquare {

/// What was found; the fields from `arm` on tell of the first broken link.
struct EventCheck {
  bool is_intact = true;
  std::size_t n_runs = 0, n_events = 0; // that were looked at
  std::string arm;
  std::uint32_t replication = 0;
  std::size_t event = 0; // number within the run, counted from 1
  std::int32_t week = 0; // as the file counts, from 1; 0 when there is no such event
  std::string reason;
};

/// Recomputes the chain of every complete run, by replication and then arm, and stops at the first broken link. It finds
/// every change of an event, of a link, of their order and number, and of the scenario, seed and replication that they
/// follow from. Who can compute hashes can make a new chain of other events: compare heads that were kept elsewhere, or
/// rerun.
/// *Errors*: ResultFileError when the file cannot be read or has no record of events.
EventCheck verify_events(const ResultFile& file);

} // namespace townsquare
