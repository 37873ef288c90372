#include "engine/phases/govern/execute.hpp"

#include <algorithm>

#include "engine/math.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/fee_levers.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"
#include "engine/phases/own/own.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare::governing {
namespace {

constexpr double first_variance = .25;   // of the belief about the elasticity: sd one half
constexpr double trade_noise = .05;      // sd of quarterly log trade beyond what the fee did; assumption

/// The change that has won, against the present.
Change won_change(const Proposal& proposal) {
  return {proposal.subject, proposal.lever, {proposal.present, proposal.proposed}, 0, proposal.worth, proposal.proposer};
}

/// Whether enough of the body's power would lose by the change and says so.
bool is_stopped_by_body(const World& world, const Books& books, Body body, const Proposal& proposal, double objection_share) {
  const Power power = power_of(world, books.platform, body);
  const Memberships& m = world.state.platforms[books.platform].governance.members;
  const Change change = won_change(proposal);
  const Weighing weighing(books, change);
  std::int64_t against = 0;
  double gains[2];
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      if (power.by_row[row] == 0) continue;
      weighing.gains(static_cast<MemberClass>(c), row, gains);
      if (gains[1] < 0) against += power.by_row[row];
    }
  return power.total > 0 && static_cast<double>(against) >= objection_share * static_cast<double>(power.total);
}

/// An outside guardian stops what harms the members on the whole, with errors of both kinds.
bool is_stopped_by_guardian(const World& world, const Books& books, const Proposal& proposal) {
  const Change change = won_change(proposal);
  const bool is_harmful = proposal.is_attack || Weighing(books, change).mean_gains()[1] < 0;
  const ChosenBodies& b = world.scenario.platforms[books.platform].bodies;
  return world.luck.uniform(Purpose::guardian, proposal.id, 0) < (is_harmful ? b.guardian_vigilance : b.guardian_error);
}

bool is_vetoed(const World& world, const Books& books, const Proposal& proposal) {
  const DecisionProcess& process = world.state.platforms[books.platform].policy.process(proposal.subject);
  const Body body = body_of(process.veto_body);
  if (body == Body::nobody) return false;
  return body == Body::guardian ? is_stopped_by_guardian(world, books, proposal) : is_stopped_by_body(world, books, body, proposal, process.objection_share);
}

/// Starts to watch what a change of the fee does to trade, from what sellers kept of what buyers paid before and after.
void watch(const World& world, std::size_t platform, double before, double after) {
  PlatformState& p = world.state.platforms[platform];
  const QuarterSums quarter = last_quarter(p.quarters);
  if (!quarter.is_known || quarter.gmv <= 0) return;
  p.governance.watched = {world.state.week, math::log(after / before), math::log(quarter.gmv)};
}

void pay_project(PlatformState& p, const Proposal& proposal) {
  p.ledger.move(Account::cash, Account::members, proposal.amount);
  p.week.spent += proposal.amount;
  // what it brings comes in over a year
  p.projects.push_back({proposal.amount, proposal.worth, 52});
}

/// An attacker takes what it was granted, as far as it is there.
void pay_attacker(PlatformState& p, const Proposal& proposal) {
  const Cents amount = std::min(proposal.amount, p.ledger.balance(Account::cash));
  p.ledger.move(Account::cash, Account::outside, amount);
  p.attack.taken += amount;
  p.week.attack_taken += amount;
}

/// A demand that was granted, decoys apart: what it cost to get there, and what it is worth to those who made it.
void record_win(AttackState& attack, const Books* books, const Proposal& proposal) {
  if (!std::ranges::binary_search(attack.demands, proposal.id)) return;
  ++attack.won;
  if (attack.control_cost < 0) attack.control_cost = attack.spent;
  if (!books || proposal.subject == DecisionClass::spending) return;
  const Change change = won_change(proposal);
  const Weighing weighing(*books, change);
  const Memberships& m = books->world.state.platforms[books->platform].governance.members;
  double gains[2];
  for (std::uint32_t row : attack.cartel) {
    weighing.gains(m.class_of(row), row, gains);
    attack.gain += gains[1];
  }
}

void make(World& world, const Books* books, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  double before = proposal.present, after = proposal.proposed;
  if (proposal.is_attack) record_win(p.attack, books, proposal);
  if (proposal.subject == DecisionClass::spending) {
    if (proposal.is_attack) pay_attacker(p, proposal);
    else pay_project(p, proposal);
  } else if (is_guildkick(world.scenario.platforms[platform], proposal.subject, proposal.lever)) {
    owning::guildkick(world, platform, static_cast<std::uint32_t>(proposal.proposed) - 1);
  } else {
    const Lever lever = levers_of(world, platform, proposal.subject)[proposal.lever];
    const double value = std::clamp(proposal.proposed, lever.lower, lever.upper);  // the bounds may have moved since
    if (proposal.subject == DecisionClass::fees) watch(world, platform, burden_of(world, platform).kept(), burden_with(world, platform, proposal.lever, value).kept());
    set_lever(world, platform, proposal.subject, proposal.lever, value);
    before = lever.value, after = value;
  }
  record(world, platform, EventKind::executed, proposal, before, after);
  proposal.state = ProposalState::executed;
  p.governance.next_draft_week[static_cast<std::size_t>(proposal.subject)] =
      world.state.week + static_cast<std::int32_t>(p.policy.process(proposal.subject).cooldown);
}

/// Money that is not there cannot be spent.
bool can_be_made(const PlatformState& p, const Proposal& proposal) {
  return proposal.subject != DecisionClass::spending || proposal.is_attack || p.ledger.balance(Account::cash) >= proposal.amount;
}

/// Whether a row voted against the change: no, or in a vote on more than two options for something it likes better.
bool voted_against(BallotKind kind, const Proposal& proposal, std::uint32_t row, double gain) {
  const auto voted = [&](const House& house) {
    if (row >= house.ballot.size() || house.ballot[row] < first_code) return false;
    return kind == BallotKind::yes_no ? house.ballot[row] == first_code : gain < 0;
  };
  return std::any_of(proposal.houses.begin(), proposal.houses.begin() + static_cast<std::ptrdiff_t>(proposal.n_houses), voted);
}

/// Losses of the change by row, minor units: of all, and of those who voted against it.
struct Losses {
  std::vector<double> all, outvoted;
};

Losses losses_of(const World& world, const Books& books, const Proposal& proposal) {
  const Memberships& m = world.state.platforms[books.platform].governance.members;
  const Change change = won_change(proposal);
  const Weighing weighing(books, change);
  const BallotKind kind = voting_rules()[world.scenario.platforms[books.platform].process(proposal.subject).rule.row].ballot;
  Losses losses{std::vector<double>(m.size(), 0.), std::vector<double>(m.size(), 0.)};
  double gains[2];
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      const auto member_class = static_cast<MemberClass>(c);
      if (!is_owner(world, books.platform, member_class, row)) continue;
      weighing.gains(member_class, row, gains);
      if (gains[1] >= 0) continue;
      losses.all[row] = -gains[1] * static_cast<double>(std::max<std::int64_t>(1, owning::people_behind(world, member_class)));
      if (voted_against(kind, proposal, row, gains[1])) losses.outvoted[row] = losses.all[row];
    }
  return losses;
}

/// Before a change is made whoever may leave does so: each alone if outvoted, and then a minority together.
void let_leave(World& world, const Books& books, const Proposal& proposal) {
  const Exit& rights = world.scenario.platforms[books.platform].exit;
  if (world.state.week != proposal.execution_week || (rights.ragequit == 0 && rights.fork_threshold <= 0)) return;
  const Losses losses = losses_of(world, books, proposal);
  if (rights.ragequit != 0) owning::ragequit(world, books.platform, losses.outvoted);
  if (rights.fork_threshold > 0) owning::fork(world, books.platform, losses.all);
}

/// A seller that has left by itself cannot be voted out any more.
bool is_void(const World& world, std::size_t platform, const Proposal& proposal) {
  return is_guildkick(world.scenario.platforms[platform], proposal.subject, proposal.lever) &&
         !world.state.platforms[platform].sellers.is_member(static_cast<std::size_t>(proposal.proposed) - 1);
}

}  // namespace

void execute(World& world, const Books* books, std::size_t platform, Proposal& proposal) {
  PlatformState& p = world.state.platforms[platform];
  if (is_void(world, platform, proposal)) {
    record(world, platform, EventKind::canceled, proposal);
    end(proposal, ProposalState::canceled);
    return;
  }
  const double grace = p.policy.process(proposal.subject).grace_period;
  const bool is_stopped = books && is_vetoed(world, *books, proposal);
  if (books && !is_stopped) let_leave(world, *books, proposal);
  if (is_stopped) proposal.state = ProposalState::vetoed;
  else if (can_be_made(p, proposal)) make(world, books, platform, proposal);
  else if (grace > 0 && world.state.week - proposal.execution_week >= grace) proposal.state = ProposalState::lapsed;
  if (is_live(proposal.state)) return;
  if (proposal.state == ProposalState::vetoed) record(world, platform, EventKind::vetoed, proposal);
  if (proposal.state == ProposalState::lapsed) record(world, platform, EventKind::expired, proposal);
  end(proposal, proposal.state);
}

void learn_elasticity(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  Governance& g = p.governance;
  if (world.scenario.voters.belief_learning == 0) return;
  if (g.elasticity.variance == 0) g.elasticity = {world.scenario.voters.perceived_elasticity, first_variance};
  if (g.watched.week < 0 || world.state.week < g.watched.week + 13) return;
  const QuarterSums quarter = last_quarter(p.quarters);
  const double x = g.watched.log_kept;
  if (quarter.gmv > 0 && x != 0) {
    // growth that was under way is not the fee's doing
    const double observed = (math::log(quarter.gmv) - g.watched.log_trade - p.quarters.growth) / x;
    const double noise = trade_noise * trade_noise / (x * x);
    const double weight = g.elasticity.variance / (g.elasticity.variance + noise);
    g.elasticity.mean = std::max(0., g.elasticity.mean + weight * (observed - g.elasticity.mean));
    g.elasticity.variance *= 1 - weight;
  }
  g.watched.week = -1;
}

}  // namespace townsquare::governing
