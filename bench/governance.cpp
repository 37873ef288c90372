// Times one fee vote of many members: the snapshot of power, turnout and ballots, the tally; and the walk along delegations.
//   governance MEMBERS ROUNDS   ->   one JSON line: CPU milliseconds (medians over rounds, one thread), bytes per membership
// The members are buyers who own the platform, with spendings of a quarter by hand; everything else is the production code.
#include <cstdio>
#include <cstdlib>

#include "bench/stopwatch.hpp"
#include "engine/institutions.hpp"
#include "engine/parameter_table.hpp"
#include "engine/phases/govern/vote.hpp"
#include "engine/rules/voting/liquid_delegation.hpp"
#include "engine/state/memory.hpp"

namespace {

using namespace townsquare;
using bench::Times;

Scenario members_market(double members) {
  Scenario s = default_scenario();
  s.run.draw_assumptions = 0;
  s.market.buyers = s.platforms[0].launch.founding_buyers = members;
  s.market.sellers = s.platforms[0].launch.founding_sellers = 1000;
  s.market.niches = 10;
  s.platforms[0].ownership.buyers_are_members = 1;
  s.platforms[0].decisions[0].voting_period = 1;
  s.platforms[0].capital.start_cash = 1e12;
  return s;
}

/// A quarter in which everybody has bought something and everybody has sold.
void write_quarter(const World& world) {
  PlatformState& p = world.state.platforms[0];
  double trade = 0;
  for (Eigen::Index i = 0; i < p.buyers.spend_quarter.size(); ++i) {
    const double u = world.luck.uniform(Purpose::need, 1, static_cast<std::uint32_t>(i));
    p.buyers.spend_quarter[i] = static_cast<float>(20'000 * u);
    p.buyers.surplus_quarter[i] = static_cast<float>(8'000 * u);
    trade += 20'000 * u;
  }
  p.sellers.sales_quarter.setConstant(static_cast<float>(trade / 1000));
  p.quarters.gmv.assign(13, static_cast<Cents>(trade / 13));
  p.quarters.fees.assign(13, static_cast<Cents>(.08 * trade / 13));
  p.quarters.costs.assign(13, static_cast<Cents>(.06 * trade / 13));
  p.quarters.variable_costs.assign(13, 0);
}

Proposal fee_to(double value, const World& world, std::uint32_t id) {
  Proposal proposal;
  proposal.id = id;
  proposal.present = world.state.platforms[0].policy.fees[0];
  proposal.proposed = value;
  proposal.options = {proposal.present, value};
  proposal.snapshot_week = world.state.week - 1;
  proposal.close_week = world.state.week;
  return proposal;
}

/// Everybody trusts somebody with a lower id, so chains are about ln N long; one in a thousand casts.
double delegation_ms(const Luck& luck, std::uint32_t n, int n_rounds) {
  std::vector<std::int64_t> power(n, 1), votes(n);
  std::vector<std::uint8_t> is_casting(n, 0);
  std::vector<std::uint32_t> delegate(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    is_casting[i] = i % 1000 == 0;
    delegate[i] = static_cast<std::uint32_t>(luck.uniform(Purpose::delegation, 0, i) * i);
  }
  const Weigh weigh = liquid_delegation_rule().weigh({});
  Times times;
  for (int k = 0; k <= n_rounds; ++k) times.measure(k > 0, [&] { weigh({power, is_casting, delegate, {}}, luck, 0, votes); });
  return 1e3 * bench::median(times.cpu);
}

}  // namespace

int main(int argc, char** argv) {
  const double members = argc > 1 ? std::atof(argv[1]) : 1e5;
  const int n_rounds = argc > 2 ? std::atoi(argv[2]) : 7;
  const Scenario scenario = members_market(members);
  const Luck luck = make_luck(1, 0);
  const std::vector<Institutions> institutions = bind_institutions(scenario);
  State state = make_state(scenario, luck);
  World world{scenario, luck, institutions, state, false};
  state.week = 20;
  write_quarter(world);

  Times books_made, opened, cast, counted, whole;
  std::int64_t ballots = 0, asked = 0;
  for (int k = 0; k <= n_rounds; ++k) {
    const bool is_kept = k > 0;
    Proposal proposal = fee_to(.09, world, static_cast<std::uint32_t>(k));
    whole.measure(is_kept, [&] {
      opened.measure(is_kept, [&] { governing::open_vote(world, 0, proposal); });
      const auto outlook = governing::outlook_of(world, 0);
      std::optional<governing::Books> books;
      books_made.measure(is_kept, [&] { books.emplace(world, 0, *outlook); });
      cast.measure(is_kept, [&] { governing::cast_ballots(world, *books, proposal); });
      counted.measure(is_kept, [&] { governing::count_votes(world, 0, proposal); });
    });
    ballots = proposal.houses[0].cast;
    asked = proposal.houses[0].members;
  }
  const auto ms = [](const Times& times) { return 1e3 * bench::median(times.cpu); };
  std::printf("{\"members\": %lld, \"ballots\": %lld, \"snapshot_ms\": %.3f, \"books_ms\": %.3f, \"ballots_ms\": %.3f, \"tally_ms\": %.3f, \"vote_ms\": %.3f, "
              "\"delegation_ms\": %.3f, \"bytes_per_membership\": %.1f}\n",
              static_cast<long long>(asked), static_cast<long long>(ballots), ms(opened), ms(books_made), ms(cast), ms(counted), ms(whole),
              delegation_ms(luck, static_cast<std::uint32_t>(members), n_rounds), memory_of(state).per_membership);
}
