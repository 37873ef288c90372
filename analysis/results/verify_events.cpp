#include "analysis/results/verify_events.hpp"

#include <algorithm>

#include "analysis/results/result_layout.hpp"
#include "analysis/results/stored_events.hpp"

namespace townsquare {
namespace {

using hdf5::Failure;

/// One run and where its rows are.
struct Run {
  std::size_t arm;
  std::uint32_t replication;
  hsize_t at, first, n; // place among the replications; rows of the table
};

void break_at(EventCheck& check, std::size_t event, std::int32_t week, const char* reason) {
  check.is_intact = false;
  check.event = event;
  check.week = week;
  check.reason = reason;
}

void check_run(const ResultFile& file, const EventTable& table, const Run& run, EventCheck& check) {
  check.arm = file.arm_names[run.arm];
  check.replication = run.replication;
  ++check.n_runs;
  const hsize_t there = run.first < table.n_events ? std::min(run.n, table.n_events - run.first) : 0;
  const std::vector<EventRow> rows = read_rows(table, run.first, there);
  Digest link = first_link(file.scenario_texts[run.arm], file.seed, run.replication);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    link = next_link(link, rows[i].event);
    ++check.n_events;
    const bool is_own = rows[i].arm == static_cast<std::int64_t>(run.arm) && rows[i].replication == run.replication;
    const std::int32_t week = rows[i].event.week + 1;
    if (!is_own)
      return break_at(check, i + 1, week, "it belongs to another run");
    if (rows[i].link != link)
      return break_at(check, i + 1, week,
                      i == 0 ? "it, the scenario or the seed is not what was written" : "it is not what was written");
  }
  if (there < run.n)
    return break_at(check, there + 1, 0, "it is missing");
  if (link != read_head(table, run.arm, run.at))
    break_at(check, run.n + 1, 0, "the chain ends elsewhere than it did");
}

/// In a complete file every row belongs to a run; one that was killed may have rows of runs that were not announced.
void check_rest(const ResultFile& file, const EventTable& table, hsize_t n_rows, EventCheck& check) {
  if (!file.is_complete || table.n_events == n_rows)
    return;
  break_at(check, check.n_events + 1, 0, "there are events of no run behind the last");
}

} // namespace

EventCheck verify_events(const ResultFile& file) {
  return on_file("verify", file.path, [&] {
    const hdf5::Id opened = open_ours(file.path);
    if (!has_event_table(opened))
      throw Failure("it has no record of events; it was written by Townsquare " + file.version);
    const EventTable table = open_event_table(opened);
    const hsize_t n_arms = file.arm_names.size(), n = file.n_replications;
    const std::vector<std::int64_t> counts = read_event_counts(table, n_arms, n);
    EventCheck check;
    hsize_t first = 0;
    for (hsize_t r = 0; r < n; ++r)
      for (hsize_t arm = 0; arm < n_arms; ++arm) {
        const auto count = static_cast<hsize_t>(std::max<std::int64_t>(0, counts[arm * n + r]));
        check_run(file, table, {arm, file.first_replication + static_cast<std::uint32_t>(r), r, first, count}, check);
        if (!check.is_intact)
          return check;
        first += count;
      }
    check_rest(file, table, first, check);
    return check;
  });
}

} // namespace townsquare
