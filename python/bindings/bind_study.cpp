// Studies: run outside the interpreter's lock, watched from inside it, kept without a copy.
#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/metrics/metric.hpp"
#include "analysis/metrics/outcome.hpp"
#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/studies/forked_runs.hpp"
#include "analysis/studies/study.hpp"
#include "engine/fingerprint.hpp"
#include "python/bindings/bind.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
using Size = py::ssize_t;

// A study that has come to its end, with every weekly record, laid out as Python shows it.
struct FinishedStudy {
  StudyResult result;
  std::size_t n_arms = 0, n_replications = 0, n_weeks = 0;
  std::vector<double> weekly;  // (n_metrics, n_arms, n_replications, n_weeks), NaN where an arm is shorter

  double* series(std::size_t metric) { return weekly.data() + metric * n_arms * n_replications * n_weeks; }
};
using Study = std::shared_ptr<FinishedStudy>;

struct Request {
  StudyPlan plan;
  std::optional<std::string> output;
  Provenance provenance;
};

// Puts the records of a batch where Python will look for them: a column of each record for each metric.
void keep(FinishedStudy& study, const Batch& batch, std::uint32_t first_replication) {
  const std::size_t n_metrics = weekly_metrics().size();
  for (std::size_t r = 0; r < batch.runs.size(); ++r) {
    const std::size_t replication = batch.first_replication - first_replication + r;
    for (std::size_t arm = 0; arm < study.n_arms; ++arm) {
      const Record& record = batch.runs[r][arm].record;
      for (std::size_t metric = 0; metric < n_metrics; ++metric) {
        double* to = study.series(metric) + (arm * study.n_replications + replication) * study.n_weeks;
        for (std::size_t week = 0; week < record.n_weeks; ++week) to[week] = record.at(week, metric);
      }
    }
  }
}

Study run_and_keep(const Request& request, StudyControl& control) {
  const StudyPlan& plan = request.plan;
  auto study = std::make_shared<FinishedStudy>();
  study->n_arms = plan.arms.size();
  study->n_replications = plan.n_replications;
  for (const Arm& arm : plan.arms) study->n_weeks = std::max(study->n_weeks, static_cast<std::size_t>(arm.scenario.run.weeks));
  study->weekly.assign(weekly_metrics().size() * study->n_arms * study->n_replications * study->n_weeks,
                       std::numeric_limits<double>::quiet_NaN());
  std::optional<ResultWriter> writer;
  if (request.output) writer.emplace(*request.output, plan, request.provenance);
  study->result = run_study(
      plan,
      [&](const Batch& batch) {
        keep(*study, batch, plan.first_replication);
        if (writer) writer->append(batch);
      },
      control);
  if (writer) writer->finish(study->result);
  return study;
}

// The study has a thread of its own, so that this one can look for Ctrl-C and move the progress bar.
class Watched {
 public:
  explicit Watched(const Request& request) : thread_([this, &request] { work(request); }) {}
  ~Watched() { stop(); }

  void stop() {
    control_.is_cancelled = true;
    py::gil_scoped_release release;
    if (thread_.joinable()) thread_.join();
  }

  bool wait(std::chrono::milliseconds time) {
    py::gil_scoped_release release;
    std::unique_lock lock(mutex_);
    return is_done_.wait_for(lock, time, [this] { return has_ended_; });
  }

  std::uint64_t runs_done() const { return control_.runs_done; }

  Study result() {
    stop();
    if (failure_) std::rethrow_exception(failure_);
    return study_;
  }

 private:
  void work(const Request& request) {
    try {
      study_ = run_and_keep(request, control_);
    } catch (...) {
      failure_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
    is_done_.notify_all();
  }

  StudyControl control_;
  Study study_;
  std::exception_ptr failure_;
  std::mutex mutex_;
  std::condition_variable is_done_;
  bool has_ended_ = false;
  std::thread thread_;  // last: it uses all of the others
};

constexpr std::chrono::milliseconds look_every{50};
using Progress = std::function<void(std::uint64_t)>;
using Arms = std::vector<std::pair<std::string, Scenario>>;

Study run(const Arms& arms, std::uint64_t seed, std::uint32_t first_replication, std::uint32_t n_replications, int threads,
          const std::optional<std::string>& output, const std::string& command_line, const std::string& title,
          const std::optional<Progress>& progress, std::uint32_t fork_at) {
  Request request{{{}, seed, first_replication, n_replications, threads, fork_at}, output, {}};
  request.provenance.command_line = command_line;
  request.provenance.title = title;
  for (const auto& [name, scenario] : arms) request.plan.arms.push_back({name, scenario});
  check_forks(request.plan);
  Watched watched(request);
  while (!watched.wait(look_every)) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (progress) (*progress)(watched.runs_done());
  }
  if (progress) (*progress)(watched.runs_done());
  return watched.result();
}

// A column of the record as an array on the study's own memory; the study lives as long as the array.
py::array series(const Study& study, std::size_t metric) {
  if (metric >= weekly_metrics().size()) throw py::index_error("no such metric");
  const std::vector<Size> shape{static_cast<Size>(study->n_arms), static_cast<Size>(study->n_replications),
                                static_cast<Size>(study->n_weeks)};
  py::array_t<double> array(shape, study->series(metric), py::cast(study));
  py::detail::array_proxy(array.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return array;
}

py::array_t<double> outcome(const Study& study, std::size_t index) {
  py::array_t<double> array({study->n_arms, study->n_replications});
  auto view = array.mutable_unchecked<2>();
  for (Size arm = 0; arm < view.shape(0); ++arm)
    for (Size r = 0; r < view.shape(1); ++r)
      view(arm, r) = study->result.outcomes[static_cast<std::size_t>(arm)][index][static_cast<std::size_t>(r)];
  return array;
}

py::array_t<std::uint64_t> fingerprints(const Study& study) {
  py::array_t<std::uint64_t> array({study->n_arms, study->n_replications});
  auto view = array.mutable_unchecked<2>();
  for (Size arm = 0; arm < view.shape(0); ++arm)
    for (Size r = 0; r < view.shape(1); ++r)
      view(arm, r) = study->result.fingerprints[static_cast<std::size_t>(arm)][static_cast<std::size_t>(r)];
  return array;
}

std::vector<std::string> assumptions(const Study& study) {
  std::vector<std::string> keys;
  for (const UncertainKey& each : study->result.assumptions) keys.push_back(each.key);
  return keys;
}

py::array_t<double> factors(const Study& study) {
  py::array_t<double> array({study->n_replications, study->result.factors.size()});
  auto view = array.mutable_unchecked<2>();
  for (Size r = 0; r < view.shape(0); ++r)
    for (Size k = 0; k < view.shape(1); ++k)
      view(r, k) = study->result.factors[static_cast<std::size_t>(k)][static_cast<std::size_t>(r)];
  return array;
}

py::dict build() {
  const BuildStamp stamp = build_stamp();
  py::dict words;
  words["townsquare_version"] = stamp.version;
  words["git_revision"] = stamp.git_revision;
  words["compiler"] = stamp.compiler;
  words["build_flags"] = stamp.flags;
  return words;
}

using Row = std::tuple<std::string, std::string, std::string>;

template <class Table>
std::vector<Row> rows_of(const Table& table) {
  std::vector<Row> rows;
  for (const auto& each : table) rows.emplace_back(each.name, each.unit, each.long_name);
  return rows;
}

}  // namespace

void bind_study(py::module_& module) {
  py::register_exception<ResultFileError>(module, "ResultFileError", PyExc_OSError);
  module.def(
      "check_result",
      [](const std::string& path) {
        const py::gil_scoped_release release;
        check_numbers(open_result(path));
      },
      py::arg("path"));
  module.def("build_stamp", &build);
  module.def("weekly_metrics", [] { return rows_of(weekly_metrics()); });
  module.def("outcomes", [] { return rows_of(outcomes()); });

  py::class_<FinishedStudy, Study>(module, "Study")
      .def_property_readonly("arms", [](const Study& s) { return s->result.arm_names; })
      .def_property_readonly("n_weeks", [](const Study& s) { return s->n_weeks; })
      .def_property_readonly("n_replications", [](const Study& s) { return s->n_replications; })
      .def_property_readonly("fingerprint", [](const Study& s) { return to_hex(s->result.fingerprint); })
      .def("series", &series, py::arg("metric"))
      .def("outcome", &outcome, py::arg("index"))
      .def("fingerprints", &fingerprints)
      .def("assumptions", &assumptions)
      .def("factors", &factors);

  module.def("run_study", &run, py::arg("arms"), py::arg("seed"), py::arg("first_replication"), py::arg("n_replications"),
             py::arg("threads"), py::arg("output"), py::arg("command_line"), py::arg("title"), py::arg("progress"), py::arg("fork_at") = 0);
}

}  // namespace townsquare::python
