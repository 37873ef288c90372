// Every scenario of the catalogue and every arm of its comparisons keeps the weekly identities, while it trades, while it is struck and after it has closed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "engine/simulate.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/read_scenario.hpp"
#include "tests/engine/any_identities.hpp"

using namespace townsquare;
using townsquare::testing::AnyIdentities;
namespace fs = std::filesystem;

namespace {

const fs::path folder = fs::path(TOWNSQUARE_ROOT) / "scenarios" / "catalogue";

struct Named {
  std::string name;
  Scenario scenario;
};

/// The same people in the same proportions, but fewer of them, and a year that ends within the run.
Scenario thinned(Scenario s) {
  constexpr double most_buyers = 8000, most_sellers = 1000, last_launch = 12;
  const double buyers = std::min(1., most_buyers / s.market.buyers), sellers = std::min(1., most_sellers / s.market.sellers);
  s.run.weeks = 60;
  s.market.buyers = std::max(1., std::floor(s.market.buyers * buyers));
  s.market.sellers = std::max(1., std::floor(s.market.sellers * sellers));
  for (Platform& p : s.platforms) {
    p.launch.founding_buyers = std::ceil(p.launch.founding_buyers * buyers);
    p.launch.founding_sellers = std::ceil(p.launch.founding_sellers * sellers);
    p.launch.week = p.launch.week > s.run.weeks ? p.launch.week : std::min(p.launch.week, last_launch);
  }
  return s;
}

/// Every seller leaves the first platform, then costs come over all of them that no cash outlives.
Scenario struck(Scenario s) {
  s.platforms[0].shocks[static_cast<std::size_t>(PlatformShock::exodus)] = {20, 0, 1};
  for (Platform& p : s.platforms) {
    p.shocks[static_cast<std::size_t>(PlatformShock::funding)] = {30, 0, 1};
    p.shocks[static_cast<std::size_t>(PlatformShock::burn_out)] = {30, 0, 1e9};
  }
  return s;
}

std::vector<Named> all_arms() {
  std::vector<Named> arms;
  std::set<std::string> seen;
  for (const CatalogueEntry& entry : list_catalogue(folder)) {
    if (entry.kind == "scenarios") {
      arms.push_back({entry.name, thinned(read_scenario(entry.path))});
      seen.insert(entry.name);
    }
    if (entry.kind != "comparisons") continue;
    const Comparison comparison = read_comparison(entry.path);
    for (const std::string& name : comparison.scenarios) {
      const fs::path path = find_scenario(name, folder);
      if (!comparison.launch && seen.contains(path.stem().string())) continue;  // lived already
      for (const LaunchPoint& point : comparison.launch ? launches_of(*comparison.launch, 520) : std::vector<LaunchPoint>{{"", {}}}) {
        ReadOptions options;
        options.overrides = point.overrides;
        arms.push_back({entry.name + " " + name + " " + point.name, thinned(read_scenario(path, options))});
      }
    }
  }
  return arms;
}

struct Seen {
  std::int64_t orders = 0;
  bool has_closed = false, has_empty_niche = false;
};

Seen live(const Scenario& scenario) {
  Seen seen;
  AnyIdentities kept;
  simulate(scenario, 1, 0, [&](const Scenario& lived, const State& state) {
    const std::string broken = kept.look(lived, state);
    if (!broken.empty()) FAIL(broken);
    for (const PlatformState& p : state.platforms) {
      seen.orders += p.week.orders;
      seen.has_closed = seen.has_closed || p.closed_week >= 0;
      seen.has_empty_niche = seen.has_empty_niche || (p.is_alive && (p.niches.active_sellers == 0).any());
    }
  });
  return seen;
}

}  // namespace

TEST_CASE("every scenario and every arm of the catalogue keeps every identity in every week", "[identity]") {
  std::size_t n_trading = 0, n = 0;
  std::string idle;
  for (const Named& arm : all_arms()) {
    CAPTURE(arm.name);
    Seen seen;
    CHECK_NOTHROW(seen = live(arm.scenario));
    ++n;
    n_trading += seen.orders > 0;
    if (seen.orders == 0) idle += " " + arm.name;
  }
  CHECK(n > 30);
  CAPTURE(idle);
  CHECK(n_trading > n * 3 / 4);  // some, thinned, close before they trade
}

TEST_CASE("identities hold in every scenario of the catalogue when all sellers leave and the platforms close", "[identity]") {
  std::size_t n_closed = 0, n_empty = 0, n = 0;
  for (const CatalogueEntry& entry : list_catalogue(folder)) {
    if (entry.kind != "scenarios") continue;
    CAPTURE(entry.name);
    Seen seen;
    CHECK_NOTHROW(seen = live(struck(thinned(read_scenario(entry.path)))));
    ++n;
    n_closed += seen.has_closed;
    n_empty += seen.has_empty_niche;
  }
  CHECK(n_closed == n);
  CHECK(n_empty > n / 2);  // elsewhere others join in the same week
}
