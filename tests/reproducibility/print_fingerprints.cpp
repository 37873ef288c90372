// Prints one line per small scenario: its name and the fingerprints of a few replications. Two builds of the
// project agree when they print the same text, and each build checks for itself that the number of threads, and
// threads inside a week, change nothing. Exit code 1 if they do.
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "engine/fingerprint.hpp"
#include "engine/parallel.hpp"
#include "engine/simulate.hpp"
#include "scenarios/read_scenario.hpp"

namespace {
using namespace townsquare;

struct SmallWorld {
  const char* name;
  const char* text;
};

// small worlds that between them pass through every branch that differs between arms: both kinds of luck,
// votes of members on every class of decision, an operator that harvests, lists of fees, a surplus paid out, a platform that closes
constexpr SmallWorld worlds[] = {
    {"members_inversion", R"(
title = "Members vote on a take rate that the surplus lets them lower"
[run]
weeks = "120 weeks"
luck = "inversion"
[market]
buyers = 3000
sellers = 300
[growth]
founding_sellers = 120
founding_buyers = 600
[control]
by = "members"
[capital]
start_cash = "2000000 USD"
[fees]
rule = "take_rate"
take_rate = "30 %"
[surplus]
rule = "patronage"
equally = "5 %"
by_tenure = "5 %"
by_sales = "90 %"
[voters]
draft_rate = "0.1 /week"
[governance.fees]
cooldown = "4 weeks"
quorum = "2 %"
)"},
    {"members_keyed", R"(
title = "Cheap goods, drawn pair by pair"
[run]
weeks = "60 weeks"
luck = "keyed"
[market]
buyers = 1500
sellers = 200
[growth]
founding_sellers = 80
founding_buyers = 300
[capital]
start_cash = "500000 USD"
[voters]
draft_rate = "0.1 /week"
[governance.fees]
quorum = "2 %"
)"},
    {"operator_inversion", R"(
title = "An operator grows, then tests its way to the best take rate"
[run]
weeks = "150 weeks"
[market]
buyers = 3000
sellers = 300
[growth]
founding_sellers = 120
founding_buyers = 600
[control]
by = "operator"
[capital]
start_cash = "5000000 USD"
[marketing]
spend = "2000 USD/week"
reach_multiplier = 2
[surplus]
rule = "investors"
[operator]
rule = "grow_then_harvest"
grow_weeks = "30 weeks"
period = "8 weeks"
)"},
    {"operator_keyed_tiers", R"(
title = "A published schedule of fees"
[run]
weeks = "60 weeks"
luck = "keyed"
[market]
buyers = 1500
sellers = 200
[growth]
founding_sellers = 80
founding_buyers = 300
[control]
by = "operator"
[capital]
start_cash = "500000 USD"
[operator]
rule = "published_schedule"
[fees]
rule = "tiered"
take_rates = ["85 %", "75 %", "60 %"]
from_orders = [0, 20, 100]
)"},
    {"everything_is_voted_on", R"(
title = "Holders of tokens vote on everything, under attack, with a jury"
[run]
weeks = "110 weeks"
[market]
buyers = 2000
sellers = 250
[growth]
founding_sellers = 100
founding_buyers = 500
[control]
by = "members"
[capital]
start_cash = "3000000 USD"
[costs]
fixed = "5000 USD/week"
[ownership]
buyers = "yes"
tokens = 100000
[bodies.members]
rule = "token"
[ranking]
rule = "weighted"
[disputes]
rule = "jury"
[voters]
draft_rate = "0.3 /week"
[governance.default]
max_live = 3
cooldown = "4 weeks"
quorum = "1 %"
timelock = "1 week"
[attack]
rule = "buy_tokens"
week = "30 weeks"
[shocks.demand]
week = "50 weeks"
size = "-30 %"
)"},
    {"closes_soon", R"(
title = "Too little money"
[run]
weeks = "80 weeks"
[market]
buyers = 800
sellers = 100
[capital]
start_cash = "1000 USD"
)"},
};

constexpr std::size_t n_replications = 6;
constexpr std::uint64_t seed = 20130301;

using Prints = std::vector<std::uint64_t>;

// all replications side by side, as a study runs them, or one after the other with threads inside each week
Prints prints_of(const Scenario& scenario, int threads, bool is_parallel_inside) {
  Prints prints(n_replications);
  const std::function<void(std::size_t)> one = [&](std::size_t r) {
    prints[r] = simulate(scenario, seed, static_cast<std::uint32_t>(r), {}, is_parallel_inside);
  };
  with_threads(threads, [&] {
    if (is_parallel_inside) {
      for (std::size_t r = 0; r < n_replications; ++r) one(r);
    } else {
      for_each_index(n_replications, one);
    }
  });
  return prints;
}

}  // namespace

int main() {
  bool is_same = true;
  for (const SmallWorld& each : worlds) {
    const Scenario scenario = read_scenario_text(each.text, std::string(each.name) + ".toml");
    const Prints first = prints_of(scenario, 1, false);
    for (const int threads : {1, 2, 7})
      for (const bool is_parallel_inside : {false, true})
        if (prints_of(scenario, threads, is_parallel_inside) != first) {
          std::fprintf(stderr, "%s: other results at %d threads%s\n", each.name, threads, is_parallel_inside ? ", parallel inside a week" : "");
          is_same = false;
        }
    std::printf("%s", each.name);
    for (const std::uint64_t print : first) std::printf(" %s", to_hex(print).c_str());
    std::printf("\n");
  }
  return is_same ? 0 : 1;
}
