// Who runs for its capital while there is some. Only where shares are paid at par: parts of the treasury are always covered.
#include "engine/behaviour/exit/run.hpp"
#include "engine/phases/niche_statistics.hpp"
#include "engine/phases/own/own.hpp"

namespace townsquare::owning {
namespace {

/// What a seller's membership is worth: what it earns here above what it could elsewhere, for ever, at its discount.
double worth_of_selling(const World& world, const PlatformState& p, std::uint32_t seller) {
  const auto at = static_cast<Eigen::Index>(seller);
  const double gain = static_cast<double>(p.sellers.income_week[at]) - static_cast<double>(world.state.sellers.reservation_income[at]);
  return 13 * gain / world.scenario.voters.discount;
}

}  // namespace

void run_on_treasury(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const Platform& spec = world.scenario.platforms[platform];
  Memberships& m = p.governance.members;
  const Cents owed = owed_to_leavers(p), claims = owed + p.governance.holdings.capital_in - p.governance.holdings.capital_out;
  if (static_cast<RedemptionRule>(static_cast<int>(spec.exit.redemption)) != RedemptionRule::par || claims <= 0) return;
  const double coverage = static_cast<double>(treasury_of(spec, p) + owed) / static_cast<double>(claims);
  const std::uint32_t stream = stream_of(world, platform), year = static_cast<std::uint32_t>(world.state.week / 52);
  const std::uint32_t accounts = year | static_cast<std::uint32_t>(platform) << 13;
  bool has_left = false;
  for (std::uint32_t row = m.first[0]; row < m.first[1]; ++row) {
    if (m.capital[row] <= 0 || !p.sellers.is_member(row) || world.state.week < p.sellers.grace_until[row]) continue;
    // members think about leaving as often as those do whom nothing holds; they read the accounts once a year
    if (world.luck.uniform(Purpose::token_trade, stream, row, thinks_of_running) >= world.scenario.churn.seller_dissatisfaction) continue;
    const double t = leaving::cost_of_running(worth_of_selling(world, p, row), static_cast<double>(m.capital[row]));
    if (!leaving::runs(coverage, t, world.luck.normal(Purpose::token_trade, accounts, row, reading_of_books), spec.exit.reading_sigma)) continue;
    depart(p, MemberClass::seller, row);
    ++p.week.ran;
    has_left = true;
  }
  if (has_left) update_niche_statistics(world.scenario, world.state, p, world.is_parallel);
}

}  // namespace townsquare::owning
