// The sections of a scenario file, and which family of rules each one picks from.
#include <utility>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/behaviour/operator/operator.hpp"
#include "engine/behaviour/participation/participation.hpp"
#include "engine/behaviour/pricing/pricing.hpp"
#include "engine/parameter_table.hpp"
#include "engine/parameter_table/governance.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/electorate/electorate.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/rules/membership/membership.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "engine/rules/surplus/surplus.hpp"
#include "engine/rules/voting/voting.hpp"

namespace townsquare {
namespace {

template <class Rule>
std::vector<RuleRow> rows_of(std::span<const Rule> rules) {
  std::vector<RuleRow> rows;
  for (const Rule& rule : rules) rows.push_back(rule.row);
  return rows;
}

template <std::size_t c>
RuleChoice& voting_of(Scenario& s, std::size_t p) { return s.platforms[p].decisions[c].rule; }

template <std::size_t e>
RuleChoice& power_of(Scenario& s, std::size_t p) { return s.platforms[p].electorates[e].rule; }

template <std::size_t... c, std::size_t... e>
void add_governance(std::vector<FamilySection>& families, std::index_sequence<c...>, std::index_sequence<e...>) {
  const std::vector<RuleRow> voting = rows_of(voting_rules()), power = rows_of(electorate_rules());
  (families.push_back({governance_sections[c], "How votes are counted.", true, voting, 0, voting_of<c>}), ...);
  (families.push_back({electorate_sections[e], "What power its people have.", true, power, 0, power_of<e>}), ...);
}

std::vector<FamilySection> make_families() {
  std::vector<FamilySection> families = {
      {"fees", "What the platform keeps of a sale.", true, rows_of(fee_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].fees; }},
      {"participation", "Who joins, and who stays.", false, rows_of(participation_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].participation; }},
      {"pricing", "What sellers ask.", false, rows_of(pricing_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].pricing; }},
      {"ranking", "How attention is shared among sellers.", true, rows_of(ranking_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].ranking; }},
      {"disputes", "Who decides a disputed order.", true, rows_of(dispute_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].disputes; }},
      {"membership", "Which sellers are admitted.", true, rows_of(membership_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].membership.rule; }},
      {"surplus", "Who is paid what is left at the end of a year.", true, rows_of(surplus_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].surplus; }},
      {"operator", "How an operator changes its platform, when one runs it.", true, rows_of(operator_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].operator_rule; }},
      {"attack", "Who attacks the platform, and how.", false, rows_of(attack_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].attack.rule; }},
  };
  add_governance(families, std::make_index_sequence<n_decision_classes>(), std::make_index_sequence<n_electorates>());
  return families;
}

constexpr SectionNote notes[] = {
    {"run", "run", "How long a run is and how luck is drawn."},
    {"market", "market", "The world outside any platform."},
    {"growth", "market", "Who is there at the launch, and how others hear of the platform."},
    {"participation", "market", "When people join."},
    {"visit", "market", "What a buyer sees and how it decides to visit."},
    {"learning", "market", "What is remembered of a purchase."},
    {"churn", "market", "When people leave."},
    {"delivery", "market", "When an order is disputed."},
    {"misconduct", "market", "Sellers who take a new name, or buy from themselves."},
    {"culture", "market", "Social capital: what moves it, and what it does."},
    {"voters", "market", "How members judge a proposal and whether they vote."},
    {"projects", "market", "What projects are worth that ask the treasury for money."},
    {"pricing", "market", "What sellers ask."},
    {"costs", "market", "What running a platform costs."},
    {"control", "platform", "Who changes the rules."},
    {"fees", "platform", "What the platform keeps of a sale."},
    {"ranking", "platform", "How attention is shared among sellers."},
    {"disputes", "platform", "Who decides a disputed order."},
    {"membership", "platform", "Which sellers are admitted."},
    {"capital", "platform", "What the platform starts with."},
    {"marketing", "platform", "What is spent on growth."},
    {"conduct", "platform", "What the platform does to its users beside its rules: advertisements, subsidies."},
    {"technology", "platform", "What the platform runs on, and what using it costs."},
    {"surplus", "platform", "Who is paid what is left at the end of a year."},
    {"ownership", "platform", "Who owns the platform, and what owners hold."},
    {"exit", "platform", "How one leaves, and how it all ends."},
    {"data", "platform", "What happens to what the platform knows of its users."},
    {"moderation", "platform", "Who can be suspended, and how."},
    {"bodies.members", "platform", "All members together."},
    {"bodies.sellers", "platform", "The members who sell."},
    {"bodies.buyers", "platform", "The members who buy."},
    {"bodies.workers", "platform", "The members who work for the platform."},
    {"bodies.investors", "platform", "The members who brought capital."},
    {"bodies.delegates", "platform", "Members to whom others delegated their votes."},
    {"bodies.board", "platform", "An elected board."},
    {"bodies.assembly", "platform", "An assembly drawn by lot."},
    {"bodies.guardian", "platform", "An outside guardian who can only stop a change."},
    {"governance.fees", "platform", "How a change of the fee is decided."},
    {"governance.ranking", "platform", "How a change of the shares of attention is decided."},
    {"governance.disputes", "platform", "How a change of the court is decided."},
    {"governance.data", "platform", "How a sale of data is decided."},
    {"governance.surplus", "platform", "How a change of what is set aside is decided."},
    {"governance.spending", "platform", "How spending from the treasury is decided."},
    {"governance.marketing", "platform", "How spending on growth is decided."},
    {"governance.membership", "platform", "How a change of admission is decided."},
    {"governance.moderation", "platform", "How a change of moderation is decided."},
    {"governance.amendment", "platform", "How the rules of decision themselves are changed."},
    {"operator", "platform", "How an operator changes its platform, when one runs it."},
    {"attack", "platform", "Who attacks the platform, and how."},
    {"shocks.demand", "market", "Needs change."},
    {"shocks.fee_war", "market", "Sellers can earn more, or less, elsewhere."},
    {"shocks.copycat", "market", "A subsidised imitator pays buyers."},
    {"shocks.cost", "platform", "Costs change."},
    {"shocks.burn_out", "platform", "Volunteers stop, and their work must be paid."},
    {"shocks.outage", "platform", "The shop is closed."},
    {"shocks.fraud", "platform", "Sellers deliver less than they promise."},
    {"shocks.breach", "platform", "Buyers lose trust at once, as after a leak of their data."},
    {"shocks.exodus", "platform", "The largest sellers leave together."},
    {"shocks.funding", "platform", "Cash is lost."},
    {"shocks.fee", "platform", "The fee is changed without a vote."},
    {"shocks.apathy", "platform", "Members vote less."},
    {"shocks.sale", "platform", "The platform is sold over the heads of its members."},
};

}  // namespace

std::span<const FamilySection> family_sections() {
  static const std::vector<FamilySection> families = make_families();
  return families;
}

std::span<const SectionNote> section_notes() { return notes; }

}  // namespace townsquare
