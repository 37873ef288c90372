#include <algorithm>
#include <limits>

#include "analysis/results/new_result.hpp"
#include "analysis/results/result_layout.hpp"
#include "analysis/results/result_place.hpp"
#include "engine/fingerprint.hpp"

namespace townsquare {
namespace {

using hdf5::require;
using hdf5::write_block;

constexpr const char* writing = "write results to";
constexpr hsize_t bookkeeping_bytes = 1 << 20; // more than HDF5 adds for itself with one batch

} // namespace

struct ResultWriter::File {
  std::filesystem::path path, now_at;  // where it belongs, and where it is
  std::uint64_t seed;
  std::uint32_t first_replication;
  NewResult in;
  hsize_t n_done = 0;
  Fingerprint print;

  File(const std::filesystem::path& where, const StudyPlan& plan, const Provenance& provenance)
      : path(where), now_at(place_aside(where)), seed(plan.seed), first_replication(plan.first_replication),
        in(create_result(now_at, plan, provenance)) {
    flush();
  }
  ~File() { abandon(); }

  /// Without a batch there is nothing to show: the older file, if any, stays.
  void abandon() {
    std::error_code error;
    if (n_done == 0)
      std::filesystem::remove(now_at, error);
  }

  void append_numbers(const Batch& batch);
  void append_series(const Batch& batch);
  void append_factors(const Batch& batch);
  void announce(const Batch& batch);
  void reserve(const Batch& batch) const;
  hsize_t size() const;
  void flush() { require(H5Fflush(in.file, H5F_SCOPE_LOCAL)); }

  /// One number of each run of a batch, (n_arms, n_replications of the batch).
  template <class T, class Value> void append_number(hid_t variable, const Batch& batch, Value&& value) {
    std::vector<T> numbers;
    for (hsize_t a = 0; a < in.n_arms; ++a)
      for (const std::vector<RunResult>& runs : batch.runs)
        numbers.push_back(value(runs[a]));
    write_block(variable, {{0, n_done}, {in.n_arms, batch.runs.size()}}, numbers);
  }
};

hsize_t ResultWriter::File::size() const {
  hsize_t bytes = 0;
  require(H5Fget_filesize(in.file, &bytes));
  return bytes;
}

/// Asks the disk for the room that the replications of a batch need.
void ResultWriter::File::reserve(const Batch& batch) const {
  const hsize_t n = batch.runs.size();
  hsize_t n_events = 0;
  for (const std::vector<RunResult>& runs : batch.runs)
    for (const RunResult& run : runs)
      n_events += run.events.size();
  const auto new_values = [&](hsize_t longest, hsize_t width) {
    const hsize_t chunk = in.chunk_length(longest);
    const auto n_chunks = [&](hsize_t length) { return (length + chunk - 1) / chunk; };
    return (n_chunks(n_done + n) - n_chunks(n_done)) * chunk * width;
  };
  const hsize_t series = in.n_arms * in.n_weeks * in.weekly.size();
  const hsize_t numbers = in.n_arms * (in.outcome.size() + 4) + in.assumptions.size() + 1;
  const hsize_t values = new_values(replications_per_chunk, series) + new_values(values_per_chunk, numbers);
  const hsize_t rows = (n_events + events_per_chunk - 1) / events_per_chunk * events_per_chunk;
  const hsize_t heads = new_values(values_per_chunk, in.n_arms * sizeof(Digest));
  reserve_place(now_at, size(), 8 * values + heads + rows * stored_event_bytes + bookkeeping_bytes);
}

void ResultWriter::File::append_numbers(const Batch& batch) {
  for (std::size_t k = 0; k < in.outcome.size(); ++k)
    append_number<double>(in.outcome[k], batch, [&](const RunResult& run) { return run.outcomes[k]; });
  append_number<std::uint64_t>(in.fingerprint, batch, [](const RunResult& run) { return run.fingerprint; });
  append_number<std::uint64_t>(in.outcome_checksum, batch,
                               [](const RunResult& run) { return checksum_of(run.outcomes); });
  append_number<std::uint64_t>(in.series_checksum, batch,
                               [](const RunResult& run) { return checksum_of(run.record.weekly); });
}

/// The series of a metric lie apart in the records and together in the file.
void ResultWriter::File::append_series(const Batch& batch) {
  const hsize_t n = batch.runs.size(), n_weeks = in.n_weeks;
  const std::size_t n_metrics = in.weekly.size();
  std::vector<double> values(in.n_arms * n * n_weeks, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < n_metrics; ++k) {
    for (hsize_t a = 0; a < in.n_arms; ++a)
      for (hsize_t r = 0; r < n; ++r) {
        const Record& record = batch.runs[r][a].record;
        double* to = values.data() + (a * n + r) * n_weeks;
        for (std::size_t w = 0; w < record.n_weeks; ++w)
          to[w] = record.weekly[w * n_metrics + k];
      }
    write_block(in.weekly[k], {{0, n_done, 0}, {in.n_arms, n, n_weeks}}, values);
  }
}

void ResultWriter::File::append_factors(const Batch& batch) {
  if (in.assumptions.empty())
    return;
  const hsize_t n = batch.runs.size();
  std::vector<double> factors;
  for (hsize_t r = 0; r < n; ++r)
    for (const UncertainKey& key : in.assumptions)
      factors.push_back(
          assumption_factor(key, seed, batch.first_replication + static_cast<std::uint32_t>(r)));
  write_block(in.factor, {{n_done, 0}, {n, in.assumptions.size()}}, factors);
}

/// Says that the runs of a batch are there; the reader believes nothing else.
void ResultWriter::File::announce(const Batch& batch) {
  append_number<std::int8_t>(in.status, batch, [](const RunResult&) { return status_complete; });
  std::vector<std::int64_t> replications;
  for (const std::vector<RunResult>& runs : batch.runs) {
    replications.push_back(batch.first_replication + static_cast<std::int64_t>(replications.size()));
    for (const RunResult& run : runs)
      print.add(run.fingerprint);
  }
  write_block(in.replication, {{n_done}, {replications.size()}}, replications);
  hdf5::set_attribute(in.file, "fingerprint", to_hex(print.value()));
  n_done += replications.size();
}

ResultWriter::ResultWriter(const std::filesystem::path& path, const StudyPlan& plan,
                           const Provenance& provenance, bool replaces_anything) {
  if (plan.arms.empty())
    throw std::logic_error("a study without arms has no results");
  if (const std::string name = first_clash(); !name.empty())
    throw std::logic_error("two variables called " + name);
  file_ = on_file(writing, path, [&] {
    check_place(path, replaces_anything);
    try {
      return std::make_unique<File>(path, plan, provenance);
    } catch (const hdf5::Failure&) {
      std::error_code error;
      std::filesystem::remove(place_aside(path), error); // half a beginning is of no use
      throw;
    }
  });
}

ResultWriter::~ResultWriter() {
  const hdf5::Quiet quiet;
  file_.reset();
}

ResultWriter::ResultWriter(ResultWriter&&) noexcept = default;

void ResultWriter::append(const Batch& batch) {
  if (batch.runs.empty())
    return;
  if (batch.first_replication != file_->first_replication + file_->n_done)
    throw std::logic_error("batches must follow each other");
  on_file(writing, file_->path, [&] {
    file_->reserve(batch);
    file_->append_numbers(batch);
    file_->append_series(batch);
    file_->append_factors(batch);
    append_events(file_->in.events, batch, file_->n_done, file_->in.scenarios, file_->seed);
    file_->flush(); // first the values, then the word that they are there
    file_->announce(batch);
    file_->flush();
    if (file_->now_at != file_->path) {
      put_in_place(file_->now_at, file_->path);
      file_->now_at = file_->path;
    }
  });
}

void ResultWriter::finish(const StudyResult& result) {
  const std::filesystem::path path = file_->path;
  on_file(writing, path, [&] {
    hdf5::set_attribute(file_->in.file, "fingerprint", to_hex(result.fingerprint));
    hdf5::set_attribute(file_->in.file, "is_complete", std::int64_t{result.is_complete});
    file_->flush();
    const hsize_t size = file_->size();
    const bool is_empty = file_->n_done == 0;
    file_.reset();
    std::error_code error;
    if (!is_empty)
      std::filesystem::resize_file(path, size, error); // gives back what was reserved in vain
  });
}

} // namespace townsquare
