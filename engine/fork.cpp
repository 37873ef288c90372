#include "engine/fork.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/parameter_table.hpp"
#include "engine/phases/cancel_proposal.hpp"
#include "engine/population/population.hpp"

namespace townsquare {
namespace {

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool is_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return is_same(x, y); });
}

bool has_slots_alike(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return std::isnan(x) == std::isnan(y); });
}

/// The rule book in force, written into a scenario, so that the table of parameters can go through it.
Platform with_policy(Platform spec, const Policy& policy) {
  spec.fees.values = policy.fees;
  spec.ranking.values = policy.ranking;
  spec.disputes.values = policy.disputes;
  spec.membership.rule.values = policy.membership;
  spec.surplus_reserve_share = policy.reserve_share;
  spec.marketing.spend = policy.marketing_spend;
  spec.data = policy.data;
  spec.moderation = policy.moderation;
  spec.decisions = policy.decisions;
  return spec;
}

void enact(Policy& policy, const Platform& book) {
  policy.fees = book.fees.values;
  policy.ranking = book.ranking.values;
  policy.disputes = book.disputes.values;
  policy.membership = book.membership.rule.values;
  policy.reserve_share = book.surplus_reserve_share;
  policy.marketing_spend = book.marketing.spend;
  policy.data = book.data;
  policy.moderation = book.moderation;
  policy.decisions = book.decisions;
}

/// Scenarios of one fork; all have the same platforms.
struct Fork {
  Scenario trunk, branch;  // as written
  Scenario lived;          // the branch with its assumptions drawn
  Scenario book;           // the trunk's rule book as it is in force, becoming the branch's
};

/// Every number that the scenarios do not share becomes the branch's.
void change_numbers(Fork& f, std::size_t platform) {
  for (const CoreParameter& core : core_parameters())
    if (!is_same(core.at(f.trunk, platform), core.at(f.branch, platform))) core.at(f.book, platform) = core.at(f.lived, platform);
  for (const FamilySection& family : family_sections()) {
    const RuleChoice &trunk = family.at(f.trunk, platform), &branch = family.at(f.branch, platform), &lived = family.at(f.lived, platform);
    RuleChoice& book = family.at(f.book, platform);
    if (trunk.row != branch.row || book.values.size() != lived.values.size()) {
      book = lived;
      continue;
    }
    for (std::size_t slot = 0; slot < lived.values.size(); ++slot)
      if (!is_same(trunk.values[slot], branch.values[slot])) book.values[slot] = lived.values[slot];
  }
}

bool is_another(const RuleChoice& a, const RuleChoice& b) { return a.row != b.row || !has_slots_alike(a.values, b.values); }

/// Whether open proposals of a class have lost their subject, or those who were asked.
bool is_moot(const Platform& trunk, const Platform& branch, DecisionClass subject) {
  const DecisionProcess &was = trunk.process(subject), &is = branch.process(subject);
  if (was.body != is.body || was.second_body != is.second_body || was.rule.row != is.rule.row || !is_same(was.rule.values, is.rule.values)) return true;
  switch (subject) {
    case DecisionClass::fees: return is_another(trunk.fees, branch.fees);
    case DecisionClass::ranking: return is_another(trunk.ranking, branch.ranking);
    case DecisionClass::disputes: return is_another(trunk.disputes, branch.disputes);
    case DecisionClass::membership: return is_another(trunk.membership.rule, branch.membership.rule);
    default: return false;
  }
}

void cancel_moot(State& state, std::size_t platform, const Platform& trunk, const Platform& branch) {
  Governance& g = state.platforms[platform].governance;
  for (std::size_t c = 0; c < n_decision_classes; ++c) {
    if (!is_moot(trunk, branch, static_cast<DecisionClass>(c))) continue;
    for (std::uint32_t id : g.live)
      if (g.proposals[id].subject == static_cast<DecisionClass>(c)) cancel_proposal(state, platform, g.proposals[id]);
    g.blocked[c] = {};
    if (static_cast<DecisionClass>(c) == DecisionClass::fees) g.watched = {};
  }
  std::erase_if(g.live, [&](std::uint32_t id) { return !is_live(g.proposals[id].state); });
}

/// Changes of the fee are told as those by an operator are.
void record_fees(State& state, std::size_t platform, const std::vector<double>& before) {
  const std::vector<double>& fees = state.platforms[platform].policy.fees;
  for (std::size_t slot = 0; slot < std::min(fees.size(), before.size()); ++slot)
    if (!is_same(fees[slot], before[slot]))
      state.log.events.push_back({.week = state.week, .platform = static_cast<std::uint16_t>(platform), .kind = EventKind::rule_changed,
                                  .key = static_cast<std::uint16_t>(slot), .before = before[slot], .after = fees[slot]});
}

void change_platform(State& state, Fork& f, std::size_t k) {
  PlatformState& p = state.platforms[k];
  const Platform &trunk = f.trunk.platforms[k], &branch = f.branch.platforms[k];
  const std::vector<double> fees = p.policy.fees;
  f.book.platforms[k] = with_policy(trunk, p.policy);
  change_numbers(f, k);
  enact(p.policy, f.book.platforms[k]);
  if (trunk.marketing.spend != branch.marketing.spend) p.policy.has_marketing = branch.marketing.spend > 0;
  if (!p.is_alive) return;
  cancel_moot(state, k, trunk, branch);
  if (is_another(trunk.disputes, branch.disputes))
    for (Dispute& waiting : p.disputes) waiting.progress = {};
  if (trunk.fees.row == branch.fees.row) record_fees(state, k, fees);
}

}  // namespace

bool is_fixed_at_start(std::string_view section, std::string_view key) {
  constexpr std::array<std::string_view, 5> sections = {"run", "market", "control", "capital", "ownership"};
  constexpr std::array<std::array<std::string_view, 2>, 9> keys = {{{"growth", "founding_sellers"},
                                                                     {"growth", "founding_buyers"},
                                                                     {"growth", "launch_week"},
                                                                     {"churn", "founder_grace"},
                                                                     {"voters", "duty_mean"},
                                                                     {"voters", "duty_sd"},
                                                                     {"culture", "start"},
                                                                     {"exit", "redemption"},
                                                                     {"surplus", "retained_share"}}};
  if (std::ranges::find(sections, section) != sections.end() || section.starts_with("bodies.")) return true;
  return std::ranges::find(keys, std::array{section, key}) != keys.end();
}

Life branch_of(const Life& trunk_life, const Scenario& trunk, const Scenario& branch, std::uint64_t seed, std::uint32_t replication) {
  Life life = trunk_life;
  life.lived = lived_scenario(branch, seed, replication);
  Fork fork{trunk, branch, life.lived, trunk};
  for (std::size_t k = 0; k < life.state.platforms.size(); ++k) {
    change_platform(life.state, fork, k);
    fit_rule_columns(life.state.platforms[k], life.lived, k, life.state);
  }
  return life;
}

}  // namespace townsquare
