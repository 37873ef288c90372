#include <algorithm>

#include "analysis/results/result_layout.hpp"
#include "analysis/results/stored_events.hpp"

namespace townsquare {
namespace {

using hdf5::Failure;
using hdf5::Id;
using hdf5::open_variable;
using hdf5::read_block;
using hdf5::require;

/// Replications whose runs are all there; a killed run may have left values of others behind them.
std::uint32_t count_complete(hid_t file, hsize_t n_arms) {
  const hsize_t announced = hdf5::shape_of(open_variable(file, "replication")).at(0);
  const Id variable = open_variable(file, "status");
  const std::vector<hsize_t> shape = hdf5::shape_of(variable);
  if (shape.size() != 2 || shape[0] != n_arms)
    throw Failure("its variable 'status' has not the shape that it should have");
  const hsize_t n = std::min(announced, shape[1]);
  const std::vector<std::int8_t> status = read_block<std::int8_t>(variable, {{0, 0}, {n_arms, n}});
  for (hsize_t r = 0; r < n; ++r)
    for (hsize_t a = 0; a < n_arms; ++a)
      if (status[a * n + r] != status_complete)
        return static_cast<std::uint32_t>(r);
  return static_cast<std::uint32_t>(n);
}

/// Weekly metrics have three dimensions and outcomes two, beginning with the arms; both in the order of the
/// file.
void find_names(hid_t opened, ResultFile& file) {
  for (const std::string& name : hdf5::variable_names(opened)) {
    const Id variable = open_variable(opened, name);
    const std::size_t n_dimensions = hdf5::shape_of(variable).size();
    if (std::ranges::find(fixed_variables, name) != std::end(fixed_variables) || !hdf5::is_real(variable))
      continue;
    if (n_dimensions == 3)
      file.metric_names.push_back(name);
    if (n_dimensions == 2)
      file.outcome_names.push_back(name);
  }
}

/// The place of a run in the file. *Errors*: Failure when it is not there.
hsize_t find_run(const ResultFile& file, std::size_t arm, std::uint32_t replication) {
  if (arm >= file.arm_names.size())
    throw Failure("it has no arm " + std::to_string(arm) + ", but " + std::to_string(file.arm_names.size()) +
                  " arms from 0");
  if (file.n_replications == 0)
    throw Failure("it holds no complete replication");
  if (replication < file.first_replication || replication - file.first_replication >= file.n_replications)
    throw Failure("it has no replication " + std::to_string(replication) + ", but those from " +
                  std::to_string(file.first_replication) + " to " +
                  std::to_string(file.first_replication + file.n_replications - 1));
  return replication - file.first_replication;
}

/// Does some work on a file that is there; what HDF5 cannot read of it is damaged.
template <class Work> auto reading(const std::filesystem::path& path, Work&& work) {
  return on_file("read", path, [&] {
    try {
      return work();
    } catch (const hdf5::LibraryFailure& failure) {
      throw Failure(std::string("it is damaged (") + failure.what() + ")");
    }
  });
}

/// *Errors*: Failure when a file with checksums holds numbers that do not agree with theirs.
void require_same(const ResultFile& file, hid_t opened, const char* checksum, std::size_t arm, hsize_t at,
                  std::span<const double> numbers) {
  if (!file.has_checksums)
    return;
  const std::uint64_t kept = read_block<std::uint64_t>(open_variable(opened, checksum), {{arm, at}, {1, 1}})[0];
  if (kept != checksum_of(numbers))
    throw Failure("it is damaged: numbers of the arm '" + file.arm_names[arm] + "' in replication " +
                  std::to_string(file.first_replication + at) + " are not those that were written");
}

void read_about(hid_t opened, ResultFile& file) {
  file.seed = hdf5::number_attribute(opened, "seed");
  file.first_replication = static_cast<std::uint32_t>(hdf5::number_attribute(opened, "first_replication"));
  const bool has_fork = require(H5Aexists(opened, "fork_at")) > 0;
  file.fork_at = has_fork ? static_cast<std::uint32_t>(hdf5::number_attribute(opened, "fork_at")) : 0;
  file.version = hdf5::text_attribute(opened, "townsquare_version");
  file.git_revision = hdf5::text_attribute(opened, "git_revision");
  file.title = hdf5::text_attribute(opened, "title");
  file.command_line = hdf5::text_attribute(opened, "command_line");
  file.is_complete = hdf5::number_attribute(opened, "is_complete") != 0;
  file.arm_names = hdf5::read_texts(open_variable(opened, "arm"));
  file.scenario_texts = hdf5::read_texts(open_variable(opened, "scenario"));
  file.n_weeks = hdf5::shape_of(open_variable(opened, "week")).at(0);
  file.n_replications = count_complete(opened, file.arm_names.size());
  find_names(opened, file);
  file.has_checksums = require(H5Lexists(opened, "series_checksum", H5P_DEFAULT)) > 0 &&
                       require(H5Lexists(opened, "outcome_checksum", H5P_DEFAULT)) > 0;
}

/// Outcomes are few, so that they are checked whenever a file is opened.
void check_outcomes(hid_t opened, const ResultFile& file) {
  const hsize_t n = file.n_replications;
  for (std::size_t arm = 0; file.has_checksums && n > 0 && arm < file.arm_names.size(); ++arm) {
    std::vector<std::vector<double>> runs(n);
    for (const std::string& name : file.outcome_names) {
      const std::vector<double> column = read_block<double>(open_variable(opened, name), {{arm, 0}, {1, n}});
      for (hsize_t r = 0; r < n; ++r)
        runs[r].push_back(column[r]);
    }
    for (hsize_t r = 0; r < n; ++r)
      require_same(file, opened, "outcome_checksum", arm, r, runs[r]);
  }
}

} // namespace

ResultFile open_result(const std::filesystem::path& path) {
  return reading(path, [&] {
    ResultFile file;
    file.path = path;
    const Id opened = open_ours(path);
    read_about(opened, file);
    check_outcomes(opened, file);
    return file;
  });
}

Record ResultFile::record(std::size_t arm, std::uint32_t replication) const {
  return reading(path, [&] {
    const hsize_t at = find_run(*this, arm, replication);
    const Id file = open_ours(path);
    Record record;
    record.n_weeks =
        static_cast<std::size_t>(read_block<std::int64_t>(open_variable(file, "weeks"), {{arm}, {1}})[0]);
    record.weekly.resize(record.n_weeks * metric_names.size());
    for (std::size_t k = 0; k < metric_names.size(); ++k) {
      const std::vector<double> series =
          read_block<double>(open_variable(file, metric_names[k]), {{arm, at, 0}, {1, 1, record.n_weeks}});
      for (std::size_t w = 0; w < record.n_weeks; ++w)
        record.weekly[w * metric_names.size() + k] = series[w];
    }
    require_same(*this, file, "series_checksum", arm, at, record.weekly);
    return record;
  });
}

std::vector<double> ResultFile::outcomes(std::size_t arm, std::uint32_t replication) const {
  return reading(path, [&] {
    const hsize_t at = find_run(*this, arm, replication);
    const Id file = open_ours(path);
    std::vector<double> values;
    for (const std::string& name : outcome_names)
      values.push_back(read_block<double>(open_variable(file, name), {{arm, at}, {1, 1}})[0]);
    return values;
  });
}

std::uint64_t ResultFile::fingerprint(std::size_t arm, std::uint32_t replication) const {
  return reading(path, [&] {
    const hsize_t at = find_run(*this, arm, replication);
    const Id file = open_ours(path);
    return read_block<std::uint64_t>(open_variable(file, "fingerprint"), {{arm, at}, {1, 1}})[0];
  });
}

void check_numbers(const ResultFile& file) {
  for (std::size_t arm = 0; arm < file.arm_names.size(); ++arm)
    for (std::uint32_t r = 0; r < file.n_replications; ++r)
      file.record(arm, file.first_replication + r); // outcomes were checked when it was opened
}

std::optional<std::vector<Event>> ResultFile::events(std::size_t arm, std::uint32_t replication) const {
  return reading(path, [&]() -> std::optional<std::vector<Event>> {
    const hsize_t at = find_run(*this, arm, replication), n = n_replications;
    const Id file = open_ours(path);
    if (!has_event_table(file))
      return std::nullopt;
    // rows lie by replication and then arm
    const EventTable table = open_event_table(file);
    const std::vector<std::int64_t> counts = read_event_counts(table, arm_names.size(), n);
    std::int64_t first = 0;
    for (hsize_t r = 0; r <= at; ++r)
      for (hsize_t a = 0; a < (r < at ? arm_names.size() : arm); ++a)
        first += counts[a * n + r];
    std::vector<Event> events;
    for (const EventRow& row : read_rows(table, static_cast<hsize_t>(first), static_cast<hsize_t>(counts[arm * n + at])))
      events.push_back(row.event);
    return events;
  });
}

} // namespace townsquare
