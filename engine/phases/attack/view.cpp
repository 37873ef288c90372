// What an attacker sees of a platform.
#include <algorithm>

#include "engine/institutions.hpp"
#include "engine/phases/attack/attacker.hpp"

namespace townsquare::attacking {
namespace {

bool is_electorate(Body body) { return body >= Body::members && body <= Body::investors; }

/// Power of an outsider with so many people and thousandths of tokens under an electorate's rule.
double power_of_outsider(const World& world, std::size_t platform, Body body, std::int64_t people, std::int64_t tokens) {
  const std::int64_t none = 0;
  const auto kind = static_cast<std::uint8_t>(MemberClass::outsider);
  std::int64_t power = 0;
  const ElectorateColumns columns{{&people, 1}, {&tokens, 1}, {&none, 1}, {&none, 1}, {&none, 1}, {&kind, 1}};
  world.institutions[platform].electorates[static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members)](columns, {&power, 1});
  return static_cast<double>(power);
}

/// What another token and another identity would add. Outsiders vote among all members only.
void see_prices(const World& world, std::size_t platform, Body body, AttackView& view) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  view.token_price = p.governance.holdings.token_price;
  view.supply = p.governance.minted - p.governance.burned;
  view.bought = p.attack.bought;
  if (body != Body::members) return;
  const std::uint32_t row = m.first[4];
  const std::int64_t tokens = m.tokens.empty() ? 0 : m.tokens[row], people = p.attack.identities;
  const double now = power_of_outsider(world, platform, body, people, tokens);
  view.votes_per_identity = power_of_outsider(world, platform, body, people + 1, tokens) - now;
  if (m.tokens.empty() || world.scenario.platforms[platform].ownership.transferable == 0) return;
  view.votes_per_token = (power_of_outsider(world, platform, body, people, tokens + one_token) - now) / static_cast<double>(one_token);
  view.for_sale = p.governance.custody;
  for (std::uint32_t r = 0; r < m.size(); ++r)
    if (r != row) view.for_sale += m.tokens[r];
}

/// Its proposals under way, and the weeks in which they are decided.
void see_proposals(const World& world, const PlatformState& p, DecisionClass subject, const DecisionProcess& process, AttackView& view) {
  std::size_t n_live = 0;
  for (std::uint32_t id : p.governance.live) {
    const Proposal& proposal = p.governance.proposals[id];
    n_live += proposal.subject == subject;
    if (!std::ranges::binary_search(p.attack.demands, id)) continue;
    ++view.n_own_live;
    view.is_snapshot_week |= proposal.state == ProposalState::pending && world.state.week >= proposal.snapshot_week;
    view.is_last_week |= proposal.state == ProposalState::active && world.state.week >= proposal.close_week;
  }
  const bool is_open = governing::body_of(process.body) != Body::nobody && world.state.week >= p.governance.next_draft_week[static_cast<std::size_t>(subject)];
  const auto most = static_cast<std::size_t>(process.max_live);
  view.n_free = is_open && n_live < most ? most - n_live : 0;
  view.is_snapshot_week |= view.n_own_live == 0 && view.n_free > 0 && process.voting_delay == 0;
}

}  // namespace

DecisionClass subject_of(const AttackPlan& plan) {
  const auto goal = static_cast<AttackGoal>(static_cast<int>(plan.goal));
  return goal == AttackGoal::treasury ? DecisionClass::spending : goal == AttackGoal::fee ? DecisionClass::fees : DecisionClass::ranking;
}

std::vector<std::uint32_t> rows_of_attacker(const PlatformState& p) {
  const Memberships& m = p.governance.members;
  std::vector<std::uint32_t> rows = p.attack.cartel;
  if (p.attack.has_founder && m.first[2] < m.first[3]) rows.push_back(m.first[2]);
  rows.push_back(m.first[4]);
  return rows;
}

AttackView look_around(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const AttackPlan& plan = world.scenario.platforms[platform].attack;
  const DecisionClass subject = subject_of(plan);
  const DecisionProcess& process = p.policy.process(subject);
  const Body body = governing::body_of(process.body);
  AttackView view;
  view.week = world.state.week - static_cast<std::int32_t>(plan.week);
  const governing::Power power = governing::power_of(world, platform, body);
  view.total_power = static_cast<double>(power.total);
  for (std::uint32_t row : rows_of_attacker(p)) view.own_power += static_cast<double>(power.by_row[row]);
  const auto counts = static_cast<QuorumCounts>(static_cast<int>(process.quorum_counts));
  view.rule = {process.proposal_threshold, process.quorum, process.quorum_number * static_cast<double>(governing::units_per_vote(world, platform, body)), counts != QuorumCounts::all_cast, process.support, process.min_approval, p.attack.opposition};
  view.budget_left = static_cast<Cents>(plan.budget) - p.attack.spent;
  view.deposit = static_cast<Cents>(process.proposal_deposit);
  see_prices(world, platform, body, view);
  see_proposals(world, p, subject, process, view);
  // in a chosen body only those who sit there may propose
  if (!is_electorate(body) && view.own_power == 0) view.n_free = 0;
  return view;
}

}  // namespace townsquare::attacking
