// What an attacker asks for, and how it is filed. It keeps to the constitution: room for proposals, cooldown, deposits, bounds
// and steps hold for it as for everybody.
#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/phases/attack/attacker.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"

namespace townsquare::attacking {
namespace {

using governing::Change;
using governing::Lever;

/// All the money that one proposal may spend, or a part of it; it brings the platform nothing.
std::optional<Change> demand_money(const PlatformState& p, double part) {
  const double cash = static_cast<double>(std::max<Cents>(0, p.ledger.balance(Account::cash)));
  const double amount = std::floor(part * p.policy.process(DecisionClass::spending).upper_bound * cash);
  if (amount < 1) return std::nullopt;
  return Change{DecisionClass::spending, 0, {0, amount}};
}

/// One step towards the fee that it wants.
std::optional<Change> demand_fee(const World& world, std::size_t platform) {
  const std::vector<Lever> levers = governing::levers_of(world, platform, DecisionClass::fees);
  if (levers.empty() || levers[0].key != "fees.take_rate") return std::nullopt;
  const Lever& fee = levers[0];
  const double wanted = std::clamp(world.scenario.platforms[platform].attack.fee, fee.lower, fee.upper);
  const double value = wanted > fee.value ? std::min(wanted, governing::moved_value(fee, 1)) : std::max(wanted, governing::moved_value(fee, -1));
  if (value == fee.value) return std::nullopt;
  return Change{DecisionClass::fees, 0, {fee.value, value}};
}

/// The step of any criterion from which the rows of the cartel together gain most.
std::optional<Change> demand_ranking(const World& world, const governing::Books* books, std::size_t platform) {
  if (!books) return std::nullopt;
  const PlatformState& p = world.state.platforms[platform];
  const std::vector<Lever> levers = governing::levers_of(world, platform, DecisionClass::ranking);
  std::optional<Change> best;
  double most = 0, gains[2];
  for (std::size_t k = 0; k < levers.size(); ++k)
    for (int direction : {1, -1}) {
      const double value = governing::moved_value(levers[k], direction);
      if (value == levers[k].value) continue;
      const Change change{DecisionClass::ranking, k, {levers[k].value, value}};
      const governing::Weighing weighing(*books, change);
      double joint = 0;
      for (std::uint32_t row : p.attack.cartel) {
        weighing.gains(MemberClass::seller, row, gains);
        joint += gains[1];
      }
      if (joint > most) most = joint, best = change;
    }
  return best;
}

std::optional<Change> demand(const World& world, const governing::Books* books, std::size_t platform, double part) {
  switch (subject_of(world.scenario.platforms[platform].attack)) {
    case DecisionClass::spending: return demand_money(world.state.platforms[platform], part);
    case DecisionClass::fees: return demand_fee(world, platform);
    default: return demand_ranking(world, books, platform);
  }
}

/// Who signs: the first of the cartel, the founder, or a stranger.
std::uint32_t signer(const PlatformState& p) {
  const std::vector<std::uint32_t> rows = rows_of_attacker(p);
  return rows.front();
}

}  // namespace

void file_demands(World& world, const governing::Books* books, std::size_t platform, const AttackMove& move) {
  PlatformState& p = world.state.platforms[platform];
  for (std::size_t i = 0; i < move.proposals; ++i) {
    const bool is_main = i == 0 && move.has_main;
    std::optional<Change> change = demand(world, books, platform, is_main ? 1 : move.decoy_share);
    if (!change) return;
    const std::uint32_t row = signer(p);
    change->proposer = row;
    const std::uint32_t id = governing::file(world, platform, {row, p.governance.members.class_of(row), std::move(*change), true});
    // what a deposit costs is known when it comes back
    spend(p, p.governance.proposals[id].deposit, false);
    if (is_main) p.attack.demands.push_back(id);
    ++p.attack.filed;
  }
}

}  // namespace townsquare::attacking
