// Members draft, vote on and execute changes of the rules of their platform.
// Pending -> Active (snapshot) -> Defeated | Expired (no quorum) | Queued -> Executed | Vetoed | Lapsed; or Canceled.
#include <algorithm>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/execute.hpp"
#include "engine/phases/govern/fee_levers.hpp"
#include "engine/phases/govern/last_week.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"
#include "engine/phases/phases.hpp"

namespace townsquare {
namespace governing {
namespace {

const VotingRule& rule_of(const World& world, std::size_t platform, DecisionClass subject) {
  return voting_rules()[world.scenario.platforms[platform].process(subject).rule.row];
}

}  // namespace

// The numbers of a vote are those of the first house.
void record(const World& world, std::size_t platform, EventKind kind, const Proposal& p, double before, double after) {
  const DecisionProcess& process = world.state.platforms[platform].policy.process(p.subject);
  const Memberships& m = world.state.platforms[platform].governance.members;
  const std::uint32_t actor = kind == EventKind::drafted ? actor_number(static_cast<std::uint32_t>(m.class_of(p.proposer)), m.agent_of(p.proposer)) : no_actor;
  const House& h = p.houses[0];
  // a number of votes that is asked for is a share of those that there are
  const double number = process.quorum_number > 0 && h.electorate > 0 ? process.quorum_number * static_cast<double>(units_per_vote(world, platform, h.body)) / static_cast<double>(h.electorate) : 0;
  const double quorum = std::max(process.quorum, number);
  const std::size_t key = p.subject == DecisionClass::fees ? slot_of_fee(world, platform, p.lever) : p.lever;
  world.state.log.events.push_back({world.state.week, static_cast<std::uint16_t>(platform), kind, p.subject, p.id, actor, static_cast<std::uint16_t>(key), before, after, h.yes, h.no, h.abstain,
                                    h.electorate, quorum, p.amount});
}

void record(const World& world, std::size_t platform, EventKind kind, const Proposal& p) { record(world, platform, kind, p, p.present, p.proposed); }

namespace {

void start_cooldown(const World& world, PlatformState& p, DecisionClass subject) {
  p.governance.next_draft_week[static_cast<std::size_t>(subject)] = world.state.week + static_cast<std::int32_t>(p.policy.process(subject).cooldown);
}

/// The deposit goes back, or stays with the platform.
void return_deposit(PlatformState& p, Proposal& proposal, bool is_burned) {
  p.ledger.move(Account::deposits, is_burned ? Account::cash : proposal.is_attack ? Account::outside : Account::members, proposal.deposit);
  if (proposal.is_attack && !is_burned) {
    p.attack.spent -= proposal.deposit;
    p.week.attack_spent -= proposal.deposit;
  }
  proposal.deposit = 0;
}

bool burns(const DecisionProcess& process, Result result) {
  const auto burn = static_cast<DepositBurn>(static_cast<int>(process.deposit_burn));
  if (result == Result::passed || burn == DepositBurn::never) return false;
  return burn == DepositBurn::defeated || result == Result::no_quorum;
}

/// What an amendment would be about: why a change that somebody wanted did not come.
void remember_obstacle(PlatformState& p, const Proposal& proposal, Result result) {
  Blocked& blocked = p.governance.blocked[static_cast<std::size_t>(proposal.subject)];
  const House& house = proposal.houses[0];
  const bool had_majority = house.yes > house.no;
  const Obstacle obstacle = result == Result::no_quorum ? Obstacle::quorum : result == Result::defeated && had_majority ? Obstacle::support : Obstacle::none;
  blocked = {obstacle, proposal.lever, proposal.present, proposal.proposed};
}

void close_vote(World& world, std::size_t platform, Proposal& proposal, const Decision& decision) {
  PlatformState& p = world.state.platforms[platform];
  const DecisionProcess& process = p.policy.process(proposal.subject);
  if (decision.option != proposal.present_option) proposal.proposed = proposal.options[decision.option];
  remember_obstacle(p, proposal, decision.result);
  return_deposit(p, proposal, burns(process, decision.result));
  start_cooldown(world, p, proposal.subject);
  proposal.execution_week = world.state.week + static_cast<std::int32_t>(process.timelock);
  constexpr EventKind kinds[] = {EventKind::passed, EventKind::defeated, EventKind::no_quorum};  // as Result
  record(world, platform, kinds[static_cast<std::size_t>(decision.result)], proposal);
  if (decision.result == Result::passed && process.timelock > 0) record(world, platform, EventKind::queued, proposal);
  // who voted what is kept while it may still make somebody leave
  if (decision.result == Result::passed) proposal.state = ProposalState::queued;
  else end(proposal, decision.result == Result::no_quorum ? ProposalState::expired : ProposalState::defeated);
}

/// Ballots that are still out cannot turn it: yes holds even if all the rest said no.
bool is_decided(const Proposal& proposal, double support) {
  for (std::size_t h = 0; h < proposal.n_houses; ++h) {
    const House& house = proposal.houses[h];
    if (static_cast<double>(house.yes) <= support * static_cast<double>(house.electorate - house.abstain)) return false;
  }
  return true;
}

void vote(World& world, const Books& books, Proposal& proposal) {
  PlatformState& p = world.state.platforms[books.platform];
  const DecisionProcess& process = p.policy.process(proposal.subject);
  cast_ballots(world, books, proposal);
  const bool is_over = world.state.week >= proposal.close_week;
  const VotingRule& rule = rule_of(world, books.platform, proposal.subject);
  const bool is_early = process.early_execution != 0 && rule.ballot == BallotKind::yes_no;
  if (!is_over && !rule.is_continuous && !is_early && process.late_extension == 0) return;

  Decision decision = count_votes(world, books.platform, proposal);
  const bool has_quorum = decision.result != Result::no_quorum;
  const bool is_late = is_over && has_quorum && !proposal.had_quorum;
  proposal.had_quorum = has_quorum;
  if (is_late && process.late_extension > 0 && !proposal.is_extended) {
    proposal.is_extended = true;
    proposal.close_week += static_cast<std::int32_t>(process.late_extension);
    record(world, books.platform, EventKind::extended, proposal);
    return;
  }
  if (rule.is_continuous && decision.result == Result::open && is_over) decision.result = Result::defeated;
  if (is_over || (rule.is_continuous && decision.result == Result::passed) ||
      (is_early && decision.result == Result::passed && is_decided(proposal, process.support)))
    close_vote(world, books.platform, proposal, decision);
}

void advance(World& world, const Books* books, std::size_t platform, Proposal& proposal) {
  const std::int32_t week = world.state.week;
  if (proposal.state == ProposalState::pending && week >= proposal.snapshot_week) {
    open_vote(world, platform, proposal);
    record(world, platform, EventKind::opened, proposal);
    if (proposal.options.size() > 2) {
      const auto [lowest, highest] = std::ranges::minmax(proposal.options);
      record(world, platform, EventKind::offered, proposal, lowest, highest);
    }
    return;
  }
  if (proposal.state == ProposalState::active && books) vote(world, *books, proposal);
  else if (proposal.state == ProposalState::active && week >= proposal.close_week)
    close_vote(world, platform, proposal, count_votes(world, platform, proposal));  // nobody can judge it
  if (proposal.state == ProposalState::queued && week >= proposal.execution_week) execute(world, books, platform, proposal);
}

std::int64_t n_live(const Governance& g, DecisionClass subject) {
  return std::ranges::count_if(g.live, [&](std::uint32_t id) { return g.proposals[id].subject == subject; });
}

void draft_all(World& world, const Books& books) {
  PlatformState& p = world.state.platforms[books.platform];
  for (std::size_t c = 0; c < n_decision_classes; ++c) {
    const auto subject = static_cast<DecisionClass>(c);
    const DecisionProcess& process = p.policy.process(subject);
    if (body_of(process.body) == Body::nobody || world.state.week < p.governance.next_draft_week[c]) continue;
    if (static_cast<double>(n_live(p.governance, subject)) >= process.max_live) continue;
    auto drafted = draft(world, books, subject);
    if (!drafted) continue;
    // without a delay the vote opens at once, so that all its weeks are weeks of voting
    Proposal& filed = p.governance.proposals[file(world, books.platform, std::move(*drafted))];
    if (filed.snapshot_week <= world.state.week) advance(world, &books, books.platform, filed);
  }
}

void govern_platform(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  Governance& g = p.governance;
  for (float& fatigue : g.members.fatigue) fatigue *= static_cast<float>(world.scenario.voters.fatigue_decay);
  renew_bodies(world, platform);
  learn_elasticity(world, platform);

  std::optional<ballot::Outlook> outlook;
  std::optional<Books> books;
  const auto read_books = [&] {
    books.reset();
    outlook = outlook_of(world, platform);
    if (outlook) books.emplace(world, platform, *outlook);
  };
  read_books();
  // in the order of filing; each is judged against the rules as they are when its turn comes
  const std::vector<std::uint32_t> live = g.live;
  for (std::uint32_t id : live) {
    advance(world, books ? &*books : nullptr, platform, g.proposals[id]);
    // a change that was made has moved rules, money or members
    if (g.proposals[id].state == ProposalState::executed) read_books();
  }
  std::erase_if(g.live, [&](std::uint32_t id) { return !is_live(g.proposals[id].state); });
  if (books) draft_all(world, *books);
  if (world.state.week + 1 == static_cast<std::int32_t>(world.scenario.run.weeks)) keep_last_week(world, platform, books ? &*books : nullptr);
}

}  // namespace
}  // namespace governing

void govern(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k)
    if (world.state.platforms[k].is_alive && is_run_by(world.scenario.platforms[k], Control::members, world.state.week)) governing::govern_platform(world, k);
}

}  // namespace townsquare
