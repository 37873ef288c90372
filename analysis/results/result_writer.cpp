#include <algorithm>
#include <limits>

#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_layout.hpp"
#include "analysis/results/result_place.hpp"
#include "engine/fingerprint.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

using hdf5::Axis;
using hdf5::Block;
using hdf5::create_variable;
using hdf5::Id;
using hdf5::Label;
using hdf5::require;
using hdf5::set_attribute;
using hdf5::write_block;

constexpr hsize_t replications_per_chunk = 16;  // of weekly series
constexpr hsize_t values_per_chunk = 1024;      // of one number for each run
constexpr hsize_t bookkeeping_bytes = 1 << 20;  // more than HDF5 adds for itself with one batch

/// Assumptions that any arm draws, in the order of the table.
std::vector<UncertainKey> assumptions_of(const StudyPlan& plan) {
  std::vector<UncertainKey> all;
  for (const Arm& arm : plan.arms) {
    if (arm.scenario.run.draw_assumptions == 0) continue;
    for (const UncertainKey& key : uncertain_keys(arm.scenario))
      if (std::ranges::find(all, key.key, &UncertainKey::key) == all.end()) all.push_back(key);
  }
  return all;
}

std::size_t weeks_of(const Arm& arm) { return static_cast<std::size_t>(arm.scenario.run.weeks); }

/// `currency/week` with the code of the currency.
std::string unit_text(std::string_view unit, const std::string& currency) {
  std::string text(unit);
  constexpr std::string_view word = "currency";
  if (const std::size_t at = text.find(word); at != std::string::npos) text.replace(at, word.size(), currency);
  return text;
}

Id create_file(const std::filesystem::path& path) {
  const Id list(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  require(H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  require(H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  require(H5Pset_obj_track_times(list, false));
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, list, access_list()), H5Fclose};
}

void write_root(hid_t file, const StudyPlan& plan, const Provenance& provenance) {
  const BuildStamp build = build_stamp();
  unsigned major = 0, minor = 0, release = 0;
  require(H5get_libversion(&major, &minor, &release));
  const std::pair<const char*, std::string> texts[] = {
      {"title", provenance.title},
      {"format", result_format},
      {"townsquare_version", build.version},
      {"git_revision", build.git_revision},
      {"compiler", build.compiler},
      {"build_flags", build.flags},
      {"hdf5_version", std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release)},
      {"rng", "philox4x32-10"},
      {"command_line", provenance.command_line},
      {"created_utc", utc_now()},
      {"currency", plan.arms[0].scenario.currency},
      {"fingerprint", to_hex(Fingerprint().value())},
  };
  for (const auto& [name, text] : texts) set_attribute(file, name, text);
  set_attribute(file, "result_version", result_version);
  set_attribute(file, "seed", plan.seed);
  set_attribute(file, "first_replication", std::int64_t{plan.first_replication});
  set_attribute(file, "n_replications_planned", std::int64_t{plan.n_replications});
  set_attribute(file, "is_complete", std::int64_t{0});
}

}  // namespace

struct ResultWriter::File {
  std::filesystem::path path;
  std::uint64_t seed;
  std::uint32_t first_replication;
  std::vector<UncertainKey> assumptions;
  hsize_t n_arms, n_planned, n_weeks = 0, n_done = 0;
  Fingerprint print;

  Id file, arm, replication, week, assumption;             // coordinates
  Id status, fingerprint, factor;
  std::vector<Id> weekly, outcome;

  File(const std::filesystem::path& where, const StudyPlan& plan, const Provenance& provenance)
      : path(where), seed(plan.seed), first_replication(plan.first_replication), assumptions(assumptions_of(plan)),
        n_arms(plan.arms.size()), n_planned(plan.n_replications), file(create_file(where)) {
    for (const Arm& each : plan.arms) n_weeks = std::max<hsize_t>(n_weeks, weeks_of(each));
    write_root(file, plan, provenance);
    create_coordinates(plan);
    create_arm_variables(plan);
    create_run_variables(plan);
    flush();
  }

  void create_coordinates(const StudyPlan& plan);
  void create_arm_variables(const StudyPlan& plan);
  void create_run_variables(const StudyPlan& plan);
  void append_values(const Batch& batch);
  void append_factors(const Batch& batch);
  void announce(const Batch& batch);
  void reserve(hsize_t n);
  hsize_t size() const;
  void flush() { require(H5Fflush(file, H5F_SCOPE_LOCAL)); }

  /// One number of each run of a batch, (n_arms, n_replications of the batch).
  template <class T, class Value>
  void append_numbers(hid_t variable, const Batch& batch, Value&& value) {
    std::vector<T> numbers;
    for (hsize_t a = 0; a < n_arms; ++a)
      for (const std::vector<RunResult>& runs : batch.runs) numbers.push_back(value(runs[a]));
    write_block(variable, {{0, n_done}, {n_arms, batch.runs.size()}}, numbers);
  }

  /// Chunks hold no more replications than are planned.
  hsize_t chunk_length(hsize_t chunk) const { return std::clamp<hsize_t>(n_planned, 1, chunk); }
  Axis arm_axis() const { return {arm, n_arms, n_arms}; }
  Axis replication_axis(hsize_t chunk) const { return {replication, 0, chunk_length(chunk), true}; }
};

void ResultWriter::File::create_coordinates(const StudyPlan& plan) {
  std::vector<std::string> names, keys;
  for (const Arm& each : plan.arms) names.push_back(each.name);
  for (const UncertainKey& key : assumptions) keys.push_back(key.key);
  std::vector<std::int64_t> weeks(n_weeks);
  for (std::size_t i = 0; i < weeks.size(); ++i) weeks[i] = static_cast<std::int64_t>(i) + 1;

  const auto coordinate = [&](const Label& label, hid_t type, Axis axis) {
    axis.scale = H5I_INVALID_HID;
    Id variable = create_variable(file, label, type, {&axis, 1});
    hdf5::make_coordinate(variable, label.name);
    return variable;
  };
  arm = coordinate({"arm", "", "scenario"}, hdf5::text_type(), arm_axis());
  hdf5::write_texts(arm, names);
  replication = coordinate({"replication", "", "replication"}, H5T_STD_I64LE, replication_axis(values_per_chunk));
  week = coordinate({"week", "week", "weeks since the launch"}, H5T_STD_I64LE, {H5I_INVALID_HID, n_weeks});
  write_block(week, {{0}, {n_weeks}}, weeks);
  if (keys.empty()) return;
  assumption = coordinate({"assumption", "", "key of the scenario that each replication draws"}, hdf5::text_type(),
                          {H5I_INVALID_HID, keys.size()});
  hdf5::write_texts(assumption, keys);
}

void ResultWriter::File::create_arm_variables(const StudyPlan& plan) {
  const Axis axes[] = {arm_axis()};
  std::vector<std::string> texts;
  std::vector<std::int64_t> weeks;
  for (const Arm& each : plan.arms) {
    texts.push_back(write_scenario(each.scenario));
    weeks.push_back(static_cast<std::int64_t>(weeks_of(each)));
  }
  hdf5::write_texts(create_variable(file, {"scenario", "", "the whole scenario, as TOML"}, hdf5::text_type(), axes), texts);
  write_block(create_variable(file, {"weeks", "week", "length of a run"}, H5T_STD_I64LE, axes), {{0}, {n_arms}}, weeks);
}

void ResultWriter::File::create_run_variables(const StudyPlan& plan) {
  const std::string& currency = plan.arms[0].scenario.currency;
  const Axis numbers[] = {arm_axis(), replication_axis(values_per_chunk)};
  const Axis series[] = {arm_axis(), replication_axis(replications_per_chunk), {week, n_weeks, n_weeks}};
  status = create_variable(file, {"status", "", "whether the run is kept"}, H5T_STD_I8LE, numbers);
  const std::int8_t flags[] = {static_cast<std::int8_t>(RunStatus::missing), static_cast<std::int8_t>(RunStatus::complete)};
  set_attribute(status, "flag_values", flags);
  set_attribute(status, "flag_meanings", std::string("missing complete"));
  fingerprint = create_variable(file, {"fingerprint", "", "hash of the run"}, H5T_STD_U64LE, numbers);
  for (const Outcome& each : outcomes())
    outcome.push_back(create_variable(
        file, {std::string(each.name), unit_text(each.unit, currency), std::string(each.long_name)}, H5T_IEEE_F64LE, numbers));
  for (const Metric& each : weekly_metrics())
    weekly.push_back(create_variable(
        file, {std::string(each.name), unit_text(each.unit, currency), std::string(each.long_name)}, H5T_IEEE_F64LE, series));
  if (assumptions.empty()) return;
  const Axis factors[] = {replication_axis(values_per_chunk), {assumption, assumptions.size(), assumptions.size()}};
  factor = create_variable(file, {"assumption_factor", "1", "factor by which the replication multiplies the key"},
                           H5T_IEEE_F64LE, factors);
}

hsize_t ResultWriter::File::size() const {
  hsize_t bytes = 0;
  require(H5Fget_filesize(file, &bytes));
  return bytes;
}

/// Asks the disk for the room that n more replications need.
void ResultWriter::File::reserve(hsize_t n) {
  const auto new_values = [&](hsize_t chunk, hsize_t width) {
    const auto n_chunks = [&](hsize_t length) { return (length + chunk - 1) / chunk; };
    return (n_chunks(n_done + n) - n_chunks(n_done)) * chunk * width;
  };
  const hsize_t numbers = n_arms * (outcome.size() + 2) + assumptions.size() + 1;
  reserve_place(path, size(),
                8 * new_values(chunk_length(replications_per_chunk), n_arms * n_weeks * weekly.size()) +
                    8 * new_values(chunk_length(values_per_chunk), numbers) + bookkeeping_bytes);
}

void ResultWriter::File::append_values(const Batch& batch) {
  const hsize_t n = batch.runs.size();
  const std::size_t n_metrics = weekly.size();
  for (std::size_t k = 0; k < outcome.size(); ++k)
    append_numbers<double>(outcome[k], batch, [&](const RunResult& run) { return run.outcomes[k]; });
  append_numbers<std::uint64_t>(fingerprint, batch, [](const RunResult& run) { return run.fingerprint; });

  // the series of a metric lie apart in the records and together in the file
  std::vector<double> values(n_arms * n * n_weeks);
  for (std::size_t k = 0; k < n_metrics; ++k) {
    std::ranges::fill(values, std::numeric_limits<double>::quiet_NaN());
    for (hsize_t a = 0; a < n_arms; ++a)
      for (hsize_t r = 0; r < n; ++r) {
        const Record& record = batch.runs[r][a].record;
        for (std::size_t w = 0; w < record.n_weeks; ++w) values[(a * n + r) * n_weeks + w] = record.weekly[w * n_metrics + k];
      }
    write_block(weekly[k], {{0, n_done, 0}, {n_arms, n, n_weeks}}, values);
  }
}

void ResultWriter::File::append_factors(const Batch& batch) {
  if (assumptions.empty()) return;
  const hsize_t n = batch.runs.size();
  std::vector<double> factors;
  for (hsize_t r = 0; r < n; ++r)
    for (const UncertainKey& key : assumptions)
      factors.push_back(assumption_factor(key, seed, batch.first_replication + static_cast<std::uint32_t>(r)));
  write_block(factor, {{n_done, 0}, {n, assumptions.size()}}, factors);
}

/// Says that the runs of a batch are there; the reader believes nothing else.
void ResultWriter::File::announce(const Batch& batch) {
  const hsize_t n = batch.runs.size();
  append_numbers<std::int8_t>(status, batch, [](const RunResult&) { return static_cast<std::int8_t>(RunStatus::complete); });
  std::vector<std::int64_t> numbers;
  for (hsize_t r = 0; r < n; ++r) numbers.push_back(batch.first_replication + static_cast<std::int64_t>(r));
  write_block(replication, {{n_done}, {n}}, numbers);
  for (const std::vector<RunResult>& runs : batch.runs)
    for (const RunResult& run : runs) print.add(run.fingerprint);
  set_attribute(file, "fingerprint", to_hex(print.value()));
  n_done += n;
}

ResultWriter::ResultWriter(const std::filesystem::path& path, const StudyPlan& plan, const Provenance& provenance) {
  if (plan.arms.empty()) throw std::logic_error("a study without arms has no results");
  if (const std::string name = first_clash(); !name.empty()) throw std::logic_error("two variables called " + name);
  file_ = on_file("write results to", path, [&] {
    clear_place(path);
    try {
      return std::make_unique<File>(path, plan, provenance);
    } catch (const hdf5::Failure&) {
      std::error_code error;
      std::filesystem::remove(path, error);  // half a beginning is of no use
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
  if (batch.runs.empty()) return;
  if (batch.first_replication != file_->first_replication + file_->n_done)
    throw std::logic_error("batches must follow each other");
  on_file("write results to", file_->path, [&] {
    file_->reserve(batch.runs.size());
    file_->append_values(batch);
    file_->append_factors(batch);
    file_->flush();  // first the values, then the word that they are there: a kill between the two loses nothing else
    file_->announce(batch);
    file_->flush();
  });
}

void ResultWriter::finish(const StudyResult& result) {
  on_file("write results to", file_->path, [&] {
    set_attribute(file_->file, "fingerprint", to_hex(result.fingerprint));
    set_attribute(file_->file, "is_complete", std::int64_t{result.is_complete});
    file_->flush();
    const hsize_t size = file_->size();
    const std::filesystem::path path = file_->path;
    file_.reset();
    std::error_code error;
    std::filesystem::resize_file(path, size, error);  // gives back what was reserved in vain
  });
}

}  // namespace townsquare
