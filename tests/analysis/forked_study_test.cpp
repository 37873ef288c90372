// Studies whose arms have a past in common, and what is refused of a branch.
#include <algorithm>
#include <catch2/catch.hpp>
#include <unistd.h>

#include <filesystem>

#include "analysis/results/result_file.hpp"
#include "analysis/studies/forked_runs.hpp"
#include "engine/behaviour/attack/attack.hpp"
#include "scenarios/branch_check.hpp"

using namespace townsquare;

namespace {

Scenario small(double take_rate = .1) {
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

StudyPlan forked_plan(int threads, std::uint32_t fork_at = 20) {
  StudyPlan plan;
  plan.arms = {{"trunk", small()}, {"same", small()}, {"dear", small(.4)}};
  plan.n_replications = 6;
  plan.threads = threads;
  plan.fork_at = fork_at;
  return plan;
}

Diagnostics obstacles(const Scenario& branch, double week = 20) { return find_fork_obstacles(small(), branch, week, "mine.toml"); }

std::string only_message(const Diagnostics& problems) {
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "C060");
  CHECK(problems[0].at.file == "mine.toml");
  return problems[0].message;
}

}  // namespace

TEST_CASE("arms that fork are one run up to the fork, and differ only from that week on", "[contract]") {
  StudyControl control;
  std::vector<Batch> batches;
  const StudyPlan plan = forked_plan(2);
  const StudyResult result = run_study(plan, [&](const Batch& batch) { batches.push_back(batch); }, control);
  CHECK(control.runs_done.load() == 18);
  CHECK(result.fingerprints[1] == result.fingerprints[0]);
  REQUIRE(batches.size() == 1);
  const std::size_t n_metrics = weekly_metrics().size();
  const auto is_alike = [&](const RunResult& a, const RunResult& b, std::size_t week) {
    const auto begin = static_cast<std::ptrdiff_t>(week * n_metrics);
    return std::equal(a.record.weekly.begin() + begin, a.record.weekly.begin() + begin + static_cast<std::ptrdiff_t>(n_metrics), b.record.weekly.begin() + begin,
                      [](double x, double y) { return x == y || (x != x && y != y); });
  };
  for (const std::vector<RunResult>& runs : batches[0].runs) {
    CHECK(runs[0].fingerprint == run_once(small(), plan.seed, static_cast<std::uint32_t>(&runs - batches[0].runs.data())).fingerprint);
    for (std::size_t week = 0; week < 20; ++week) CHECK(is_alike(runs[0], runs[2], week));
    CHECK_FALSE(is_alike(runs[0], runs[2], 20));
    CHECK(runs[0].fingerprint != runs[2].fingerprint);
    CHECK(std::ranges::any_of(runs[2].events, [](const Event& e) { return e.kind == EventKind::rule_changed && e.week == 20 && e.after == .4; }));
  }
}

TEST_CASE("a study that forks gives the same numbers on 1, 2 and 7 threads", "[reproducibility]") {
  StudyControl one, two, seven;
  const StudyResult a = run_study(forked_plan(1), {}, one), b = run_study(forked_plan(2), {}, two), c = run_study(forked_plan(7), {}, seven);
  CHECK(a.fingerprint == b.fingerprint);
  CHECK(a.fingerprint == c.fingerprint);
}

TEST_CASE("a fork in another week is another study", "[contract]") {
  StudyControl early, late;
  const StudyResult a = run_study(forked_plan(2, 10), {}, early), b = run_study(forked_plan(2, 40), {}, late);
  CHECK(a.fingerprints[0] == b.fingerprints[0]);
  CHECK(a.fingerprints[2] != b.fingerprints[2]);
}

TEST_CASE("a result file knows the week of its fork", "[contract]") {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / ("townsquare_fork_test" + std::to_string(getpid()) + ".nc");
  std::filesystem::remove(path);
  const StudyPlan plan = forked_plan(2);
  {
    StudyControl control;
    ResultWriter writer(path, plan, {"", "fork"});
    writer.finish(run_study(plan, [&](const Batch& batch) { writer.append(batch); }, control));
  }
  CHECK(open_result(path).fork_at == 20);
  std::filesystem::remove(path);
}

TEST_CASE("what was fixed when a run began is refused of a branch in one message", "[contract]") {
  CHECK(obstacles(small()).empty());
  CHECK(obstacles(small(.4)).empty());
  const std::pair<const char*, double> fixed[] = {{"market.sellers", 41}, {"market.buyers", 300}, {"market.need_rate", .5}, {"growth.founding_sellers", 21}, {"growth.launch_week", 30},
                                                  {"control.by", 1}, {"capital.start_cash", 7}, {"ownership.tokens", 9}, {"bodies.board.seats", 9}, {"run.weeks", 70},
                                                  {"voters.duty_mean", 2}, {"exit.redemption", 1}};
  for (const auto& [key, value] : fixed) {
    CAPTURE(key);
    Scenario branch = small();
    const std::optional<Place> place = find_place(branch, key);
    REQUIRE(place);
    *place->value = value;
    CHECK(only_message(obstacles(branch)).find("`" + std::string(key) + "` was fixed when the run began") == 0);
  }
  Scenario other = small();
  other.market.sellers = 10, other.market.buyers = 10, other.market.niches = 1, other.market.appeal = 0, other.market.taste_spread = 9, other.platforms[0].launch.founding_buyers = 1;
  CHECK(only_message(obstacles(other)).find("and 2 more were fixed") != std::string::npos);
  Scenario assembly = small();
  assembly.platforms[0].electorates[0].rule = {2, {}};
  CHECK(only_message(obstacles(assembly)).find("bodies.members.rule") != std::string::npos);
}

TEST_CASE("other platforms, another currency and a fork outside the run are refused", "[contract]") {
  Scenario two = small();
  two.platforms.push_back(two.platforms[0]);
  two.platforms[1].name = "rival";
  CHECK(only_message(obstacles(two)).find("other platforms") != std::string::npos);
  Scenario euro = small();
  euro.currency = "EUR";
  CHECK(only_message(obstacles(euro)).find("EUR") != std::string::npos);
  CHECK(obstacles(small(), 1).empty());
  CHECK(obstacles(small(), 59).empty());
  CHECK(only_message(obstacles(small(), 60)) == "a run of 60 weeks cannot fork after 60 weeks");
  CHECK(only_message(obstacles(small(), 0)) == "a run of 60 weeks cannot fork after 0 weeks");
}

TEST_CASE("a shock or an attack of a branch begins at the fork or later", "[contract]") {
  const auto with = [](PlatformShock kind, Shock shock) {
    Scenario s = small();
    s.platforms[0].shocks[static_cast<std::size_t>(kind)] = shock;
    return s;
  };
  CHECK(obstacles(with(PlatformShock::outage, {20, 3, .5})).empty());
  CHECK(only_message(obstacles(with(PlatformShock::outage, {19, 3, .5}))).find("`shocks.outage` begins") == 0);
  CHECK(obstacles(with(PlatformShock::fee, {20, 4, .5})).empty());
  CHECK(only_message(obstacles(with(PlatformShock::fee, {18, 4, .5}))).find("`shocks.fee`") == 0);  // its notice was given before
  Scenario demand = small();
  demand.shocks[0] = {3, 0, -.5};
  CHECK(only_message(obstacles(demand)).find("`shocks.demand`") == 0);
  CHECK(find_fork_obstacles(demand, demand, 20, "x").empty());
  CHECK(only_message(find_fork_obstacles(demand, small(), 20, "mine.toml")).find("`shocks.demand`") == 0);

  // an attack: `small` has no row of outsiders, so its members' register has no place for one
  Scenario attacked = small();
  const auto rows = attack_rules();
  attacked.platforms[0].attack.rule = {1, default_values(rows[1].row)};
  attacked.platforms[0].attack.week = 5;
  Scenario later = attacked;
  later.platforms[0].attack.week = 30;
  CHECK(only_message(find_fork_obstacles(later, attacked, 20, "mine.toml")).find("before the fork") != std::string::npos);
  CHECK(only_message(find_fork_obstacles(attacked, later, 20, "mine.toml")).find("has begun") != std::string::npos);
  CHECK(only_message(obstacles(later)).find("no place for an attacker") != std::string::npos);
  CHECK(find_fork_obstacles(later, small(), 20, "x").empty());
}

TEST_CASE("a study refuses a branch that cannot be lived, and names the arm", "[contract]") {
  StudyPlan plan = forked_plan(1);
  plan.arms[2].scenario.market.sellers = 50;
  StudyControl control;
  CHECK_THROWS_WITH(run_study(plan, {}, control), Catch::Contains("C060") && Catch::Contains("dear") && Catch::Contains("market.sellers"));
}
