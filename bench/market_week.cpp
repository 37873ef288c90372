// Times the production week of a mature market, phase by phase, and prints one JSON document.
//   market_week BUYERS WEEKS THREADS NEEDS_PER_WEEK
// Nanoseconds of wall and CPU time per buyer-week (medians over weeks), visits, members, bytes per agent and per column,
// fingerprint of the last state.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/stopwatch.hpp"
#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "engine/parameter_table.hpp"
#include "engine/phases/phases.hpp"
#include "engine/state/memory.hpp"
#include "engine/week.hpp"

namespace {

using namespace townsquare;
using bench::Times;

/// The phases of engine/week.cpp; `main` checks that this list lives the same week.
struct Phase {
  const char* name;
  void (*run)(World&);
};
constexpr Phase phases[] = {{"shock", shock}, {"inform", inform}, {"join", join},   {"price", price},     {"rank", rank},     {"shop", shop},      {"settle", settle},
                            {"judge", judge}, {"learn", learn},   {"leave", leave}, {"moderate", moderate}, {"account", account}, {"own", own}, {"attack", attack}, {"govern", govern}, {"operate", operate}};
constexpr std::size_t n_phases = std::size(phases);
constexpr int n_warm = 40;  // weeks until experience and reputations have settled

/// A mature market: everybody is a member from the start, one seller to ten buyers, a thousand buyers in a niche whatever
/// the size of the market, so that a visit sees the same shelf; fresh members' votes and disputes included.
Scenario mature_market(double buyers, double needs_per_week) {
  Scenario s = default_scenario();
  s.market.buyers = buyers;
  s.market.sellers = buyers / 10;
  s.market.niches = std::max(1., buyers / 1000);
  s.market.need_rate = needs_per_week;
  s.market.outside_value = 0;
  s.platforms[0].launch.founding_buyers = buyers;
  s.platforms[0].launch.founding_sellers = buyers / 10;
  s.platforms[0].capital.start_cash = 1e13;  // it never closes
  s.run.draw_assumptions = 0;
  return s;
}

struct Timings {
  Times week;
  std::vector<Times> phase = std::vector<Times>(n_phases);
  std::int64_t visits = 0, members = 0;
};

/// One world, lived and timed phase by phase.
Timings time_weeks(World& world, int n_weeks) {
  Timings t;
  for (world.state.week = 0; world.state.week < n_weeks + n_warm; ++world.state.week) {
    const bool is_kept = world.state.week >= n_warm;
    t.week.measure(is_kept, [&] {
      for (std::size_t k = 0; k < n_phases; ++k) t.phase[k].measure(is_kept, [&] { phases[k].run(world); });
    });
    if (is_kept) t.visits += world.state.platforms[0].week.visits;
    if (is_kept) t.members += world.state.platforms[0].niches.member_buyers.sum();
  }
  return t;
}

/// Fingerprint after some weeks, lived by the engine's own list or by the one above.
std::uint64_t fingerprint_after(const Scenario& scenario, int n_weeks, bool by_phases) {
  const Luck luck = make_luck(1, 0);
  const std::vector<Institutions> institutions = bind_institutions(scenario);
  State state = make_state(scenario, luck);
  World world{scenario, luck, institutions, state, false};
  if (by_phases) time_weeks(world, n_weeks - n_warm);
  else
    for (state.week = 0; state.week < n_weeks; ++state.week) live_week(world);
  return fingerprint_of(state);
}

void print(const Timings& t, const State& state, int n_weeks) {
  const double buyers = static_cast<double>(state.buyers.size()), buyer_weeks = buyers * n_weeks;
  const auto ns = [&](const std::vector<double>& seconds) { return bench::median(seconds) / buyers * 1e9; };
  std::printf("{\"buyers\": %.0f, \"wall_ns\": %.4f, \"cpu_ns\": %.4f, \"visits_per_buyer_week\": %.5f, \"member_share\": %.4f, \"phases\": {",
              buyers, ns(t.week.wall), ns(t.week.cpu), static_cast<double>(t.visits) / buyer_weeks, static_cast<double>(t.members) / buyer_weeks);
  for (std::size_t k = 0; k < n_phases; ++k)
    std::printf("%s\"%s\": {\"wall_ns\": %.4f, \"cpu_ns\": %.4f}", k ? ", " : "", phases[k].name, ns(t.phase[k].wall), ns(t.phase[k].cpu));
  const MemoryUse memory = memory_of(state);
  std::printf("}, \"fingerprint\": \"%s\", \"bytes_per_buyer\": %.2f, \"bytes_per_seller\": %.2f, \"bytes_per_niche\": %.1f, \"columns\": [", to_hex(fingerprint_of(state)).c_str(), memory.per_buyer, memory.per_seller,
              memory.per_niche);
  const double rows[] = {buyers, static_cast<double>(state.sellers.size()), static_cast<double>(state.niche_buyers.size())};
  const char* names[] = {"buyer", "seller", "niche"};
  bool is_first = true;
  for (const ColumnMemory& c : memory_table(state)) {
    const int entity = static_cast<int>(c.entity);
    std::printf("%s[\"%s\", \"%s\", %.2f]", is_first ? "" : ", ", names[entity], std::string(c.name).c_str(), c.bytes / rows[entity]);
    is_first = false;
  }
  std::printf("]}\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: market_week BUYERS WEEKS THREADS NEEDS_PER_WEEK\n");
    return 2;
  }
  const int n_weeks = std::max(1, std::atoi(argv[2])), threads = std::atoi(argv[3]);
  const Scenario small = mature_market(2000, .5), scenario = mature_market(std::atof(argv[1]), std::atof(argv[4]));
  if (fingerprint_after(small, 60, true) != fingerprint_after(small, 60, false)) {
    std::fprintf(stderr, "the list of phases here is not the week of engine/week.cpp\n");
    return 1;
  }
  with_threads(threads, [&] {
    const Luck luck = make_luck(1, 0);
    const std::vector<Institutions> institutions = bind_institutions(scenario);
    State state = make_state(scenario, luck);
    World world{scenario, luck, institutions, state, threads != 1};
    const Timings t = time_weeks(world, n_weeks);
    print(t, state, n_weeks);
    return 0;
  });
}
