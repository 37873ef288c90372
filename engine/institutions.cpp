#include "engine/institutions.hpp"

#include "engine/rules/fee/fee.hpp"

namespace townsquare {

std::vector<Institutions> bind_institutions(const Scenario& scenario) {
  std::vector<Institutions> all;
  const Visit& visit = scenario.visit;
  const bool is_keyed = static_cast<LuckKind>(static_cast<int>(scenario.run.luck)) == LuckKind::keyed;
  for (const Platform& p : scenario.platforms) {
    const SurplusRule& surplus = surplus_rules()[p.surplus.row];
    Institutions bound;
    const ParticipationRule& participation = participation_rules()[p.participation.row];
    bound.joins = participation.bind(p.participation.values);
    bound.staying = participation.staying;
    bound.pricing = pricing_rules()[p.pricing.row].bind(p.pricing.values);
    bound.surplus = surplus.bind(p.surplus.values);
    for (std::size_t c = 0; c < n_decision_classes; ++c) {
      const RuleChoice& choice = p.decisions[c].rule;
      bound.voting[c] = bind_voting(voting_rules()[choice.row], choice.values);
    }
    for (std::size_t e = 0; e < n_electorates; ++e) {
      const RuleChoice& choice = p.electorates[e].rule;
      bound.electorates[e] = electorate_rules()[choice.row].bind(choice.values);
    }
    bound.operator_ = operator_rules()[p.operator_rule.row].bind(p.operator_rule.values);
    bound.attack = attack_rules()[p.attack.rule.row].bind(p.attack.rule.values);
    bound.look = make_look_rule(visit.shown, visit.retrieved_factor, is_keyed, scenario.market.match_weight,
                                scenario.market.match_width, visit.position_exponent);
    bound.look.is_best = static_cast<ChoiceKind>(static_cast<int>(visit.choice)) == ChoiceKind::best_surplus;
    bound.look.loyalty = static_cast<float>(visit.loyalty);
    bound.paid = surplus.parts(p.surplus.values);
    bound.voted_fee = fee_rules()[p.fees.row].voted;
    all.push_back(std::move(bound));
  }
  return all;
}

}  // namespace townsquare
