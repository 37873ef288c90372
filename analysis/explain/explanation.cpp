#include "analysis/explain/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include "analysis/statistics/shapley.hpp"
#include "analysis/studies/outcome_estimate.hpp"
#include "analysis/sweeps/run_list.hpp"
#include "analysis/results/event_chain.hpp"
#include "engine/fingerprint.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

// What is kept of a run.
struct Seen {
  double value;
  std::uint64_t fingerprint;
};

// A fingerprint takes two numbers, as not every 64 bits fit into one.
std::vector<double> numbers_of(const Seen& seen) { return {seen.value, static_cast<double>(seen.fingerprint >> 32), static_cast<double>(seen.fingerprint & 0xffffffff)}; }
Seen seen_of(const std::vector<double>& numbers) {
  return {numbers.at(0), static_cast<std::uint64_t>(numbers.at(1)) << 32 | static_cast<std::uint64_t>(numbers.at(2))};
}

// All runs of an explanation go through here: on the same seed, the outcome alone is kept.
struct Runner {
  const Outcome& outcome;
  std::size_t place;  // of the outcome in the table
  std::uint64_t seed;
  int threads;
  StudyControl& control;
  RunNumbers numbers;  // of all runs that are known
  Fingerprint print = {};
  std::set<std::string> used = {};  // by the answers so far: a scenario that an assumption does not touch is run once

  /// Values by replication, up to the first that is not complete. `wanted[r]` are places in `scenarios`.
  std::vector<std::vector<double>> run(std::span<const Scenario> scenarios, std::span<const std::vector<std::size_t>> wanted) {
    std::vector<std::string> names;  // of the scenarios
    for (const Scenario& scenario : scenarios) {
      const std::string text = write_scenario(scenario);
      names.push_back(hex_text(sha256({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()})) + "|");
    }
    run_missing(scenarios, names, wanted);

    std::vector<std::vector<double>> values;
    for (std::uint32_t r = 0; r < wanted.size(); ++r) {
      const auto name_of = [&](std::size_t scenario) { return names[scenario] + std::to_string(r); };
      if (!std::ranges::all_of(wanted[r], [&](std::size_t scenario) { return numbers.contains(name_of(scenario)); })) return values;
      values.emplace_back();
      for (const std::size_t scenario : wanted[r]) {
        const Seen seen = seen_of(numbers.at(name_of(scenario)));
        values.back().push_back(seen.value);
        print.add(seen.fingerprint);
        used.insert(name_of(scenario));
      }
    }
    return values;
  }

  // Runs what no earlier explanation has run. What is done when it is cancelled is known from then on.
  void run_missing(std::span<const Scenario> scenarios, std::span<const std::string> names, std::span<const std::vector<std::size_t>> wanted) {
    std::vector<Job> jobs;
    std::set<std::string> listed;
    for (std::uint32_t r = 0; r < wanted.size(); ++r)
      for (const std::size_t scenario : wanted[r]) {
        const std::string name = names[scenario] + std::to_string(r);
        if (!numbers.contains(name) && listed.insert(name).second) jobs.push_back({scenario, r});
        else ++control.runs_done;
      }
    const std::vector<JobResult> results = run_list(scenarios, seed, jobs, {}, threads, control);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (!results[i].failure.empty()) throw std::runtime_error(results[i].failure);
      if (results[i].is_done) numbers[names[jobs[i].scenario] + std::to_string(jobs[i].replication)] = numbers_of({results[i].outcomes[place], results[i].fingerprint});
    }
  }
};

// The mixtures of each replication, as places in a list of all.
struct MixtureRuns {
  std::vector<Scenario> scenarios;
  std::vector<Coalition> coalitions;              // of each place
  std::vector<std::vector<std::size_t>> wanted;   // [replication]
};

MixtureRuns mixture_runs(const ExplainDesign& design) {
  MixtureRuns runs;
  std::map<Coalition, std::size_t> places;
  for (const auto& [coalition, scenario] : design.mixtures) {
    places[coalition] = runs.scenarios.size();
    runs.scenarios.push_back(scenario);
    runs.coalitions.push_back(coalition);
  }
  runs.wanted.resize(design.n_replications);
  for (std::uint32_t r = 0; r < design.n_replications; ++r) {
    std::vector<std::size_t>& wanted = runs.wanted[r];
    if (design.is_exact) {
      wanted.resize(runs.scenarios.size());
      std::iota(wanted.begin(), wanted.end(), std::size_t{0});
      continue;
    }
    for (const std::vector<std::size_t>& order : design.orders[r])
      for (const Coalition c : coalitions_of(order)) wanted.push_back(places.at(c));
    std::ranges::sort(wanted);
    const auto rest = std::unique(wanted.begin(), wanted.end());
    wanted.erase(rest, wanted.end());
  }
  return runs;
}

void attribute_to_clauses(const ExplainDesign& design, Runner& runner, Explanation& explanation) {
  const MixtureRuns runs = mixture_runs(design);
  const std::vector<std::vector<double>> values = runner.run(runs.scenarios, runs.wanted);
  const std::size_t n = design.clauses.size();
  explanation.contributions.resize(n);
  std::vector<double> kept_a, kept_b;
  for (std::size_t r = 0; r < values.size(); ++r) {
    std::map<Coalition, double> worth;
    for (std::size_t i = 0; i < values[r].size(); ++i) worth[runs.coalitions[runs.wanted[r][i]]] = values[r][i];
    const double none = worth.at(0), all = worth.at(all_players(n));
    explanation.in_a.push_back(none);
    explanation.in_b.push_back(all);
    if (std::ranges::any_of(values[r], [](double v) { return std::isnan(v); })) continue;
    const auto value = [&](Coalition c) { return worth.at(c); };
    const std::vector<double> shares = design.is_exact ? shapley_exact(n, value) : shapley_of_orders(n, design.orders[r], value);
    for (std::size_t i = 0; i < n; ++i) explanation.contributions[i].push_back(shares[i]);
    kept_a.push_back(none);
    kept_b.push_back(all);
  }
  explanation.n_replications = static_cast<std::uint32_t>(values.size());
  explanation.attributed = paired_difference(kept_a, kept_b);
  explanation.clause_runs = runner.used.size();
}

/// Answers at some values of assumptions, all on the same luck.
struct Question {
  std::string key;
  double factor;
};

std::vector<Estimate> answers_to(const ExplainDesign& design, Runner& runner, std::span<const Question> questions, std::uint32_t n_replications, std::uint32_t& n_done) {
  std::vector<Scenario> scenarios;
  for (const Question& question : questions)
    for (const Scenario* scenario : {&design.a, &design.b}) scenarios.push_back(with_factor(*scenario, question.key, question.factor));
  std::vector<std::size_t> each(scenarios.size());
  std::iota(each.begin(), each.end(), std::size_t{0});
  const std::vector<std::vector<double>> values = runner.run(scenarios, std::vector(n_replications, each));
  n_done = static_cast<std::uint32_t>(values.size());
  std::vector<Estimate> answers;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    std::vector<double> a, b;
    for (const std::vector<double>& row : values) {
      a.push_back(row[2 * q]);
      b.push_back(row[2 * q + 1]);
    }
    answers.push_back(estimate_difference(runner.outcome, a, b, static_cast<std::size_t>(design.a.run.weeks)));
  }
  return answers;
}

/// The way from what is assumed to one end of an assumption's range.
struct Path {
  std::size_t row;
  std::vector<AnswerAt> points;
};

// Halves the brackets of all paths together, so that every step is one list of runs.
void narrow(const ExplainDesign& design, Runner& runner, std::span<const TornadoRow> rows, std::vector<Path>& paths, std::uint32_t n_replications) {
  constexpr std::size_t few = 8;
  const int n_steps = paths.size() <= few ? 5 : 3;  // a range of factors from 1 to 4 is then known to 5 or 19 %, before interpolation
  for (int step = 0; step < n_steps && !paths.empty(); ++step) {
    std::vector<Question> questions;
    for (const Path& path : paths) questions.push_back({rows[path.row].assumption.key, middle_of(path.points, *first_bracket(path.points))});
    std::uint32_t n_done = 0;
    const std::vector<Estimate> answers = answers_to(design, runner, questions, n_replications, n_done);
    if (n_done < n_replications) return;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const auto place = static_cast<std::ptrdiff_t>(first_bracket(paths[i].points)->after);
      paths[i].points.insert(paths[i].points.begin() + place, AnswerAt{questions[i].factor, answers[i]});
    }
  }
}

// The nearer of two, by how many times what is assumed it is.
void keep_nearer(std::optional<FlipPoint>& kept, const std::optional<FlipPoint>& other) {
  if (!other) return;
  if (!kept || std::abs(std::log(other->factor)) < std::abs(std::log(kept->factor))) kept = other;
}

void turn_assumptions(const ExplainDesign& design, Runner& runner, Explanation& explanation) {
  if (design.assumptions.empty()) return;
  // as assumed, and both ends of each range
  std::vector<Question> questions{{"", 1}};
  for (const UncertainKey& key : design.assumptions) {
    questions.push_back({key.key, key.low});
    questions.push_back({key.key, key.high});
  }
  std::uint32_t n_done = 0;
  const std::vector<Estimate> answers = answers_to(design, runner, questions, design.n_replications, n_done);
  explanation.n_tornado_replications = n_done;
  if (n_done == 0) return;
  explanation.assumed = answers[0];
  for (std::size_t k = 0; k < design.assumptions.size(); ++k)
    explanation.tornado.push_back({design.assumptions[k], {design.assumptions[k].low, answers[1 + 2 * k]}, {design.assumptions[k].high, answers[2 + 2 * k]}, std::nullopt});
  std::stable_sort(explanation.tornado.begin(), explanation.tornado.end(), [](const TornadoRow& one, const TornadoRow& other) { return one.swing() > other.swing(); });

  // ends at which the answer is reversed are searched for where it turns
  std::vector<Path> paths;
  for (std::size_t k = 0; k < explanation.tornado.size(); ++k)
    for (const AnswerAt& end : {explanation.tornado[k].low, explanation.tornado[k].high})
      if (Path path{k, {{1, explanation.assumed}, end}}; first_bracket(path.points)) paths.push_back(std::move(path));
  narrow(design, runner, explanation.tornado, paths, n_done);
  for (const Path& path : paths) keep_nearer(explanation.tornado[path.row].flip, flip_point(path.points));
}

}  // namespace

double TornadoRow::swing() const {
  const double width = std::abs(high.difference.mean - low.difference.mean);
  return std::isnan(width) ? 0 : width;
}

Estimate Explanation::contribution(std::size_t clause) const { return mean_of(contributions[clause]); }

Explanation explain(const ExplainDesign& design, const Outcome& outcome, int threads, StudyControl& control, RunNumbers known) {
  Explanation explanation;
  Runner runner{outcome, *outcome_index(outcome.name), design.seed, threads, control, std::move(known)};
  attribute_to_clauses(design, runner, explanation);
  if (!control.is_cancelled.load()) turn_assumptions(design, runner, explanation);
  explanation.assumption_runs = runner.used.size() - explanation.clause_runs;
  explanation.fingerprint = runner.print.value();
  explanation.is_complete = !control.is_cancelled.load();
  explanation.numbers = std::move(runner.numbers);
  return explanation;
}

}  // namespace townsquare
