// The table of events within a result file: one row for each event, the rows of a run one behind the other.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "analysis/results/event_chain.hpp"
#include "analysis/results/hdf5_objects.hpp"
#include "analysis/studies/study.hpp"

namespace townsquare {

inline constexpr hsize_t events_per_chunk = 1024;
inline constexpr hsize_t stored_event_bytes = 120; // of one row, all columns

/// An event and whose it is.
struct EventRow {
  std::int64_t arm = 0, replication = 0;
  Event event;
  Digest link{};
};

/// The table of a file, open for writing or reading.
struct EventTable {
  hdf5::Id event, byte;              // dimensions without a coordinate; only when it is written
  std::vector<hdf5::Id> whole, real; // columns, in the order of their tables
  hdf5::Id hash, count, head;        // (event, 32), (arm, replication), (arm, replication, 32)
  hsize_t n_events = 0;              // rows that are there
};

/// An empty table. `arm` and `replication` are the dimensions of `event_count`. *Errors*: Failure.
EventTable create_event_table(hid_t file, const hdf5::Axis& arm, const hdf5::Axis& replication);

/// Appends the events of all runs of a batch, by replication and then arm. `scenarios` are the texts of the arms,
/// `n_done` the replications before this batch. *Errors*: Failure.
void append_events(EventTable& table, const Batch& batch, hsize_t n_done, std::span<const std::string> scenarios,
                   std::uint64_t seed);

/// Whether a file has a table; those of the first version have none. *Errors*: Failure.
bool has_event_table(hid_t file);

/// *Errors*: Failure when a column is missing.
EventTable open_event_table(hid_t file);

/// Rows [first, first + n). *Errors*: Failure when they are not there.
std::vector<EventRow> read_rows(const EventTable& table, hsize_t first, hsize_t n);

/// Events of each run, (n_arms, n_replications); of the first replications of the file. *Errors*: Failure.
std::vector<std::int64_t> read_event_counts(const EventTable& table, hsize_t n_arms, hsize_t n_replications);

/// The last link of a run, as it was written. *Errors*: Failure.
Digest read_head(const EventTable& table, hsize_t arm, hsize_t at);

} // namespace townsquare
