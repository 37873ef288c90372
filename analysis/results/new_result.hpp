// A result file before its first run: all attributes, coordinates and variables, the latter still empty.
#pragma once
#include <algorithm>
#include <filesystem>
#include <vector>

#include "analysis/results/hdf5_objects.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/results/stored_events.hpp"

namespace townsquare {

inline constexpr hsize_t replications_per_chunk = 16; // of weekly series
inline constexpr hsize_t values_per_chunk = 1024;     // of one number for each run

struct NewResult {
  hsize_t n_arms = 0, n_weeks = 0, n_planned = 0;
  std::vector<UncertainKey> assumptions;       // drawn in any arm, table order
  hdf5::Id file;                               // closed after all that is in it
  hdf5::Id arm, replication, week, assumption; // coordinates; no assumption if none is drawn
  hdf5::Id status, fingerprint, factor;        // (arm, replication); factor (replication, assumption)
  hdf5::Id outcome_checksum, series_checksum;  // (arm, replication)
  std::vector<hdf5::Id> outcome, weekly;       // in the order of their tables
  std::vector<std::string> scenarios;          // texts of the arms
  EventTable events;

  /// Replications in a chunk: no more than are planned.
  hsize_t chunk_length(hsize_t chunk) const { return std::clamp<hsize_t>(n_planned, 1, chunk); }
};

/// *Errors*: hdf5::Failure.
NewResult create_result(const std::filesystem::path& path, const StudyPlan& plan,
                        const Provenance& provenance);

} // namespace townsquare
