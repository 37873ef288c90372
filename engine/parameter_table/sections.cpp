// The sections of a scenario file, and which family of rules each one picks from.
#include "engine/behaviour/operator/operator.hpp"
#include "engine/behaviour/pricing/pricing.hpp"
#include "engine/parameter_table.hpp"
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

std::vector<FamilySection> make_families() {
  return {
      {"fees", "What the platform keeps of a sale.", true, rows_of(fee_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].fees; }},
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
      {"governance.voting", "How votes are counted.", true, rows_of(voting_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].voting; }},
      {"governance.electorate", "Who votes, with what power.", true, rows_of(electorate_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].electorate; }},
      {"operator", "How an operator changes its platform, when one runs it.", true, rows_of(operator_rules()), 0,
       [](Scenario& s, std::size_t p) -> RuleChoice& { return s.platforms[p].operator_rule; }},
  };
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
    {"voters", "market", "How members judge a proposal and whether they vote."},
    {"pricing", "market", "What sellers ask."},
    {"costs", "market", "What running a platform costs."},
    {"control", "platform", "Who changes the rules."},
    {"fees", "platform", "What the platform keeps of a sale."},
    {"ranking", "platform", "How attention is shared among sellers."},
    {"disputes", "platform", "Who decides a disputed order."},
    {"membership", "platform", "Which sellers are admitted."},
    {"capital", "platform", "What the platform starts with."},
    {"marketing", "platform", "What is spent on growth."},
    {"surplus", "platform", "Who is paid what is left at the end of a year."},
    {"governance.fees", "platform", "How a change of the fee is decided."},
    {"governance.voting", "platform", "How votes are counted."},
    {"governance.electorate", "platform", "Who votes, with what power."},
    {"operator", "platform", "How an operator changes its platform, when one runs it."},
};

}  // namespace

std::span<const FamilySection> family_sections() {
  static const std::vector<FamilySection> families = make_families();
  return families;
}

std::span<const SectionNote> section_notes() { return notes; }

}  // namespace townsquare
