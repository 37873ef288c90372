#include "engine/phases/govern/last_week.hpp"

#include <numeric>

#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"

namespace townsquare::governing {
namespace {

/// One of those whom the body that decides the fee asks, with or without a vote.
struct Asked {
  MemberClass member_class;
  std::uint32_t row;
  std::int64_t power;
};

std::vector<Asked> asked_in(const World& world, std::size_t platform, Body body, const Power& power) {
  const Memberships& m = world.state.platforms[platform].governance.members;
  std::vector<Asked> asked;
  for (std::uint32_t row = 0; row < power.by_row.size(); ++row) {
    const MemberClass c = m.class_of(row);
    if (power.by_row[row] > 0 || (asks(body, c) && is_owner(world, platform, c, row))) asked.push_back({c, row, power.by_row[row]});
  }
  return asked;
}

/// Members as they weigh the first number of the fee one step up and one step down, each without error.
std::optional<FeeWishes> wishes_of(const World& world, const Books& books, const std::vector<Asked>& asked) {
  const std::vector<Lever> levers = levers_of(world, books.platform, DecisionClass::fees);
  if (levers.empty()) return std::nullopt;
  // beyond the bounds nobody can wish
  const Change change{.subject = DecisionClass::fees, .options = {levers[0].value, moved_value(levers[0], 1), moved_value(levers[0], -1)}};
  const Weighing weighing(books, change);
  const double people_per_row = world.scenario.market.buyers_per_agent;
  FeeWishes sum;
  double votes = 0, members = 0, gains[3];
  for (const Asked& each : asked) {
    weighing.gains(each.member_class, each.row, gains);
    const double people = each.member_class == MemberClass::buyer ? people_per_row : 1, power = static_cast<double>(each.power);
    votes += power, members += people;
    if (gains[1] > 0 && gains[1] >= gains[2]) sum.votes_for_higher += power, sum.members_for_higher += people;
    else if (gains[2] > 0) sum.votes_for_lower += power, sum.members_for_lower += people;
  }
  if (votes <= 0) return std::nullopt;
  return FeeWishes{sum.votes_for_higher / votes, sum.votes_for_lower / votes, sum.members_for_higher / members, sum.members_for_lower / members};
}

}  // namespace

void keep_last_week(World& world, std::size_t platform, const Books* books) {
  Governance& g = world.state.platforms[platform].governance;
  const Body body = body_of(world.state.platforms[platform].policy.process(DecisionClass::fees).body);
  const Power power = power_of(world, platform, body);
  const std::vector<Asked> asked = asked_in(world, platform, body, power);
  for (const Asked& each : asked) g.power_at_end.push_back(each.power);
  const std::int64_t votes = std::accumulate(power.by_row.begin(), power.by_row.end(), std::int64_t{0});
  g.passing_share_at_end = passing_share(world, platform, DecisionClass::fees, votes, power.total - votes);
  if (books) g.fee_wishes_at_end = wishes_of(world, *books, asked);
}

}  // namespace townsquare::governing
