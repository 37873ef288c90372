#include "engine/phases/govern/levers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/parameter_table/governance.hpp"
#include "engine/phases/govern/fee_levers.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/rules/membership/membership.hpp"
#include "engine/rules/ranking/ranking.hpp"

namespace townsquare::governing {
namespace {

constexpr std::array<Clause, clauses_per_class> clauses = {{{DecisionClass::fees, &DecisionProcess::quorum, "quorum"},
                                                            {DecisionClass::fees, &DecisionProcess::support, "support"},
                                                            {DecisionClass::fees, &DecisionProcess::lower_bound, "lower_bound"},
                                                            {DecisionClass::fees, &DecisionProcess::upper_bound, "upper_bound"}}};

/// The slot of a rule's parameter, if the rule declares it.
std::optional<std::size_t> slot_of(const RuleRow& row, std::string_view key) {
  std::size_t slot = 0;
  for (const Parameter& parameter : row.parameters) {
    if (parameter.key == key) return slot;
    slot += static_cast<std::size_t>(parameter.length);
  }
  return std::nullopt;
}

/// Shares of attention that a ranking rule declares; they come first among its parameters.
std::size_t n_shares(const RuleRow& row) {
  const auto is_share = [](const Parameter& p) { return p.unit == Unit::share; };
  return static_cast<std::size_t>(std::ranges::find_if_not(row.parameters, is_share) - row.parameters.begin());
}

Lever lever(std::string key, Unit unit, double value, const DecisionProcess& process) {
  return {std::move(key), unit, value, process.step, process.lower_bound, process.upper_bound};
}

/// The parameter by which a court is made larger.
struct CourtSize {
  std::size_t slot;
  std::string_view key;
};
std::optional<CourtSize> court_size(const RuleRow& row) {
  for (std::string_view key : {"jurors", "desks"})
    if (const auto slot = slot_of(row, key)) return CourtSize{*slot, key};
  return std::nullopt;
}

std::vector<Lever> ranking_levers(const Platform& spec, const Policy& policy, const DecisionProcess& process) {
  const RuleRow& row = ranking_rules()[spec.ranking.row].row;
  std::vector<Lever> levers;
  for (std::size_t k = 0; k < n_shares(row); ++k)
    levers.push_back(lever("ranking." + std::string(row.parameters[k].key), Unit::share, policy.ranking[k], process));
  return levers;
}

std::vector<Lever> dispute_levers(const Platform& spec, const Policy& policy, const DecisionProcess& process) {
  const auto size = court_size(dispute_rules()[spec.disputes.row].row);
  if (!size) return {};
  Lever size_lever = lever("disputes." + std::string(size->key), Unit::count, policy.disputes[size->slot], process);
  size_lever.is_odd = size->key == "jurors";
  return {size_lever};
}

std::vector<Lever> membership_levers(const Platform& spec, const Policy& policy, const DecisionProcess& process) {
  const auto slot = slot_of(membership_rules()[spec.membership.rule.row].row, "admission_share");
  std::vector<Lever> levers;
  if (slot) levers.push_back(lever("membership.admission_share", Unit::share, policy.membership[*slot], process));
  // no step leads to it: its value is the seller that is to go, counted from 1
  if (spec.exit.guildkick != 0) levers.push_back({std::string(guildkick_key), Unit::count, 0, 0, 0, 1e9});
  return levers;
}

std::vector<Lever> amendment_levers(const Policy& policy, const DecisionProcess& process) {
  std::vector<Lever> levers;
  for (std::size_t k = 0; k < n_decision_classes * clauses_per_class; ++k) {
    const Clause clause = clause_of(k);
    const DecisionProcess& amended = policy.process(clause.subject);
    const bool is_bound = clause.number == &DecisionProcess::lower_bound || clause.number == &DecisionProcess::upper_bound;
    // a bound moves by a step of its class, a share of votes by a step of the amendment
    levers.push_back({std::string(governance_sections[static_cast<std::size_t>(clause.subject)]) + "." + std::string(clause.key), Unit::share,
                      amended.*clause.number, is_bound ? amended.step : process.step, 0, is_bound ? 1e12 : 1});
  }
  return levers;
}

}  // namespace

Clause clause_of(std::size_t lever) {
  Clause clause = clauses[lever % clauses_per_class];
  clause.subject = static_cast<DecisionClass>(lever / clauses_per_class);
  return clause;
}

bool has_levers(const Platform& spec, DecisionClass subject) {
  const FeeRule& fee = fee_rules()[spec.fees.row];
  switch (subject) {
    case DecisionClass::fees: return fee.voted >= 0 || (fee.levers && !fee.levers(spec.fees.values).empty());
    case DecisionClass::ranking: return n_shares(ranking_rules()[spec.ranking.row].row) > 0;
    case DecisionClass::disputes: return court_size(dispute_rules()[spec.disputes.row].row).has_value();
    case DecisionClass::membership:
      return spec.exit.guildkick != 0 || slot_of(membership_rules()[spec.membership.rule.row].row, "admission_share").has_value();
    default: return true;
  }
}

bool is_guildkick(const Platform& spec, DecisionClass subject, std::size_t lever) {
  if (subject != DecisionClass::membership || spec.exit.guildkick == 0) return false;
  return lever == static_cast<std::size_t>(slot_of(membership_rules()[spec.membership.rule.row].row, "admission_share").has_value());
}

std::vector<Lever> levers_of(const World& world, std::size_t platform, DecisionClass subject) {
  const Platform& spec = world.scenario.platforms[platform];
  const Policy& policy = world.state.platforms[platform].policy;
  const DecisionProcess& process = policy.process(subject);
  switch (subject) {
    case DecisionClass::fees: return fee_levers(world, platform);
    case DecisionClass::ranking: return ranking_levers(spec, policy, process);
    case DecisionClass::disputes: return dispute_levers(spec, policy, process);
    case DecisionClass::data: return {lever("data.sold_share", Unit::share, policy.data.sold_share, process)};
    case DecisionClass::surplus: return {lever("surplus.reserve_share", Unit::share, policy.reserve_share, process)};
    case DecisionClass::spending: return {};
    case DecisionClass::marketing: return {lever("marketing.spend", Unit::money_per_week, policy.marketing_spend, process)};
    case DecisionClass::membership: return membership_levers(spec, policy, process);
    case DecisionClass::moderation: return {lever("moderation.strictness", Unit::share, policy.moderation.strictness, process)};
    case DecisionClass::amendment: return amendment_levers(policy, process);
  }
  return {};
}

double moved_value(const Lever& lever, int steps) {
  const double value = std::clamp(lever.value + steps * lever.step, lever.lower, lever.upper);
  if (!lever.is_odd) return value;
  const double odd = 2 * std::floor(value / 2) + 1;
  return odd > lever.upper ? lever.value : odd;
}

void shift_share(std::vector<double>& shares, std::size_t n, std::size_t criterion, double value) {
  double others = 0;  // added up, not 1 - shares[criterion]: that would be all rounding once a criterion has nearly everything
  for (std::size_t k = 0; k < n; ++k)
    if (k != criterion) others += shares[k];
  const double left = 1 - value;
  // when one criterion had everything, the others share what it gives up evenly
  const bool is_even = others < 1e-9;
  for (std::size_t k = 0; k < n; ++k)
    if (k != criterion) shares[k] = is_even ? left / static_cast<double>(n - 1) : shares[k] / others * left;
  shares[criterion] = value;
}

void set_lever(World& world, std::size_t platform, DecisionClass subject, std::size_t lever, double value) {
  const Platform& spec = world.scenario.platforms[platform];
  Policy& policy = world.state.platforms[platform].policy;
  switch (subject) {
    case DecisionClass::fees: policy.fees[slot_of_fee(world, platform, lever)] = value; break;
    case DecisionClass::ranking: shift_share(policy.ranking, n_shares(ranking_rules()[spec.ranking.row].row), lever, value); break;
    case DecisionClass::disputes: policy.disputes[court_size(dispute_rules()[spec.disputes.row].row)->slot] = value; break;
    case DecisionClass::data: policy.data.sold_share = value; break;
    case DecisionClass::surplus: policy.reserve_share = value; break;
    case DecisionClass::spending: break;
    case DecisionClass::marketing:
      policy.marketing_spend = value;
      policy.has_marketing = value > 0;
      break;
    case DecisionClass::membership: policy.membership[*slot_of(membership_rules()[spec.membership.rule.row].row, "admission_share")] = value; break;
    case DecisionClass::moderation: policy.moderation.strictness = value; break;
    case DecisionClass::amendment: {
      const Clause clause = clause_of(lever);
      policy.decisions[static_cast<std::size_t>(clause.subject)].*clause.number = value;
      break;
    }
  }
}

}  // namespace townsquare::governing
