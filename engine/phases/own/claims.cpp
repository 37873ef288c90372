// Who has a claim on a year's surplus, and by what.
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/own/own.hpp"

namespace townsquare::owning {
namespace {

constexpr std::int64_t hours_a_year = 40 * 52;

/// Claims of one agent. A leaver keeps what it did within the year and the tokens it holds, not its head or tenure.
struct Claim {
  std::int64_t heads = 0, tenure = 0, hours = 0, tokens = 0;
  Cents sales = 0, purchases = 0, capital = 0;
  bool is_owner = false;

  bool is_none() const { return !is_owner && sales == 0 && purchases == 0 && tokens == 0; }
};

void add(SurplusClaims& all, std::uint32_t row, MemberClass kind, const Claim& claim) {
  if (claim.is_none()) return;
  all.row.push_back(row);
  all.member_class.push_back(static_cast<std::uint8_t>(kind));
  all.is_owner.push_back(claim.is_owner);
  all.heads.push_back(claim.heads);
  all.tenure.push_back(claim.tenure);
  all.hours.push_back(claim.hours);
  all.tokens.push_back(claim.tokens);
  all.sales.push_back(claim.sales);
  all.purchases.push_back(claim.purchases);
  all.capital.push_back(claim.capital);
}

Claim claim_of(const World& world, std::size_t platform, MemberClass kind, std::uint32_t row) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const std::uint32_t agent = row - m.first[static_cast<std::size_t>(kind)];
  Claim claim;
  claim.is_owner = governing::is_owner(world, platform, kind, row);
  claim.heads = claim.is_owner ? people_behind(world, kind) : 0;
  claim.tenure = claim.is_owner ? tenure_of(world, platform, kind, agent) : 0;
  if (kind == MemberClass::seller) claim.sales = p.sellers.sales_year[agent];
  if (kind == MemberClass::buyer) claim.purchases = p.buyers.spend_year[agent];
  if (kind == MemberClass::worker) claim.hours = hours_a_year;
  if (!m.tokens.empty()) claim.tokens = m.tokens[row] + m.locked[row];
  if (!m.capital.empty()) claim.capital = m.capital[row];
  return claim;
}

}  // namespace

std::int64_t people_behind(const World& world, MemberClass kind) {
  if (kind == MemberClass::outsider) return 0;
  return kind == MemberClass::buyer ? static_cast<std::int64_t>(world.scenario.market.buyers_per_agent) : 1;
}

std::int64_t tenure_of(const World& world, std::size_t platform, MemberClass kind, std::uint32_t agent) {
  const PlatformState& p = world.state.platforms[platform];
  const auto at = static_cast<Eigen::Index>(agent);
  const std::int64_t weeks = world.state.week + 1;
  if (kind == MemberClass::seller) return weeks - p.sellers.joined_week[at];
  if (kind == MemberClass::buyer) return people_behind(world, kind) * (weeks - p.buyers.joined_week[at]);
  return kind == MemberClass::outsider ? 0 : weeks;
}

/// Owners, leavers, and customers of custodians: a token earns the same wherever it lies, though in custody it does not vote.
/// *Source*: shares in street name, of which the broker passes on the dividends: US Securities and Exchange Commission, Investor
/// Bulletin: Holding Your Securities. That lost keys are paid too is an *assumption*.
SurplusClaims claims_on_surplus(const World& world, std::size_t platform) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  SurplusClaims all;
  for (std::size_t c = 0; c < n_member_classes; ++c)
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      const auto kind = static_cast<MemberClass>(c);
      add(all, row, kind, claim_of(world, platform, kind, row));
    }
  // tokens in custody have owners who are paid through their custodian
  Claim custody;
  custody.tokens = p.governance.custody;
  add(all, no_row, MemberClass::outsider, custody);
  if (m.size() > 0) return all;
  // without votes there are no memberships, but sellers may still be paid
  for (std::uint32_t j = 0; j < world.state.sellers.size(); ++j) {
    Claim claim;
    claim.is_owner = p.sellers.is_member(j);
    claim.heads = claim.is_owner;
    claim.tenure = claim.is_owner ? tenure_of(world, platform, MemberClass::seller, j) : 0;
    claim.sales = p.sellers.sales_year[j];
    add(all, j, MemberClass::seller, claim);
  }
  return all;
}

}  // namespace townsquare::owning
