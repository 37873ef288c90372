// Culture: bounded, with one resting point while its gain is below one, and nothing where it is off.
#include <catch2/catch.hpp>

#include "engine/behaviour/culture/culture.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr culture::Weights weights{1, .5, .5, .5, 1};

/// Where culture comes to rest when turnout alone answers to it.
double rest(double start, double duty) {
  double level = start;
  for (int week = 0; week < 4000; ++week) {
    culture::Signals s;
    s.asked = 1e6, s.expected_turnout = .2;
    s.cast = s.asked * math::logistic(math::log(.25) + duty * culture::tilt(level));
    level = culture::next_level(level, .04, culture::pull(s, weights));
  }
  return level;
}

struct Weekly {
  std::vector<double> culture, gain, gmv, left, disputes;
};

Weekly run(const Scenario& s) {
  Weekly w;
  simulate(s, 3, 0, [&](const Scenario&, const State& state) {
    const PlatformState& p = state.platforms[0];
    w.culture.push_back(p.culture.level);
    w.gain.push_back(p.culture.gain);
    w.gmv.push_back(static_cast<double>(p.week.gmv));
    w.left.push_back(static_cast<double>(p.week.sellers_left));
    w.disputes.push_back(static_cast<double>(p.week.disputes_opened));
  });
  return w;
}

Scenario busy() {
  Scenario s = plain_scenario();
  s.run.weeks = 52;
  s.platforms[0].launch.founding_buyers = 1000;
  s.platforms[0].launch.founding_sellers = 150;
  s.platforms[0].capital.start_cash = 1e8;
  return s;
}

Shock& fee_shock(Scenario& s) { return s.platforms[0].shocks[static_cast<std::size_t>(PlatformShock::fee)]; }
}  // namespace

TEST_CASE("culture stays between zero and one and rests at its target", "[unit]") {
  CHECK(culture::next_level(0, 1, 50) <= 1);
  CHECK(culture::next_level(1, 1, -50) >= 0);
  CHECK(culture::next_level(.5, .04, 0) == .5);
  CHECK(culture::next_level(.5, .04, 1) > .5);
  CHECK(culture::pull({}, weights) == 0);
}

TEST_CASE("each signal moves culture the way it should", "[unit]") {
  culture::Signals base;
  base.asked = 1000, base.expected_turnout = .2, base.cast = 200, base.orders = 1000, base.conflict_norm = .02, base.disputes = 20;
  base.members = 1000, base.churn_norm = .01, base.left = 10;
  CHECK(culture::pull(base, weights) == Approx(0).margin(1e-12));
  const auto with = [&](double culture::Signals::*field, double value) {
    culture::Signals s = base;
    s.*field = value;
    return culture::pull(s, weights);
  };
  CHECK(with(&culture::Signals::cast, 400) > 0);
  CHECK(with(&culture::Signals::disputes, 40) < 0);
  CHECK(with(&culture::Signals::left, 40) < 0);
  CHECK(with(&culture::Signals::promises, 1) > 0);
  CHECK(with(&culture::Signals::promises, -1) < 0);
  culture::Signals juries = base;
  juries.decided = 10, juries.incoherent = 5;
  CHECK(culture::pull(juries, weights) < 0);
}

TEST_CASE("below a gain of one culture forgets where it began; above it need not", "[theory]") {
  CHECK(rest(.05, 1) == Approx(rest(.95, 1)).margin(1e-3));
  CHECK(rest(.95, 4) - rest(.05, 4) > .3);
  // the gain says so
  culture::Signals s;
  s.asked = 1e6, s.expected_turnout = .2, s.cast = 2e5;
  CHECK(culture::loop_gain(0, s, weights, {1, 0}) == Approx(.25 * 2 * .8));
  CHECK(culture::loop_gain(0, s, weights, {4, 0}) > 1);
}

TEST_CASE("a culture that does nothing changes nothing, wherever it begins", "[reproducibility]") {
  Scenario s = busy();
  const Weekly before = run(s);
  s.culture.start = .9;
  CHECK(run(s).gmv == before.gmv);
}

TEST_CASE("a better culture delivers more and disputes less", "[theory]") {
  Scenario low = busy(), high = busy();
  low.culture.honesty = high.culture.honesty = .3;
  low.culture.speed = high.culture.speed = 0;
  low.culture.start = .1, high.culture.start = .9;
  const auto total = [](const std::vector<double>& v) { double sum = 0; for (double x : v) sum += x; return sum; };
  const Weekly a = run(low), b = run(high);
  CHECK(total(a.disputes) / total(a.gmv) > total(b.disputes) / total(b.gmv));
}

TEST_CASE("a fee raised without notice breaks a promise, one that was announced does not", "[theory]") {
  Scenario rude = busy();
  rude.culture.word_of_mouth = .5;
  for (DecisionProcess& d : rude.platforms[0].decisions) d.body = 0;
  Scenario polite = rude;
  fee_shock(rude) = {30, 0, .25};
  fee_shock(polite) = {25, 5, .25};
  const Weekly a = run(rude), b = run(polite);
  CHECK(a.culture[29] == b.culture[29]);
  CHECK(a.culture[34] < b.culture[34]);
}

TEST_CASE("sellers leave in the week of a rise that nobody told them of", "[theory]") {
  Scenario rude = busy();
  rude.churn.unannounced_rise = 2;
  for (DecisionProcess& d : rude.platforms[0].decisions) d.body = 0;
  Scenario polite = rude, cheaper = rude;
  fee_shock(rude) = {30, 0, .25};
  fee_shock(polite) = {25, 5, .25};
  fee_shock(cheaper) = {30, 0, .01};
  const Weekly a = run(rude), b = run(polite), c = run(cheaper);
  CHECK(a.left[30] > b.left[30] + 10);
  CHECK(c.left[30] <= b.left[30]);
}
