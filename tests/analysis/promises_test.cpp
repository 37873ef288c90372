// Verdicts on promises.
#include "analysis/promises/promises.hpp"

#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <limits>


using namespace townsquare;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Promise promise(PromiseSense sense, double bound, double share = .8) {
  Promise p;
  p.name = "p", p.outcome = "final_take_rate", p.sense = sense, p.bound = bound, p.share_of_runs = share;
  return p;
}

std::vector<double> runs(std::size_t kept, std::size_t broken) {
  std::vector<double> values(kept, .1);
  values.insert(values.end(), broken, .3);
  return values;
}

}  // namespace

TEST_CASE("a promise holds, fails or is open by where Wilson's interval lies", "[unit]") {
  const Promise fee = promise(PromiseSense::at_most, .12);
  // Wilson's 95 % intervals: 48 of 50 [.865, .989]; 42 of 50 [.715, .917]; 20 of 50 [.276, .538]
  CHECK(judge_promise(fee, runs(48, 2)).verdict == PromiseVerdict::holds);
  CHECK(judge_promise(fee, runs(42, 8)).verdict == PromiseVerdict::too_close);
  CHECK(judge_promise(fee, runs(20, 30)).verdict == PromiseVerdict::fails);
  CHECK(judge_promise(fee, runs(48, 2)).share.low == Approx(.865).margin(.001));
  CHECK(judge_promise(fee, {}).verdict == PromiseVerdict::too_close);
}

TEST_CASE("a run keeps a promise at its very bound, and never without the number", "[unit]") {
  CHECK(keeps_promise(promise(PromiseSense::at_most, .12), .12));
  CHECK_FALSE(keeps_promise(promise(PromiseSense::at_most, .12), .1201));
  CHECK(keeps_promise(promise(PromiseSense::at_least, .12), .12));
  CHECK_FALSE(keeps_promise(promise(PromiseSense::at_least, .12), .1199));
  CHECK_FALSE(keeps_promise(promise(PromiseSense::at_most, .12), none));
}

TEST_CASE("against another scenario a run is compared with its twin on the same luck", "[unit]") {
  Promise sales = promise(PromiseSense::at_least, .95);
  sales.against = "etsy";
  CHECK(keeps_promise(sales, 95, 100));
  CHECK_FALSE(keeps_promise(sales, 94, 100));
  CHECK(keeps_promise(sales, 5, none));
  CHECK_FALSE(keeps_promise(sales, none, none));
  CHECK_FALSE(keeps_promise(sales, -101, -100));  // 95 % of a loss is no bound: the loss itself is
  const std::vector<double> ours = {100, 100, 100}, theirs = {50, 60, 200};
  CHECK(judge_promise(sales, ours, theirs).share.mean == Approx(2. / 3));
  CHECK_THROWS_AS(judge_promise(sales, ours), std::invalid_argument);
}

TEST_CASE("promises can be about every outcome, and about every weekly metric in one week", "[contract]") {
  for (const Outcome& outcome : outcomes()) CHECK(std::ranges::count(promise_subjects(), outcome.name, &PromiseSubject::name) == 1);
  for (const Metric& metric : weekly_metrics()) CHECK(std::ranges::count(promise_subjects(), metric.name, &PromiseSubject::name) == 1);
}

TEST_CASE("a weekly promise reads the end of its week", "[unit]") {
  RunResult run;
  run.record.n_weeks = 3;
  run.record.weekly.assign(3 * weekly_metrics().size(), 0);
  run.record.weekly[weekly_metrics().size() + *metric_index("is_alive")] = 1;  // open in the second week alone
  Promise open = promise(PromiseSense::at_least, 1);
  open.outcome = "is_alive";
  open.at_week = 2;
  CHECK(promised_value(open, run) == 1);
  open.at_week = 3;
  CHECK(promised_value(open, run) == 0);
  open.at_week = 4;
  CHECK(std::isnan(promised_value(open, run)));
}
