// What single people do in a scenario, which the weekly metrics do not tell: one CSV row for each replication.
//   people SCENARIO REPLICATIONS
// Counted are people as they are remembered by firms that publish such figures; each column says over which weeks. A platform that
// closes gives the figures of the weeks that it lived; a share of nobody is `nan`.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "engine/simulate.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/read_scenario.hpp"

namespace {
using namespace townsquare;

constexpr std::int32_t weeks_of_year = 52;
constexpr double habitual_part = 7. / 92;             // of the buyers of a year: Etsy, 2023
constexpr std::int32_t seen_from = 113, seen_to = 175;  // OpenBazaar was watched in its weeks 113 to 174

/// What is counted in one run. The last year is that of the scenario; "year before" ends where it begins.
struct People {
  std::int32_t last_year = 0;                       // its first week
  std::vector<std::uint32_t> orders;                // of the last year, by buyer
  std::vector<std::uint8_t> member_then, seen;      // sellers who were members when the last year began; buyers and sellers seen
  std::vector<std::int32_t> joined_then;            // and since when
  std::vector<std::int32_t> first_joined, sold;     // first week as a member, founders apart; orders in the 52 weeks that follow
  double visits_seen = 0, stayed = 0, were = 0;
};

void begin(People& people, const Scenario& scenario, const State& state) {
  people.last_year = static_cast<std::int32_t>(scenario.run.weeks) - weeks_of_year;
  people.orders.assign(state.buyers.size(), 0);
  people.seen.assign(state.buyers.size() + state.sellers.size(), 0);
  people.first_joined.assign(state.sellers.size(), -1);
  people.sold.assign(state.sellers.size(), 0);
  for (std::size_t j = 0; j < state.sellers.size(); ++j)
    if (state.platforms[0].sellers.is_member(j)) people.first_joined[j] = -2;  // a founder
}

void count_sellers(People& people, const PlatformState& p, std::int32_t week) {
  for (std::size_t j = 0; j < people.sold.size(); ++j)
    if (people.first_joined[j] == -1 && p.sellers.is_member(j)) people.first_joined[j] = week;
  for (const Order& order : p.orders)
    if (people.first_joined[order.seller] >= 0 && week - people.first_joined[order.seller] < weeks_of_year) ++people.sold[order.seller];
}

void count_seen(People& people, const State& state) {
  const PlatformState& p = state.platforms[0];
  for (std::size_t i = 0; i < state.buyers.size(); ++i) people.seen[i] |= p.buyers.is_member(i);
  for (std::size_t j = 0; j < state.sellers.size(); ++j) people.seen[state.buyers.size() + j] |= p.sellers.is_member(j);
  people.visits_seen += static_cast<double>(p.week.visits);
}

/// Who of the sellers of a year ago is still there without a break.
void count_stayers(People& people, const PlatformState& p, std::int32_t week, std::int32_t last) {
  const std::size_t n = people.sold.size();
  if (week == people.last_year) {
    people.member_then.resize(n);
    people.joined_then.resize(n);
    for (std::size_t j = 0; j < n; ++j) {
      people.member_then[j] = p.sellers.is_member(j);
      people.joined_then[j] = p.sellers.joined_week[static_cast<Eigen::Index>(j)];
    }
  }
  if (week != last || people.member_then.empty()) return;
  for (std::size_t j = 0; j < n; ++j) {
    people.were += people.member_then[j];
    people.stayed += people.member_then[j] && p.sellers.is_member(j) && p.sellers.joined_week[static_cast<Eigen::Index>(j)] == people.joined_then[j];
  }
}

double share(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

void print(People& people, const Scenario& scenario, std::uint32_t replication, bool is_alive) {
  // buyers of the last year, from the one who bought most
  std::erase(people.orders, 0U);
  std::ranges::sort(people.orders, std::greater<>());
  const double buyers = static_cast<double>(people.orders.size()), orders = std::accumulate(people.orders.begin(), people.orders.end(), 0.);
  const auto repeat = static_cast<double>(std::ranges::count_if(people.orders, [](std::uint32_t n) { return n > 1; }));
  const auto habitual = people.orders.begin() + static_cast<std::ptrdiff_t>(buyers * habitual_part + .5);
  const double by_habitual = std::accumulate(people.orders.begin(), habitual, 0.);
  // sellers who joined early enough to be watched for a year
  double came = 0, never = 0;
  for (std::size_t j = 0; j < people.sold.size(); ++j) {
    if (people.first_joined[j] < 0 || people.first_joined[j] > people.last_year) continue;
    ++came;
    never += people.sold[j] == 0;
  }
  // an agent that buys stands for several people, a seller for one
  const auto buyers_end = people.seen.end() - static_cast<std::ptrdiff_t>(people.sold.size());
  const double seen = static_cast<double>(std::count(people.seen.begin(), buyers_end, 1)) * scenario.market.buyers_per_agent + static_cast<double>(std::count(buyers_end, people.seen.end(), 1));
  std::printf("%u,%d,%.0f,%.4f,%.4f,%.4f,%.4f,%.4f,%.0f,%.5f\n", replication, is_alive, buyers, share(orders, buyers), share(repeat, buyers), share(by_habitual, orders), share(never, came),
              is_alive ? 1 - share(people.stayed, people.were) : std::numeric_limits<double>::quiet_NaN(), seen,
              share(people.visits_seen / (7 * (seen_to - seen_from)), seen));
}

void live(const Scenario& scenario, std::uint32_t replication) {
  People people;
  bool is_alive = true;
  simulate(scenario, 1, replication, [&](const Scenario& s, const State& state) {
    const PlatformState& p = state.platforms[0];
    const std::int32_t week = state.week, last = static_cast<std::int32_t>(s.run.weeks) - 1;
    if (people.orders.empty()) begin(people, s, state);
    is_alive = p.is_alive;
    if (!is_alive) return;
    count_sellers(people, p, week);
    if (week >= people.last_year)
      for (const Order& order : p.orders) ++people.orders[order.buyer];
    if (week >= seen_from && week < seen_to) count_seen(people, state);
    count_stayers(people, p, week, last);
  });
  print(people, scenario, replication, is_alive);
}

}  // namespace

int main(int n_arguments, char** argument) {
  if (n_arguments != 3) {
    std::fputs("people SCENARIO REPLICATIONS\n", stderr);
    return 2;
  }
  try {
    const Scenario scenario = read_scenario(find_scenario(argument[1]));
    std::puts("replication,alive,buyers_of_year,orders_of_buyer,repeat_buyers,orders_by_habitual,new_sellers_without_sale,sellers_gone_in_year,seen,active_on_a_day");
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(std::atoi(argument[2])); ++r) live(scenario, r);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 3;
  }
}
