// An attacker's week: it gives back what it borrowed, looks around, pays for what its plan says, demands, and votes.
#include <algorithm>

#include "engine/phases/attack/attacker.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/record_event.hpp"

namespace townsquare {
namespace attacking {
namespace {

/// After a lost vote it believes what it saw: a tenth more than that after a defeat, a tenth less when a quorum was missed, to
/// which votes against had been expected to add.
void review(PlatformState& p) {
  AttackState& attack = p.attack;
  for (; attack.n_reviewed < attack.demands.size(); ++attack.n_reviewed) {
    const Proposal& demand = p.governance.proposals[attack.demands[attack.n_reviewed]];
    if (is_live(demand.state)) return;
    const House& house = demand.houses[0];
    const double others = static_cast<double>(house.electorate - house.yes);
    const bool is_lost = demand.state == ProposalState::defeated || demand.state == ProposalState::expired;
    if (!is_lost || others <= 0) continue;
    const double caution = demand.state == ProposalState::defeated ? 1.1 : .9;
    attack.opposition = std::min(1., caution * static_cast<double>(house.no) / others);
  }
}

/// What its plan says costs money, and it pays.
void pay(PlatformState& p, const AttackMove& move) {
  spend(p, move.other_cost + move.loan_fee, false);
  p.attack.identities += move.identities;
  p.attack.has_founder = p.attack.has_founder || move.has_founder;
  if (move.tokens > 0) buy_tokens(p, move.tokens, move.token_cost);
  if (move.borrowed > 0) borrow_tokens(p, move.borrowed);
  if (move.custody_share > 0) vote_custody(p, move.custody_share);
  if (move.cartel > 0) p.attack.cartel = form_cartel(p, move.cartel);
  if (move.clients > 0 && p.attack.clients.empty()) p.attack.clients = form_cartel(p, move.clients);
  p.attack.juror_bribe = move.juror_bribe;
  p.attack.pays_if_lost = move.pays_if_lost;
}

/// Once it holds what passes, loans apart, the cost of control is known.
void record_control(const World& world, std::size_t platform) {
  AttackState& attack = world.state.platforms[platform].attack;
  if (attack.control_cost >= 0 || !attack.lent.empty()) return;
  const AttackView view = look_around(world, platform);
  if (view.own_power > 0 && view.own_power > votes_to_pass(view.rule, view.total_power)) attack.control_cost = attack.spent;
}

void attack_platform(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const AttackPlan& plan = world.scenario.platforms[platform].attack;
  if (!p.attack.is_begun) {
    p.attack.is_begun = true;
    p.attack.opposition = plan.opposition;
  }
  give_back(p);
  review(p);
  const AttackView view = look_around(world, platform);
  const AttackMove move = world.institutions[platform].attack(view);
  if (move.other_cost + move.loan_fee + move.token_cost > view.budget_left) {
    p.attack.is_over = true;  // it cannot pay for its plan
    return;
  }
  pay(p, move);

  const std::optional<ballot::Outlook> outlook = governing::outlook_of(world, platform);
  std::optional<governing::Books> books;
  if (outlook) books.emplace(world, platform, *outlook);
  file_demands(world, books ? &*books : nullptr, platform, move);
  cast_attackers_ballots(world, books ? &*books : nullptr, platform, move);
  record_control(world, platform);
  if (p.week.attack_spent > 0) record_event(world, platform, EventKind::attacked, p.week.attack_spent, actor_number(static_cast<std::uint32_t>(MemberClass::outsider), 0));
}

}  // namespace
}  // namespace attacking

void attack(World& world) {
  for (std::size_t k = 0; k < world.state.platforms.size(); ++k) {
    const PlatformState& p = world.state.platforms[k];
    const Platform& spec = world.scenario.platforms[k];
    const bool is_due = is_attacked(spec) && world.state.week >= static_cast<std::int32_t>(spec.attack.week);
    if (is_due && p.is_alive && !p.attack.is_over && is_run_by(spec, Control::members, world.state.week)) attacking::attack_platform(world, k);
  }
}

}  // namespace townsquare
