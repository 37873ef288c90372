#include "analysis/results/new_result.hpp"

#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_layout.hpp"
#include "engine/fingerprint.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

using hdf5::Axis;
using hdf5::create_variable;
using hdf5::Id;
using hdf5::Label;
using hdf5::require;
using hdf5::set_attribute;

std::size_t weeks_of(const Arm& arm) {
  return static_cast<std::size_t>(arm.scenario.run.weeks);
}

Id create_file(const std::filesystem::path& path) {
  const Id list(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  require(H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  require(H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  require(H5Pset_obj_track_times(list, false));
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, list, access_list()), H5Fclose};
}

std::string hdf5_version() {
  unsigned major = 0, minor = 0, release = 0;
  require(H5get_libversion(&major, &minor, &release));
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
}

void write_attributes(hid_t file, const StudyPlan& plan, const Provenance& provenance) {
  const BuildStamp build = build_stamp();
  const std::pair<const char*, std::string> texts[] = {
      {"title", provenance.title},
      {"format", result_format},
      {"townsquare_version", build.version},
      {"git_revision", build.git_revision},
      {"compiler", build.compiler},
      {"build_flags", build.flags},
      {"hdf5_version", hdf5_version()},
      {"rng", "philox4x32-10"},
      {"command_line", provenance.command_line},
      {"created_utc", utc_now()},
      {"currency", plan.arms[0].scenario.currency},
      {"fingerprint", to_hex(Fingerprint().value())},
  };
  for (const auto& [name, text] : texts)
    set_attribute(file, name, text);
  set_attribute(file, "result_version", result_version);
  set_attribute(file, "seed", plan.seed);
  set_attribute(file, "first_replication", std::int64_t{plan.first_replication});
  set_attribute(file, "n_replications_planned", std::int64_t{plan.n_replications});
  if (plan.fork_at > 0) set_attribute(file, "fork_at", std::int64_t{plan.fork_at});
  set_attribute(file, "is_complete", std::int64_t{0});
}

Axis arm_axis(const NewResult& result) {
  return {result.arm, result.n_arms, result.n_arms};
}

Axis replication_axis(const NewResult& result, hsize_t chunk) {
  return {result.replication, 0, result.chunk_length(chunk), true};
}

void create_coordinates(NewResult& result, const StudyPlan& plan) {
  std::vector<std::string> names, keys;
  for (const Arm& each : plan.arms)
    names.push_back(each.name);
  for (const UncertainKey& key : result.assumptions)
    keys.push_back(key.key);
  std::vector<std::int64_t> weeks(result.n_weeks);
  for (std::size_t i = 0; i < weeks.size(); ++i)
    weeks[i] = static_cast<std::int64_t>(i) + 1;

  const auto coordinate = [&](const Label& label, hid_t type, Axis axis) {
    axis.scale = H5I_INVALID_HID;
    Id variable = create_variable(result.file, label, type, {&axis, 1});
    hdf5::make_coordinate(variable, label.name);
    return variable;
  };
  result.arm = coordinate({"arm", "", "scenario"}, hdf5::text_type(), arm_axis(result));
  hdf5::write_texts(result.arm, names);
  result.replication = coordinate({"replication", "", "replication"}, H5T_STD_I64LE,
                                  replication_axis(result, values_per_chunk));
  result.week = coordinate({"week", "week", "weeks since the run began"}, H5T_STD_I64LE,
                           {H5I_INVALID_HID, result.n_weeks});
  hdf5::write_block(result.week, {{0}, {result.n_weeks}}, weeks);
  if (keys.empty())
    return;
  result.assumption = coordinate({"assumption", "", "key of the scenario that each replication draws"},
                                 hdf5::text_type(), {H5I_INVALID_HID, keys.size()});
  hdf5::write_texts(result.assumption, keys);
}

void create_arm_variables(NewResult& result, const StudyPlan& plan) {
  std::vector<std::int64_t> weeks;
  for (const Arm& each : plan.arms) {
    result.scenarios.push_back(write_scenario(each.scenario));
    weeks.push_back(static_cast<std::int64_t>(weeks_of(each)));
  }
  const Axis axes[] = {arm_axis(result)};
  const Label scenario{"scenario", "", "the whole scenario, as TOML"};
  hdf5::write_texts(create_variable(result.file, scenario, hdf5::text_type(), axes), result.scenarios);
  const Label length{"weeks", "week", "length of a run"};
  hdf5::write_block(create_variable(result.file, length, H5T_STD_I64LE, axes), {{0}, {result.n_arms}}, weeks);
}

void create_run_variables(NewResult& result, const std::string& currency) {
  const Axis numbers[] = {arm_axis(result), replication_axis(result, values_per_chunk)};
  const Axis series[] = {arm_axis(result),
                         replication_axis(result, replications_per_chunk),
                         {result.week, result.n_weeks, result.n_weeks}};
  result.status =
      create_variable(result.file, {"status", "", "whether the run is kept"}, H5T_STD_I8LE, numbers);
  const std::int8_t flags[] = {status_missing, status_complete};
  set_attribute(result.status, "flag_values", flags);
  set_attribute(result.status, "flag_meanings", std::string("missing complete"));
  result.fingerprint =
      create_variable(result.file, {"fingerprint", "", "hash of the run"}, H5T_STD_U64LE, numbers);

  result.outcome_checksum = create_variable(
      result.file, {"outcome_checksum", "", "hash of the run's outcomes"}, H5T_STD_U64LE, numbers);
  result.series_checksum = create_variable(
      result.file, {"series_checksum", "", "hash of the run's weekly series"}, H5T_STD_U64LE, numbers);

  const auto measured = [&](const auto& row, std::span<const Axis> axes) {
    const Label label{std::string(row.name), unit_text(row.unit, currency), std::string(row.long_name)};
    return create_variable(result.file, label, H5T_IEEE_F64LE, axes);
  };
  for (const Outcome& each : outcomes())
    result.outcome.push_back(measured(each, numbers));
  for (const Metric& each : weekly_metrics())
    result.weekly.push_back(measured(each, series));
}

void create_factor(NewResult& result) {
  if (result.assumptions.empty())
    return;
  const hsize_t n = result.assumptions.size();
  const Axis axes[] = {replication_axis(result, values_per_chunk), {result.assumption, n, n}};
  const Label label{"assumption_factor", "1", "factor by which the replication multiplies the key"};
  result.factor = create_variable(result.file, label, H5T_IEEE_F64LE, axes);
}

} // namespace

NewResult create_result(const std::filesystem::path& path, const StudyPlan& plan,
                        const Provenance& provenance) {
  NewResult result;
  result.n_arms = plan.arms.size();
  result.n_planned = plan.n_replications;
  for (const Arm& arm : plan.arms)
    result.n_weeks = std::max<hsize_t>(result.n_weeks, weeks_of(arm));
  result.assumptions = assumptions_of(plan);
  result.file = create_file(path);
  write_attributes(result.file, plan, provenance);
  create_coordinates(result, plan);
  create_arm_variables(result, plan);
  create_run_variables(result, plan.arms[0].scenario.currency);
  create_factor(result);
  result.events = create_event_table(result.file, arm_axis(result), replication_axis(result, values_per_chunk));
  return result;
}

} // namespace townsquare
