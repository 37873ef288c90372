// Times the production week at several sizes and prints one line for each: bench/run.py sets it beside numpy.
//   market_week BUYERS WEEKS THREADS   ->   JSON line: nanoseconds of wall and CPU time per buyer-week, bytes per agent
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "engine/parallel.hpp"
#include "engine/parameter_table.hpp"
#include "engine/simulate.hpp"
#include "engine/state/memory.hpp"
#include "engine/week.hpp"

namespace {

using namespace townsquare;

/// A mature market: everybody is a member from the start, one seller to ten buyers, niches of a thousand buyers.
Scenario mature_market(double buyers) {
  Scenario s = default_scenario();
  s.market.buyers = buyers;
  s.market.sellers = buyers / 10;
  s.market.niches = std::max(1., buyers / 1000);
  s.market.need_rate = .1;
  s.market.outside_value = 0;
  s.growth.founding_buyers = buyers;
  s.growth.founding_sellers = buyers / 10;
  s.market.own_niche_mixing = 1;
  s.platforms[0].capital.start_cash = 1e13;
  s.run.draw_assumptions = 0;
  return s;
}

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double wall_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void time_weeks(const Scenario& scenario, int n_weeks, bool is_parallel) {
  const Luck luck = make_luck(1, 0);
  const std::vector<Institutions> institutions = bind_institutions(scenario);
  State state = make_state(scenario, luck);
  World world{scenario, luck, institutions, state, is_parallel};
  std::vector<double> wall, cpu;
  std::int64_t visits = 0;
  for (state.week = 0; state.week < n_weeks + 4; ++state.week) {
    const double wall_before = wall_seconds(), cpu_before = cpu_seconds();
    live_week(world);
    if (state.week < 4) continue;  // warm caches and tables first
    wall.push_back(wall_seconds() - wall_before);
    cpu.push_back(cpu_seconds() - cpu_before);
    visits += state.platforms[0].week.visits;
  }
  const double buyers = static_cast<double>(state.buyers.size()), weeks = static_cast<double>(n_weeks);
  const MemoryUse memory = memory_of(state);
  std::printf("{\"buyers\": %.0f, \"wall_ns\": %.3f, \"cpu_ns\": %.3f, \"visits_per_buyer_week\": %.4f, \"bytes_per_buyer\": %.1f, \"bytes_per_seller\": %.1f}\n",
              buyers, median(wall) / buyers * 1e9, median(cpu) / buyers * 1e9, static_cast<double>(visits) / buyers / weeks,
              memory.per_buyer, memory.per_seller);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: market_week BUYERS WEEKS THREADS\n");
    return 2;
  }
  const Scenario scenario = mature_market(std::atof(argv[1]));
  const int n_weeks = std::max(1, std::atoi(argv[2])), threads = std::atoi(argv[3]);
  with_threads(threads, [&] { time_weeks(scenario, n_weeks, threads != 1); return 0; });
}
