#include "analysis/stress/stress_runs.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "analysis/metrics/metric.hpp"
#include "analysis/promises/promises.hpp"
#include "engine/fork.hpp"
#include "engine/parallel.hpp"
#include "engine/parameter_table.hpp"
#include "engine/state/memory.hpp"

namespace townsquare {
namespace {

constexpr double most_bytes = 1e9;  // of beginnings that are kept; beyond, each run lives its own

/// A run up to the week of the shocks.
struct Beginning {
  Life life;
  Recording recording;
};

double bytes_of(const State& state) {
  double bytes = 0;
  for (const ColumnMemory& column : memory_table(state)) bytes += column.bytes;
  return bytes;
}

double outcome_named(const RunResult& run, std::string_view name) { return run.outcomes[*outcome_index(name)]; }

/// Where tokens or an attack give outsiders no place, an attack that never comes makes one, so that others can come later.
Scenario with_place_for_attackers(Scenario scenario) {
  Platform& own = scenario.platforms[0];
  const bool is_run_by_members = static_cast<Control>(static_cast<int>(own.control)) == Control::members;
  if (!is_run_by_members || has_tokens(own.ownership) || own.attack.rule.row != 0) return scenario;
  const auto sections = family_sections();
  const FamilySection& attacks = *std::ranges::find(sections, "attack", &FamilySection::section);
  const auto row = std::ranges::find(attacks.rows, "flood", &RuleRow::name);
  own.attack.rule = {static_cast<std::size_t>(row - attacks.rows.begin()), default_values(*row)};
  own.attack.week = 5200;
  own.attack.budget = 0;
  return scenario;
}

std::string key_of(std::span<const Blow> blows) {
  std::string key;
  for (const Blow& blow : blows) key += std::string(blow.shock->name) + "=" + std::to_string(blow.size) + ";";
  return key;
}

/// A run of any world, among all that are kept.
std::string name_of(const std::string& world, const std::string& blows, std::uint32_t replication) {
  return world + "|" + blows + "|" + std::to_string(replication);
}

std::vector<Blow> blows_on_market(std::span<const Blow> blows) {
  std::vector<Blow> kept;
  std::ranges::copy_if(blows, std::back_inserter(kept), [](const Blow& blow) { return blow.shock->is_of_market; });
  return kept;
}

}  // namespace

/// A scenario with its beginnings, and what was seen of its runs.
struct StressRuns::World {
  std::string name;  // as in `against`; empty: the founder's own
  Scenario trunk;
  std::vector<std::size_t> platforms;
  std::uint32_t fork_at;
  std::map<std::uint32_t, Beginning> beginnings;
  std::map<std::uint32_t, RunResult> undisturbed;  // of the founder's own
  std::map<std::pair<std::string, std::uint32_t>, StressedOutcome> seen;             // `keeps` not yet filled in
  std::map<std::pair<std::string, std::uint32_t>, std::vector<double>> values;      // (n_promises)
  double bytes_kept = 0;

  Beginning begin(std::uint64_t seed, std::uint32_t replication) const {
    Beginning beginning{begin_life(trunk, seed, replication), Recording(platforms, trunk.run.weeks)};
    live_until(beginning.life, static_cast<std::int32_t>(fork_at), [&](const Scenario& lived, const State& state) { beginning.recording.observe(lived, state); });
    return beginning;
  }

  RunResult live_on(Life& life, Recording recording) const {
    live_until(life, static_cast<std::int32_t>(life.lived.run.weeks), [&](const Scenario& lived, const State& state) { recording.observe(lived, state); });
    return std::move(std::move(recording).finish(life.fingerprint())[0]);
  }

  Scenario struck(std::span<const Blow> blows) const {
    Scenario scenario = trunk;
    for (const Blow& blow : blows) blow.shock->apply(scenario, blow.size, fork_at);
    return scenario;
  }

  RunResult run(std::span<const Blow> blows, std::uint64_t seed, std::uint32_t replication) const {
    const auto kept = beginnings.find(replication);
    std::optional<Beginning> own;
    if (kept == beginnings.end()) own = begin(seed, replication);
    const Beginning& beginning = own ? *own : kept->second;
    if (blows.empty()) {
      Life life = beginning.life;
      return live_on(life, beginning.recording);
    }
    Life life = branch_of(beginning.life, trunk, struck(blows), seed, replication);
    return live_on(life, beginning.recording);
  }
};

/// One run of one world.
struct StressRuns::Job {
  World* world;
  std::vector<Blow> blows;
  std::uint32_t replication;
  std::optional<RunResult> result = std::nullopt;
};

StressRuns::StressRuns(const Scenario& scenario, std::vector<Promise> promises, std::map<std::string, Scenario> others, std::uint64_t seed, std::uint32_t shock_week, RunNumbers known)
    : promises_(std::move(promises)), seed_(seed), known_(std::move(known)) {
  const auto add_world = [&](const std::string& name, Scenario trunk) {
    const auto weeks = static_cast<std::uint32_t>(trunk.run.weeks);
    const std::size_t observed = trunk.observed;
    worlds_.push_back(std::make_unique<World>(World{name, std::move(trunk), {observed}, std::min(shock_week, weeks), {}, {}, {}, {}}));
  };
  add_world("", with_place_for_attackers(scenario));
  for (auto& [name, other] : others) add_world(name, std::move(other));
  for (const Promise& promise : promises_) {
    const auto world = std::ranges::find(worlds_, promise.against, [](const auto& each) { return each->name; });
    if (world == worlds_.end()) throw std::invalid_argument("the scenario " + promise.against + " of a promise is missing");
    world_of_.push_back(static_cast<std::size_t>(world - worlds_.begin()));
  }
}

StressRuns::~StressRuns() = default;

const Scenario& StressRuns::scenario() const { return worlds_[0]->trunk; }

/// Lives the beginnings of new replications, which many jobs share.
void StressRuns::begin_all(std::span<const Job> jobs, const StudyControl& control) {
  std::set<std::pair<World*, std::uint32_t>> listed;
  std::vector<std::pair<World*, std::uint32_t>> fresh;
  for (const Job& job : jobs) {
    const std::pair wanted{job.world, job.replication};
    if (!job.world->beginnings.contains(job.replication) && listed.insert(wanted).second) fresh.push_back(wanted);
  }
  std::vector<std::optional<Beginning>> begun(fresh.size());
  for_each_index(fresh.size(), [&](std::size_t i) {
    if (!control.is_cancelled.load() && fresh[i].first->bytes_kept < most_bytes) begun[i] = fresh[i].first->begin(seed_, fresh[i].second);
  });
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    if (!begun[i]) continue;
    fresh[i].first->bytes_kept += bytes_of(begun[i]->life.state);
    fresh[i].first->beginnings.emplace(fresh[i].second, std::move(*begun[i]));
  }
}

/// Runs jobs side by side, and keeps what they show one after the other.
void StressRuns::run_jobs(std::vector<Job>& jobs, StudyControl& control) {
  std::erase_if(jobs, [&](Job& job) { return recall(job) && ++control.runs_done > 0; });
  begin_all(jobs, control);
  for_each_index(jobs.size(), [&](std::size_t i) {
    if (control.is_cancelled.load()) return;
    jobs[i].result = jobs[i].world->run(jobs[i].blows, seed_, jobs[i].replication);
    control.runs_done.fetch_add(1);
  });
  for (Job& job : jobs)
    if (job.result) keep(job);
}

/// Takes from what an earlier test saw. The whole of an undisturbed run is needed, so that is run again.
bool StressRuns::recall(Job& job) {
  if (job.blows.empty() && job.world == worlds_[0].get()) return false;
  const auto found = known_.find(name_of(job.world->name, key_of(job.blows), job.replication));
  constexpr std::size_t n_own = 6;
  if (found == known_.end() || found->second.size() != n_own + promises_.size()) return false;
  const std::vector<double>& numbers = found->second;
  const std::pair key{key_of(job.blows), job.replication};
  job.world->seen[key] = {{}, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
  job.world->values[key].assign(numbers.begin() + n_own, numbers.end());
  ++n_runs_;
  return true;
}

RunNumbers StressRuns::numbers() const {
  RunNumbers numbers;
  for (const auto& world : worlds_)
    for (const auto& [key, seen] : world->seen) {
      if (key.first.empty() && world == worlds_[0]) continue;
      std::vector<double>& of_run = numbers[name_of(world->name, key.first, key.second)];
      of_run = {seen.members_money, seen.cash_before, seen.was_in_control, seen.attack_won, seen.cost_of_control, seen.value_extracted};
      const std::vector<double>& values = world->values.at(key);
      of_run.insert(of_run.end(), values.begin(), values.end());
    }
  return numbers;
}

void StressRuns::keep(Job& job) {
  ++n_runs_;
  const RunResult& run = *job.result;
  const std::pair key{key_of(job.blows), job.replication};
  StressedOutcome& seen = job.world->seen[key];
  seen.members_money = outcome_named(run, "seller_income_total") + outcome_named(run, "buyer_surplus_total");
  seen.was_in_control = outcome_named(run, "attack_control");
  seen.attack_won = outcome_named(run, "attack_succeeded");
  seen.cost_of_control = outcome_named(run, "cost_of_control");
  seen.value_extracted = outcome_named(run, "value_extracted");
  if (job.world->fork_at > 0) seen.cash_before = run.record.at(job.world->fork_at - 1, *metric_index("cash"));
  for (const Promise& promise : promises_) job.world->values[key].push_back(promised_value(promise, run));
  if (job.blows.empty() && job.world == worlds_[0].get()) job.world->undisturbed.emplace(job.replication, std::move(*job.result));
}

std::vector<std::optional<StressedOutcome>> StressRuns::run(std::span<const StressedRun> wanted, StudyControl& control) {
  // what has not been run yet, each once; in the worlds of promises, what meets them
  std::vector<Job> jobs;
  std::set<std::pair<World*, std::pair<std::string, std::uint32_t>>> listed;
  const auto list = [&](World& world, std::vector<Blow> blows, std::uint32_t replication) {
    if (world.fork_at >= world.trunk.run.weeks) blows.clear();
    const std::pair key{key_of(blows), replication};
    if (world.seen.contains(key) || !listed.insert({&world, key}).second) return;
    jobs.push_back({&world, std::move(blows), replication});
  };
  for (const StressedRun& run : wanted) {
    list(*worlds_[0], run.blows, run.replication);
    for (std::size_t w = 1; w < worlds_.size(); ++w) list(*worlds_[w], blows_on_market(run.blows), run.replication);
  }
  run_jobs(jobs, control);

  std::vector<std::optional<StressedOutcome>> outcomes;
  for (const StressedRun& run : wanted) outcomes.push_back(outcome_of(run));
  return outcomes;
}

/// Of runs that have been run, in all worlds.
std::optional<StressedOutcome> StressRuns::outcome_of(const StressedRun& run) const {
  const auto key_in = [&](const World& world) {
    const bool is_over = world.fork_at >= world.trunk.run.weeks;
    return std::pair{is_over ? std::string() : &world == worlds_[0].get() ? key_of(run.blows) : key_of(blows_on_market(run.blows)), run.replication};
  };
  for (const auto& world : worlds_)
    if (!world->seen.contains(key_in(*world))) return std::nullopt;
  StressedOutcome outcome = worlds_[0]->seen.at(key_in(*worlds_[0]));
  const std::vector<double>& values = worlds_[0]->values.at(key_in(*worlds_[0]));
  for (std::size_t k = 0; k < promises_.size(); ++k) {
    const World& other = *worlds_[world_of_[k]];
    outcome.keeps.push_back(keeps_promise(promises_[k], values[k], world_of_[k] == 0 ? 0 : other.values.at(key_in(other))[k]));
  }
  return outcome;
}

std::vector<RunResult> StressRuns::undisturbed() const {
  std::vector<RunResult> runs;
  for (std::uint32_t r = 0; worlds_[0]->undisturbed.contains(r); ++r) runs.push_back(worlds_[0]->undisturbed.at(r));
  return runs;
}

}  // namespace townsquare
