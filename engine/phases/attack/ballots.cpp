// Ballots that an attacker casts or pays for. They are marked before the members' own, so that who sold its vote has voted.
#include <algorithm>
#include <cmath>

#include "engine/math.hpp"
#include "engine/phases/attack/attacker.hpp"
#include "engine/phases/govern/vote.hpp"

namespace townsquare::attacking {
namespace {

BallotKind kind_of(const World& world, std::size_t platform, DecisionClass subject) {
  return voting_rules()[world.scenario.platforms[platform].process(subject).rule.row].ballot;
}

void mark(PlatformState& p, House& house, std::uint32_t row, BallotKind kind, std::span<const double> gains) {
  if (house.ballot[row] == no_ballot && house.power[row] > 0) {
    ++house.cast;
    ++p.week.ballots_cast;
  }
  house.ballot[row] = abstains(gains) ? no_side : static_cast<std::uint16_t>(first_code + ballot_of(kind, gains));
  house.strength[row] = 1;
}

/// Its own rows want what it demands. Where power is read live they vote before they have any.
void vote_for_demand(PlatformState& p, Proposal& proposal, BallotKind kind) {
  std::vector<double> gains(proposal.options.size());
  governing::fill_with_yes(proposal, gains);
  for (std::size_t h = 0; h < proposal.n_houses; ++h)
    for (std::uint32_t row : rows_of_attacker(p)) mark(p, proposal.houses[h], row, kind, gains);
}

/// On every ranking the cartel votes for the sum of its members' gains.
void vote_jointly(PlatformState& p, Proposal& proposal, const governing::Weighing& weighing, BallotKind kind) {
  std::vector<double> joint(proposal.options.size(), 0.), own(proposal.options.size());
  for (std::uint32_t row : p.attack.cartel) {
    weighing.gains(MemberClass::seller, row, own);
    for (std::size_t k = 0; k < own.size(); ++k) joint[k] += own[k];
  }
  for (std::size_t h = 0; h < proposal.n_houses; ++h)
    for (std::uint32_t row : p.attack.cartel) mark(p, proposal.houses[h], row, kind, joint);
}

/// What a person would lose by the change, minor units.
double loss_of(const Proposal& proposal, const governing::Weighing& weighing, MemberClass c, std::uint32_t row, std::span<double> gains) {
  weighing.gains(c, row, gains);
  for (std::size_t k = 0; k < gains.size(); ++k)
    if (proposal.options[k] == proposal.proposed && k != proposal.present_option) return std::max(0., -gains[k]);
  return 0;
}

/// Members sell when the price is more than their loss and their conscience; in the order of rows, while the money lasts.
void bribe(World& world, std::size_t platform, Proposal& proposal, House& house, const governing::Weighing& weighing, const AttackMove& move) {
  PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const BallotKind kind = kind_of(world, platform, proposal.subject);
  const auto budget = static_cast<Cents>(world.scenario.platforms[platform].attack.budget);
  const std::int64_t units = governing::units_per_vote(world, platform, house.body);
  std::vector<double> gains(proposal.options.size()), yes(gains);
  governing::fill_with_yes(proposal, yes);
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      const auto member_class = static_cast<MemberClass>(c);
      if (house.power[row] == 0 || house.ballot[row] != no_ballot || !governing::is_owner(world, platform, member_class, row)) continue;
      const double people = static_cast<double>(std::max<std::int64_t>(1, governing::people_of(world, platform, member_class)));
      const double offer = move.price_per_vote * static_cast<double>(house.power[row]) / static_cast<double>(units);
      const double conscience = move.moral_cost * math::exp(move.moral_sigma * world.luck.normal(Purpose::attack, 0, row, 1));
      if (offer <= conscience * people || offer <= (conscience + loss_of(proposal, weighing, member_class, row, gains)) * people) continue;
      const auto cost = static_cast<Cents>(std::ceil(offer));
      if (p.attack.spent + cost > budget) continue;
      mark(p, house, row, kind, yes);
      spend(p, cost, true);
    }
}

}  // namespace

void cast_attackers_ballots(World& world, const governing::Books* books, std::size_t platform, const AttackMove& move) {
  PlatformState& p = world.state.platforms[platform];
  for (std::uint32_t id : p.governance.live) {
    Proposal& proposal = p.governance.proposals[id];
    if (proposal.state != ProposalState::active) continue;
    const BallotKind kind = kind_of(world, platform, proposal.subject);
    if (proposal.is_attack) vote_for_demand(p, proposal, kind);
    if (!books) continue;
    const bool is_joint = !p.attack.cartel.empty() && proposal.subject == DecisionClass::ranking;
    const bool is_bought = move.price_per_vote > 0 && std::ranges::binary_search(p.attack.demands, id);
    if (!is_joint && !is_bought) continue;
    const governing::Weighing weighing(*books, governing::change_of(proposal));
    if (is_joint) vote_jointly(p, proposal, weighing, kind);
    for (std::size_t h = 0; is_bought && h < proposal.n_houses; ++h) bribe(world, platform, proposal, proposal.houses[h], weighing, move);
  }
}

}  // namespace townsquare::attacking
