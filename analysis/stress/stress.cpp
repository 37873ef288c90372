#include "analysis/stress/stress.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/parallel.hpp"

namespace townsquare {
namespace {

/// One condition whose verdicts are being made: the undisturbed market, a shock, or a pair of them.
struct Trialled {
  std::vector<Blow> blows;
  std::vector<SequentialTest> tests;         // (n_promises)
  std::vector<StressedOutcome> outcomes;     // by replication

  bool is_decided() const {
    return std::ranges::none_of(tests, [](const SequentialTest& test) { return test.verdict() == SequentialVerdict::open; });
  }
};

Trialled begin_trial(const StressPlan& plan, std::vector<Blow> blows) {
  Trialled trial{std::move(blows), {}, {}};
  for (const Promise& promise : plan.promises) trial.tests.emplace_back(promise.share_of_runs, plan.error_rate);
  return trial;
}

void take(Trialled& trial, const StressedOutcome& outcome) {
  for (std::size_t k = 0; k < trial.tests.size(); ++k) trial.tests[k].add(outcome.keeps[k]);
  trial.outcomes.push_back(outcome);
}

/// Adds replications to all conditions whose verdicts are open, batch after batch, until all are decided or the budget ends.
/// False when it was stopped.
bool decide(std::vector<Trialled*> open, const StressPlan& plan, StressRuns& runs, StudyControl& control) {
  while (!open.empty()) {
    std::vector<StressedRun> wanted;
    std::vector<std::size_t> counts;
    for (const Trialled* trial : open) {
      const auto first = static_cast<std::uint32_t>(trial->outcomes.size());
      const std::uint32_t end = std::min(first + stress_batch, plan.most_replications);
      for (std::uint32_t r = first; r < end; ++r) wanted.push_back({trial->blows, r});
      counts.push_back(end - first);
    }
    const std::vector<std::optional<StressedOutcome>> outcomes = runs.run(wanted, control);

    // in the order of replications, up to the first that is missing
    std::size_t next = 0;
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (std::size_t r = 0; r < counts[i] && outcomes[next + r]; ++r) take(*open[i], *outcomes[next + r]);
      next += counts[i];
    }
    if (control.is_cancelled.load()) return false;
    std::erase_if(open, [&](const Trialled* trial) { return trial->is_decided() || trial->outcomes.size() >= plan.most_replications; });
  }
  return true;
}

std::vector<StressCell> cells_of(const Trialled& trial) {
  std::vector<StressCell> cells;
  for (const SequentialTest& test : trial.tests) cells.push_back({test.verdict(), test.share()});
  return cells;
}

/// Mean over promises of the fall of the share of runs that keep them, over pairs.
double damage_of(const Trialled& base, const Trialled& struck) {
  double fall = 0;
  const std::size_t n = std::min(base.outcomes.size(), struck.outcomes.size()), n_promises = struck.tests.size();
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t k = 0; k < n_promises; ++k)
      fall += static_cast<double>(base.outcomes[r].keeps[k]) - static_cast<double>(struck.outcomes[r].keeps[k]);
  return n == 0 || n_promises == 0 ? 0 : fall / static_cast<double>(n * n_promises);
}

/// Part of members' money that is lost, over pairs.
double money_lost(const Trialled& base, const Trialled& struck) {
  double before = 0, after = 0;
  for (std::size_t r = 0; r < std::min(base.outcomes.size(), struck.outcomes.size()); ++r) {
    before += base.outcomes[r].members_money;
    after += struck.outcomes[r].members_money;
  }
  return before > 0 ? (before - after) / before : 0;
}

AttackSummary attack_of(const Trialled& trial) {
  std::vector<double> control, won, cost;
  AttackSummary summary;
  for (const StressedOutcome& run : trial.outcomes) {
    control.push_back(run.was_in_control);
    won.push_back(run.attack_won);
    if (run.was_in_control != 0) cost.push_back(run.cost_of_control);
    summary.value_extracted += run.value_extracted / static_cast<double>(trial.outcomes.size());
    summary.treasury += run.cash_before / static_cast<double>(trial.outcomes.size());
  }
  summary.in_control = proportion_of(control);
  summary.won = proportion_of(won);
  summary.cost_of_control = quantile_of(cost, .5);
  return summary;
}

/// Whether there is anything to break: the promise is kept, without shocks, as often as it must be.
bool is_kept(const StressCell& cell, const Promise& promise) {
  return cell.verdict != SequentialVerdict::below && cell.share.n > 0 && cell.share.mean >= promise.share_of_runs;
}

/// Where one shock breaks each promise that is kept without it. False when it was stopped.
bool search(StressRow& row, const StressResult& result, StressRuns& runs, StudyControl& control) {
  const StressPlan& plan = result.plan;
  for (std::size_t k = 0; k < plan.promises.size(); ++k) {
    if (!is_kept(result.undisturbed[k], plan.promises[k])) continue;
    const TrySizes try_sizes = [&](std::span<const Trial> trials) {
      std::vector<StressedRun> wanted;
      for (const Trial& trial : trials) wanted.push_back({{{row.shock, row.sizes[trial.size]}}, trial.replication});
      std::vector<bool> held;
      for (const auto& outcome : runs.run(wanted, control)) {
        if (!outcome) break;
        held.push_back(outcome->keeps[k]);
      }
      return held;
    };
    row.breaking.push_back({k, breaking_point(row.sizes.size(), plan.breaking_replications, plan.promises[k].share_of_runs, try_sizes)});
    if (control.is_cancelled.load()) return false;
  }
  // the smallest size of all; of equals the first promise
  for (std::size_t i = 0; i < row.breaking.size(); ++i) {
    const BreakingPoint& point = row.breaking[i].point;
    if (point.state != BreakingState::breaks && point.state != BreakingState::at_once) continue;
    if (!row.breaks_first || point.size < row.breaking[*row.breaks_first].point.size) row.breaks_first = i;
  }
  return true;
}

/// Rows that apply by damage, then by money lost; those that do not after them, in the order of the table.
void order_by_damage(std::vector<StressRow>& rows) {
  std::ranges::stable_sort(rows, [](const StressRow& a, const StressRow& b) {
    if (a.why_not.empty() != b.why_not.empty()) return a.why_not.empty();
    if (!a.why_not.empty()) return false;
    return a.damage != b.damage ? a.damage > b.damage : a.money_lost > b.money_lost;
  });
}

/// The most damaging shocks two by two. False when it was stopped.
bool try_pairs(StressResult& result, const Trialled& base, StressRuns& runs, StudyControl& control) {
  for (std::size_t i = 0; i < result.rows.size() && result.paired_rows.size() < result.plan.pairs_of; ++i)
    if (result.rows[i].why_not.empty() && result.rows[i].n_replications > 0) result.paired_rows.push_back(i);
  std::vector<Trialled> trials;
  std::vector<StressPair> pairs;
  for (std::size_t i = 0; i < result.paired_rows.size(); ++i)
    for (std::size_t j = i + 1; j < result.paired_rows.size(); ++j) {
      const StressRow &a = result.rows[result.paired_rows[i]], &b = result.rows[result.paired_rows[j]];
      if (!can_join(*a.shock, *b.shock)) continue;
      trials.push_back(begin_trial(result.plan, {{a.shock, a.size}, {b.shock, b.size}}));
      pairs.push_back({result.paired_rows[i], result.paired_rows[j], 0, a.damage + b.damage, 0, {}, 0});
    }
  std::vector<Trialled*> open;
  for (Trialled& trial : trials) open.push_back(&trial);
  const bool is_done = decide(open, result.plan, runs, control);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (trials[i].outcomes.empty()) continue;
    pairs[i].damage = damage_of(base, trials[i]);
    pairs[i].money_lost = money_lost(base, trials[i]);
    pairs[i].cells = cells_of(trials[i]);
    pairs[i].n_replications = trials[i].outcomes.size();
    result.pairs.push_back(pairs[i]);
  }
  std::ranges::stable_sort(result.pairs, [](const StressPair& a, const StressPair& b) { return a.damage != b.damage ? a.damage > b.damage : a.money_lost > b.money_lost; });
  return is_done;
}

/// The undisturbed market: its verdicts, and then the replications that pairs and breaking points will ask for.
bool begin_base(Trialled& base, StressResult& result, StressRuns& runs, StudyControl& control) {
  bool is_done = decide({&base}, result.plan, runs, control);
  const auto n_decided = base.outcomes.size();
  if (is_done) {
    std::vector<StressedRun> wanted;
    for (auto r = static_cast<std::uint32_t>(n_decided); r < result.plan.most_replications; ++r) wanted.push_back({{}, r});
    for (const auto& outcome : runs.run(wanted, control))
      if (outcome) take(base, *outcome);
    is_done = !control.is_cancelled.load();
  }
  result.undisturbed = cells_of(base);
  result.n_undisturbed = base.outcomes.size();
  for (const StressedOutcome& outcome : base.outcomes) result.members_money += outcome.members_money / static_cast<double>(base.outcomes.size());
  return is_done;
}

/// Verdicts of all shocks that apply, all together, so that no processor waits.
bool judge_shocks(const Trialled& base, StressResult& result, StressRuns& runs, StudyControl& control) {
  std::vector<Trialled> trials;
  std::vector<std::size_t> row_of;
  for (std::size_t i = 0; i < result.rows.size(); ++i) {
    if (!result.rows[i].why_not.empty()) continue;
    trials.push_back(begin_trial(result.plan, {{result.rows[i].shock, result.rows[i].size}}));
    row_of.push_back(i);
  }
  std::vector<Trialled*> open;
  for (Trialled& trial : trials) open.push_back(&trial);
  const bool is_done = decide(open, result.plan, runs, control);
  for (std::size_t i = 0; i < trials.size(); ++i) {
    StressRow& row = result.rows[row_of[i]];
    row.n_replications = trials[i].outcomes.size();
    if (row.n_replications == 0) continue;
    row.cells = cells_of(trials[i]);
    row.damage = damage_of(base, trials[i]);
    row.money_lost = money_lost(base, trials[i]);
    if (row.shock->is_attack) row.attack = attack_of(trials[i]);
  }
  order_by_damage(result.rows);
  return is_done;
}

}  // namespace

StressResult run_stress(const StressPlan& given, StudyControl& control, RunNumbers known) {
  StressResult result;
  result.plan = completed(given);
  result.are_default_promises = given.promises.empty();
  const StressPlan& plan = result.plan;
  for (const StressShock* shock : plan.shocks) {
    StressRow row;
    row.shock = shock;
    row.why_not = obstacle_of(*shock, plan);
    row.size = std::isnan(shock->real_size) ? shock->usual : shock->real_size;
    row.sizes = sizes_of(*shock, n_stress_sizes);
    result.rows.push_back(std::move(row));
  }

  StressRuns runs(plan.scenario, plan.promises, plan.others, plan.seed, plan.shock_week, std::move(known));
  with_threads(plan.threads, [&] {
    Trialled base = begin_trial(plan, {});
    result.is_complete = begin_base(base, result, runs, control) && judge_shocks(base, result, runs, control) && try_pairs(result, base, runs, control);
    for (StressRow& row : result.rows)
      if (result.is_complete && plan.breaking_replications > 0 && row.why_not.empty() && has_sizes(*row.shock)) result.is_complete = search(row, result, runs, control);
    return 0;
  });
  result.n_runs = runs.n_runs();
  result.trunk = runs.scenario();
  result.undisturbed_runs = runs.undisturbed();
  result.numbers = runs.numbers();
  return result;
}

}  // namespace townsquare
