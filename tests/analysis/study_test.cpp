#include "analysis/studies/study.hpp"

#include <catch2/catch.hpp>
#include <algorithm>
#include <set>

#include <cmath>
#include <thread>

#include "analysis/statistics/statistics.hpp"

using namespace townsquare;

namespace {

Scenario small(double take_rate) {
  Scenario s = default_scenario();
  s.market.buyers = 200;
  s.market.sellers = 40;
  s.market.niches = 2;
  s.platforms[0].launch.founding_sellers = 20;
  s.platforms[0].launch.founding_buyers = 80;
  s.run.weeks = 60;
  *find_place(s, "fees.take_rate")->value = take_rate;
  return s;
}

StudyPlan plan_of(int threads) {
  StudyPlan plan;
  plan.arms = {{"low", small(.05)}, {"high", small(.2)}};
  plan.n_replications = 20;
  plan.threads = threads;
  return plan;
}

}  // namespace

TEST_CASE("a study gives the same numbers on 1, 2 and 7 threads", "[reproducibility]") {
  StudyControl one, two, seven;
  const StudyResult a = run_study(plan_of(1), {}, one), b = run_study(plan_of(2), {}, two), c = run_study(plan_of(7), {}, seven);
  CHECK(a.fingerprint == b.fingerprint);
  CHECK(a.fingerprint == c.fingerprint);
  CHECK(a.outcome(0, "gmv_total") == c.outcome(0, "gmv_total"));
  CHECK(one.runs_done.load() == 40);
}

TEST_CASE("a replication of a study is the run of that seed and replication alone", "[contract]") {
  StudyControl control;
  std::vector<Record> records;
  const StudyPlan plan = plan_of(2);
  const StudyResult result = run_study(plan, [&](const Batch& batch) {
    for (const auto& runs : batch.runs) records.push_back(runs[1].record);
  }, control);
  const RunResult alone = run_once(plan.arms[1].scenario, plan.seed, 17);
  CHECK(alone.fingerprint == result.fingerprints[1][17]);
  CHECK(alone.record.weekly == records[17].weekly);
}

TEST_CASE("arms of a replication share their luck: without a difference of rules there is none of numbers", "[contract]") {
  StudyPlan plan = plan_of(2);
  plan.arms[1].scenario = plan.arms[0].scenario;
  StudyControl control;
  const StudyResult result = run_study(plan, {}, control);
  CHECK(result.fingerprints[0] == result.fingerprints[1]);
  CHECK(result.fingerprints[0][0] != result.fingerprints[0][1]);
}

TEST_CASE("a cancelled study keeps whole batches and says that it is incomplete", "[contract]") {
  StudyControl control;
  StudyPlan plan = plan_of(2);
  plan.n_replications = 64;
  std::size_t batches = 0;
  const StudyResult result = run_study(plan, [&](const Batch&) {
    if (++batches == 2) control.is_cancelled = true;
  }, control);
  CHECK_FALSE(result.is_complete);
  CHECK(result.n_done == 32);
  CHECK(result.outcome(0, "survived").size() == 32);
}

TEST_CASE("a study that is cancelled within a batch keeps every replication that is complete in all arms", "[contract]") {
  const int threads = GENERATE(1, 2);
  StudyPlan plan = plan_of(threads);
  for (Arm& arm : plan.arms) arm.scenario.run.weeks = 500;
  plan.n_replications = 16;  // one batch
  StudyControl control;
  std::size_t n_seen = 0;
  std::thread impatient([&] {
    while (control.runs_done.load() < 7) std::this_thread::yield();
    control.is_cancelled = true;
  });
  const StudyResult cut = run_study(plan, [&](const Batch& batch) { n_seen += batch.runs.size(); }, control);
  impatient.join();
  const std::uint64_t n_runs = control.runs_done.load();
  REQUIRE(n_runs < 32);
  CHECK_FALSE(cut.is_complete);
  CHECK(cut.n_done == n_runs / 2);  // runs begin in order, and those under way are ended
  CHECK(n_seen == cut.n_done);
  CHECK(cut.fingerprints[1][2] == run_once(plan.arms[1].scenario, plan.seed, 2).fingerprint);
}

TEST_CASE("a study that goes on from finished replications is the one that never stopped", "[contract]") {
  StudyControl control, second;
  const StudyPlan plan = plan_of(1);
  Batch finished;
  const StudyResult whole = run_study(plan, {}, control);
  finished.runs.resize(3);
  for (std::uint32_t r = 0; r < 3; ++r)
    for (const Arm& arm : plan.arms) finished.runs[r].push_back(run_once(arm.scenario, plan.seed, r));
  std::vector<std::uint32_t> starts;
  const StudyResult rest = run_study(plan, [&](const Batch& b) { starts.push_back(b.first_replication); }, second, finished);
  CHECK(starts.size() >= 2);
  CHECK(starts[0] == 0);
  CHECK(starts[1] == 3);
  CHECK(rest.fingerprint == whole.fingerprint);
  const auto is_same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  for (std::size_t arm = 0; arm < plan.arms.size(); ++arm)
    for (std::size_t k = 0; k < whole.outcomes[arm].size(); ++k) CHECK(std::ranges::equal(rest.outcomes[arm][k], whole.outcomes[arm][k], is_same));
  CHECK(rest.factors == whole.factors);
  CHECK(second.runs_done.load() == control.runs_done.load());
  CHECK(rest.is_complete);
  finished.first_replication = 1;
  CHECK_THROWS_AS(run_study(plan, {}, second, finished), std::logic_error);
}

TEST_CASE("each assumption of a study is told once, whichever arms draw it", "[contract]") {
  StudyPlan plan = plan_of(1);
  const std::size_t n = uncertain_keys(plan.arms[0].scenario).size();
  REQUIRE(n > 0);
  for (Arm& arm : plan.arms) arm.scenario.run.draw_assumptions = 1;
  CHECK(assumptions_of(plan).size() == n);
  for (Arm& arm : plan.arms) arm.scenario.run.draw_assumptions = 0;
  CHECK(assumptions_of(plan).empty());
}

TEST_CASE("the platform's surplus is all accounted for", "[identity]") {
  StudyControl control;
  StudyPlan plan = plan_of(0);
  plan.arms[1].scenario.platforms[0].capital.start_cash = 300000;  // some of these close
  const StudyResult r = run_study(plan, {}, control);
  CHECK(mean_of(r.outcome(1, "unpaid_bills")).mean > 0);
  for (std::size_t arm = 0; arm < 2; ++arm)
    for (std::size_t i = 0; i < r.n_done; ++i) {
      const double parts = r.outcome(arm, "surplus_to_members")[i] + r.outcome(arm, "surplus_to_investors")[i] +
                           r.outcome(arm, "surplus_to_reserve")[i] + r.outcome(arm, "surplus_kept_as_cash")[i] -
                           r.outcome(arm, "unpaid_bills")[i];
      CHECK(r.outcome(arm, "platform_surplus")[i] == Approx(parts).margin(.01));
    }
}

TEST_CASE("a closed platform counts with zeros", "[contract]") {
  Scenario s = small(0);
  s.platforms[0].capital.start_cash = 500000;
  const RunResult run = run_once(s, 1, 0);
  REQUIRE(run.outcomes[*outcome_index("survived")] == 0);
  const std::size_t last = run.record.n_weeks - 1;
  for (std::string_view name : {"gmv", "active_sellers", "active_buyers", "mean_experience", "is_alive", "policy_fee", "cash"})
    CHECK(run.record.at(last, *metric_index(name)) == 0);
  // what a closed platform does not have is missing, not zero: a take rate, power over it, and votes where none was ever held
  const std::set<std::string_view> missing = {"final_take_rate", "gini_of_power", "nakamoto_coefficient", "largest_power_index", "minimal_winning_coalition",
                                              "largest_pivotal_share", "gini_of_exposure", "newcomers_exposure", "small_sellers_exposure", "votes_for_higher_fee", "votes_for_lower_fee", "members_for_higher_fee", "members_for_lower_fee",
                                               "mean_turnout_of_votes", "mean_power_cast", "median_ballots_per_vote", "pass_rate", "weeks_to_rule_change"};
  for (std::size_t k = 0; k < outcomes().size(); ++k) {
    INFO(outcomes()[k].name);
    CHECK(std::isfinite(run.outcomes[k]) != missing.contains(outcomes()[k].name));
  }
}

TEST_CASE("no outcome has the name of a weekly metric", "[contract]") {
  for (const Outcome& outcome : outcomes()) CHECK_FALSE(metric_index(outcome.name).has_value());
}

TEST_CASE("a scenario with rivals is one run seen from each platform", "[contract]") {
  Scenario s = small(.05);
  s.platforms.push_back(s.platforms[0]);
  s.platforms[0].name = "ours", s.platforms[1].name = "rival", s.platforms[1].title = "Rival";
  s.platforms[1].fees.values = {.3};
  s.platforms[1].launch.week = 10;
  StudyPlan plan;
  plan.arms = arms_of("town", s);
  plan.n_replications = 3;
  REQUIRE(plan.arms.size() == 2);
  CHECK(plan.arms[1].name == "rival");
  CHECK(title_of(plan.arms[1]) == "Rival");
  StudyControl control;
  const StudyResult result = run_study(plan, {}, control);
  CHECK(control.runs_done.load() == 6);
  CHECK(result.fingerprints[0] == result.fingerprints[1]);
  CHECK(result.outcome(0, "weeks_alive")[0] == 60);
  CHECK(result.outcome(1, "weeks_alive")[0] == 50);
  CHECK(result.outcome(0, "gmv_total") != result.outcome(1, "gmv_total"));

  // what is told of the market is the sum of its platforms, seen from either
  for (std::string_view word : {"gmv_total", "seller_income_total", "buyer_surplus_total"}) {
    const std::string whole = "market_" + std::string(word);
    CHECK(result.outcome(0, whole) == result.outcome(1, whole));
    CHECK_THAT(result.outcome(0, whole)[0], Catch::Matchers::WithinRel(result.outcome(0, word)[0] + result.outcome(1, word)[0], 1e-12));
  }

  // each arm alone is the same run
  for (std::size_t arm = 0; arm < 2; ++arm) {
    const RunResult alone = run_once(plan.arms[arm].scenario, plan.seed, 2);
    CHECK(alone.fingerprint == result.fingerprints[arm][2]);
    CHECK(alone.outcomes[*outcome_index("gmv_total")] == result.outcome(arm, "gmv_total")[2]);
    CHECK(std::ranges::all_of(alone.events, [&](const Event& e) { return e.platform == arm; }));
  }
}
