#include "engine/rules/voting/conviction.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Weeks until a lasting support passes a request, or -1 within ten years.
int weeks_to_pass(std::int64_t support, double requested, const std::vector<double>& values) {
  Profile profile = yes_no_of(support, 0, 0, 1000);
  profile.requested_share = requested;
  for (int week = 1; week <= 520; ++week) {
    const Decision decision = count_with(conviction_rule(), profile, {}, values);
    if (decision.result == Result::passed) return week;
    profile.memory = decision.memory;
  }
  return -1;
}
}  // namespace

TEST_CASE("conviction is half way to its limit after a half life, and half gone a half life after the support left", "[unit]") {
  Profile profile = yes_no_of(100, 0, 0, 1'000'000);
  const std::vector<double> values = {6, .5, .5};
  for (int week = 0; week < 6; ++week) profile.memory = count_with(conviction_rule(), profile, {}, values).memory;
  const double limit = 100 / (1 - std::pow(.5, 1. / 6));
  CHECK(profile.memory == Approx(limit / 2).epsilon(1e-12));
  profile.power[1] = 0;
  for (int week = 0; week < 6; ++week) profile.memory = count_with(conviction_rule(), profile, {}, values).memory;
  CHECK(profile.memory == Approx(limit / 4).epsilon(1e-12));
}

TEST_CASE("a request of nothing needs the minimum conviction, and none is given the spending limit", "[unit]") {
  const std::vector<double> values = {2, .1, .3};
  CHECK(weeks_to_pass(99, 0, values) == -1);
  CHECK(weeks_to_pass(101, 0, values) > 0);
  CHECK(weeks_to_pass(999, .2999, values) > 0);
  CHECK(weeks_to_pass(1000, .3, values) == -1);
  CHECK(weeks_to_pass(1000, 1, values) == -1);
  CHECK(weeks_to_pass(500, .1, {20, .1, .3}) < weeks_to_pass(500, .15, {20, .1, .3}));
}

TEST_CASE("until it passes a proposal is open, and votes against it do not count", "[unit]") {
  const std::vector<double> values = {2, .1, .3};
  const Decision open = count_with(conviction_rule(), yes_no_of(1, 0, 0, 1000), {}, values);
  CHECK((open.result == Result::open && open.option == 0));
  CHECK(count_with(conviction_rule(), yes_no_of(900, 100, 0, 1000), {}, values).result == Result::passed);
  CHECK(count_with(conviction_rule(), yes_no_of(900, 0, 0, 1000), {.quorum = .91}, values).result == Result::open);
}
