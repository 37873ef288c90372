#include "engine/simulate.hpp"

#include "engine/fingerprint.hpp"
#include "engine/life.hpp"
#include "engine/parameter_table.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/record_event.hpp"
#include "engine/population/population.hpp"
#include "engine/week.hpp"

namespace townsquare {

State make_state(const Scenario& scenario, const Luck& luck) {
  State state;
  state.buyers = draw_buyers(scenario, luck);
  state.sellers = draw_sellers(scenario, luck);
  state.mixing = make_mixing(scenario);
  const auto n_niches = static_cast<std::size_t>(scenario.market.niches);
  state.niche_buyers.assign(n_niches, 0);
  state.niche_sellers.assign(n_niches, 0);
  for (const BuyerRecord& buyer : state.buyers.record) ++state.niche_buyers[buyer.niche];
  for (std::uint32_t niche : state.sellers.niche) ++state.niche_sellers[niche];
  for (std::size_t p = 0; p < scenario.platforms.size(); ++p) {
    state.platforms.push_back(launch_platform(scenario, p, state, luck));
    update_niche_statistics(scenario, state, state.platforms.back(), false);
    if (state.platforms.back().is_alive) record_launch(state, p);
  }
  return state;
}

Scenario lived_scenario(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  return scenario.run.draw_assumptions != 0 ? draw_assumptions(scenario, seed, replication) : scenario;
}

Life begin_life(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication) {
  Life life{lived_scenario(scenario, seed, replication), make_luck(seed, replication), {}, {}};
  life.state = make_state(life.lived, life.luck);
  return life;
}

void live_until(Life& life, std::int32_t week, const Observer& observe, bool is_parallel) {
  const std::vector<Institutions> institutions = bind_institutions(life.lived);
  World world{life.lived, life.luck, institutions, life.state, is_parallel};
  for (State& state = life.state; state.week < week; ++state.week) {
    live_week(world);
    for (const PlatformState& p : state.platforms) {
      life.print.add(static_cast<std::uint64_t>(p.week.gmv));
      life.print.add(static_cast<std::uint64_t>(p.week.buyer_surplus));
      life.print.add(static_cast<std::uint64_t>(p.ledger.balance(Account::cash)));
    }
    if (observe) observe(life.lived, state);
  }
}

std::uint64_t Life::fingerprint() const {
  Fingerprint whole = print;
  whole.add(fingerprint_of(state));
  return whole.value();
}

std::uint64_t simulate(const Scenario& scenario, std::uint64_t seed, std::uint32_t replication, const Observer& observe, bool is_parallel) {
  Life life = begin_life(scenario, seed, replication);
  live_until(life, static_cast<std::int32_t>(life.lived.run.weeks), observe, is_parallel);
  return life.fingerprint();
}

namespace {

/// Nothing where there are no shares and no tokens.
void add_holdings(Fingerprint& print, const Governance& g) {
  if (!g.members.tokens.empty()) {
    print.add(std::span(g.members.tokens));
    print.add(std::span(g.members.locked));
    print.add(std::span(g.members.unlock_week));
    print.add(g.holdings.token_price);
    print.add(g.burned);
  }
  if (g.members.has_share.empty()) return;
  print.add(std::span(g.members.capital));
  print.add(std::span(g.members.has_share));
  for (const Redemption& r : g.holdings.queue) print.add(r.amount);
}

/// Nothing of buyers who remember nobody.
void add_loyalty(Fingerprint& print, const std::vector<Loyalty>& loyalty) {
  for (std::size_t buyer = 0; buyer < loyalty.size(); ++buyer)
    for (std::size_t i = 0; i < most_remembered; ++i) {
      if (loyalty[buyer].preference[i] <= 0) continue;
      print.add(static_cast<std::uint64_t>(buyer));
      print.add(static_cast<std::uint64_t>(loyalty[buyer].seller[i]));
      print.add(static_cast<double>(loyalty[buyer].preference[i]));
    }
}

void add_platform(Fingerprint& print, const PlatformState& p) {
  print.add(static_cast<std::uint64_t>(p.is_alive));
  print.add(std::span(p.policy.fees));
  for (std::size_t a = 0; a < n_accounts; ++a) print.add(static_cast<std::uint64_t>(p.ledger.balance(static_cast<Account>(a))));
  print.add(p.buyers.flags);
  print.add(p.buyers.experience);
  print.add(p.buyers.uses);
  print.add(p.sellers.flags);
  print.add(p.sellers.good_ratings);
  print.add(p.sellers.sales_quarter);
  print.add(p.sellers.income_week);
  print.add(p.sellers.exposure);
  print.add(std::span(p.sellers.sales_total));
  print.add(std::span(p.governance.members.fatigue));
  for (const Proposal& proposal : p.governance.proposals) {
    print.add(static_cast<std::uint64_t>(proposal.state));
    for (const House& house : proposal.houses) {
      print.add(static_cast<std::uint64_t>(house.yes));
      print.add(static_cast<std::uint64_t>(house.no));
    }
  }
  print.add(static_cast<std::uint64_t>(p.disputes.size()));
  for (const Dispute& d : p.disputes) {
    if (d.progress == CaseProgress{}) continue;
    for (const std::int32_t part : {d.progress.round, d.progress.weeks_in_round, d.progress.votes, d.progress.for_seller, d.progress.opinions, d.progress.grasped})
      print.add(static_cast<std::uint64_t>(part));
  }
  if (p.attack.is_begun) {
    print.add(static_cast<std::uint64_t>(p.attack.spent));
    print.add(static_cast<std::uint64_t>(p.attack.taken));
  }
  if (p.sellers.wash_orders_quarter.size() > 0) print.add(p.sellers.wash_orders_quarter);
  for (const std::vector<Perceived>& side : {p.buyers.perceived, p.sellers.perceived})
    for (const Perceived& each : side)
      for (float part : {each.experience, each.told, each.marketing}) print.add(static_cast<double>(part));
  add_loyalty(print, p.buyers.loyalty);
  if (!p.sellers.waiting.empty()) print.add(std::span(p.sellers.waiting));
  if (p.culture.level != .5) print.add(p.culture.level);
  if (p.unannounced_rise > 0) print.add(p.unannounced_rise);
  add_holdings(print, p.governance);
}

void add_event(Fingerprint& print, const Event& e) {
  for (std::int64_t number : {std::int64_t{e.week}, std::int64_t{e.platform}, static_cast<std::int64_t>(e.kind), static_cast<std::int64_t>(e.subject),
                              std::int64_t{e.proposal}, std::int64_t{e.actor}, std::int64_t{e.key}, e.yes, e.no, e.abstain, e.electorate, e.amount})
    print.add(number);
  for (double number : {e.before, e.after, e.quorum}) print.add(number);
}

}  // namespace

std::uint64_t fingerprint_of(const State& state) {
  Fingerprint print;
  print.add(static_cast<std::uint64_t>(state.week));
  print.add(state.demand_factor);
  for (const PlatformState& p : state.platforms) add_platform(print, p);
  for (const Event& event : state.log.events) add_event(print, event);
  return print.value();
}

}  // namespace townsquare
