// Row A5.11: conviction in closed form, and the week in which it passes.
#include "engine/rules/voting/conviction.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::int64_t supply = 1'000'000;

/// The values of a half life and of the trigger rho S / (beta - z)^2.
std::vector<double> values_of(double half_life, double beta, double rho) {
  const double minimum = rho / (beta * beta);
  return {half_life, minimum, beta * (1 - std::sqrt(minimum))};
}

/// Weeks until a support x that lasts passes, -1 if it does not within the time.
int weeks_to_pass(std::int64_t x, double requested, const std::vector<double>& values, int most = 4000) {
  Profile profile = yes_no_of(x, 0, 0, supply);
  profile.requested_share = requested;
  for (int week = 1; week <= most; ++week) {
    const Decision decision = count_with(conviction_rule(), profile, {}, values);
    if (decision.result == Result::passed) return week;
    profile.memory = decision.memory;
  }
  return -1;
}
}  // namespace

TEST_CASE("A5.11 conviction follows x (1 - a^t) / (1 - a) + a^t y0", "[theory]") {
  for (double a : {.5, .9, .98}) {
    const std::vector<double> values = {std::log(.5) / std::log(a), .99, .01};
    const double y0 = 1234.5, x = 777;
    Profile profile = yes_no_of(777, 0, 0, supply);
    profile.memory = y0;
    for (int t = 1; t <= 300; ++t) {
      profile.memory = count_with(conviction_rule(), profile, {}, values).memory;
      const double exact = x * (1 - std::pow(a, t)) / (1 - a) + std::pow(a, t) * y0;
      REQUIRE(std::fabs(profile.memory / exact - 1) < 1e-12);
    }
  }
  CHECK(std::log(.5) / std::log(.9) == Approx(6.58).margin(.005));
  CHECK(std::log(.5) / std::log(.98) == Approx(34.3).margin(.05));
}

TEST_CASE("A5.11 a lasting support passes in exactly the week of the closed form, or never", "[theory]") {
  const Luck luck = make_luck(86, 0);
  int n_passed = 0, n_never = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const auto u = [&](std::uint32_t index) { return luck.uniform(Purpose::founding, 0, i, index); };
    const double half_life = 1 + 9 * u(0), beta = .1 + .4 * u(1), rho = beta * beta * (.02 + .4 * u(2));
    const std::vector<double> values = values_of(half_life, beta, rho);
    const double z = values[2] * u(3), a = std::pow(.5, 1 / half_life);
    const auto x = static_cast<std::int64_t>(static_cast<double>(supply) * u(4));
    // f in units of conviction; 1 - a of it in units of power
    const double lasting = rho * static_cast<double>(supply) / ((beta - z) * (beta - z));
    const double steps = std::log(1 - lasting / static_cast<double>(x)) / std::log(a);
    CAPTURE(half_life, beta, rho, z, x, steps);
    if (static_cast<double>(x) < lasting) {
      ++n_never;
      REQUIRE(weeks_to_pass(x, z, values, 500) == -1);
    } else if (std::fabs(steps - std::round(steps)) > 1e-6) {
      ++n_passed;
      REQUIRE(weeks_to_pass(x, z, values) == static_cast<int>(std::ceil(steps)));
    }
  }
  CHECK((n_passed > 100 && n_never > 100));
}

TEST_CASE("A5.11 with beta .2 and rho .02 a tenth of the fund would need twice the supply", "[theory]") {
  const std::vector<double> values = values_of(6.58, .2, .02);
  CHECK(weeks_to_pass(supply, .1, values) == -1);
  CHECK(weeks_to_pass(supply, .3, values) == -1);
  // .02 / .15^2 of the supply for a twentieth
  CHECK(weeks_to_pass(880'000, .05, values) == -1);
  CHECK(weeks_to_pass(890'000, .05, values) > 0);
}
