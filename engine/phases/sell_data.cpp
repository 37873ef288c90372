// The platform sells what it knows of member buyers who consent; being sold costs it their trust.
#include "engine/math.hpp"
#include "engine/parallel.hpp"
#include "engine/phases/phases.hpp"
#include "engine/phases/words.hpp"
#include "engine/rules/data/consent.hpp"

namespace townsquare {

void sell_data(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  const DataPolicy& policy = p.policy.data;
  if (policy.sold_share <= 0 || policy.price <= 0) return;
  const bool are_members = world.scenario.platforms[platform].ownership.buyers_are_members != 0;
  const DataSale sale{policy.sold_share, policy.opt_out != 0, policy.price, policy.member_share, world.scenario.voters.time_cost};
  const std::vector<BuyerRecord>& record = world.state.buyers.record;
  const auto first_buyer = static_cast<std::uint32_t>(world.state.sellers.size());
  const double rate = world.scenario.learning.experience_rate;

  // each member buyer decides, and remembers
  std::vector<std::int64_t> sold(n_chunks(record.size(), buyers_per_chunk), 0);
  for_chunks(record.size(), buyers_per_chunk, world.is_parallel, [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!p.buyers.is_member(i)) continue;
      // the same luck as in its ballot
      const double z = world.luck.normal(Purpose::privacy, 0, first_buyer + static_cast<std::uint32_t>(i));
      const double privacy_cost = policy.privacy_cost * math::exp(policy.privacy_sigma * z);
      if (!consents(sale, privacy_cost, are_members)) continue;
      ++sold[chunk];
      if (record[i].need_rate > 0)
        p.buyers.experience[static_cast<Eigen::Index>(i)] -=
            static_cast<float>(experience_lost(privacy_cost, policy.sold_share, static_cast<double>(record[i].price_sensitivity), rate));
    }
  });

  // revenue, and the members' part
  std::int64_t agents = 0;
  for (std::int64_t n : sold) agents += n;
  p.week.users_sold = agents * static_cast<std::int64_t>(world.scenario.market.buyers_per_agent);
  p.week.data_revenue = static_cast<Cents>(static_cast<double>(p.week.users_sold) * policy.sold_share * policy.price + .5);
  p.week.data_to_members = share_of(p.week.data_revenue, policy.member_share);
  p.ledger.move(Account::outside, Account::cash, p.week.data_revenue);
  p.ledger.move(Account::cash, Account::members, p.week.data_to_members);
}

}  // namespace townsquare
