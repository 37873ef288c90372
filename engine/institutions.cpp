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
    bound.pricing = pricing_rules()[p.pricing.row].bind(p.pricing.values);
    bound.court = dispute_rules()[p.disputes.row].bind(p.disputes.values);
    bound.court_calls_members = dispute_rules()[p.disputes.row].calls_members;
    bound.admission = membership_rules()[p.membership.rule.row].bind(p.membership.rule.values);
    bound.surplus = surplus.bind(p.surplus.values);
    bound.voting = bind_voting(voting_rules()[p.voting.row], p.voting.values);
    bound.electorate = electorate_rules()[p.electorate.row].bind(p.electorate.values);
    bound.operator_ = operator_rules()[p.operator_rule.row].bind(p.operator_rule.values);
    bound.look = make_look_rule(visit.shown, visit.retrieved_factor, is_keyed, scenario.market.match_weight,
                                scenario.market.match_width, visit.position_exponent);
    bound.paid_by_sales = surplus.by_sales(p.surplus.values);
    bound.paid_equally = surplus.equally(p.surplus.values);
    bound.voted_fee = fee_rules()[p.fees.row].voted;
    all.push_back(std::move(bound));
  }
  return all;
}

}  // namespace townsquare
