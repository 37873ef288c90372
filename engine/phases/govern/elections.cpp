// The bodies that are chosen: a board by election, an assembly by lot, delegates by those who delegate.
// A board member votes its own mind, as in citizen-candidate models (Osborne and Slivinski 1996).
#include <algorithm>

#include "engine/behaviour/turnout/calculus.hpp"
#include "engine/institutions.hpp"
#include "engine/math.hpp"
#include "engine/phases/govern/bodies.hpp"

namespace townsquare::governing {
namespace {

struct Ranked {
  double score;
  std::uint32_t row;
};

/// The n rows with the largest score, ascending by row; ties go to the lower row.
std::vector<std::uint32_t> best_rows(std::vector<Ranked> all, std::size_t n) {
  const auto is_before = [](const Ranked& a, const Ranked& b) { return a.score != b.score ? a.score > b.score : a.row < b.row; };
  n = std::min(n, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n), all.end(), is_before);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < n; ++i) rows.push_back(all[i].row);
  std::ranges::sort(rows);
  return rows;
}

/// Where a member stands: the log of what it trades in a quarter; members of other classes are far away.
double place_of(const PlatformState& p, std::uint32_t row) {
  constexpr double apart = 100;
  const Memberships& m = p.governance.members;
  const MemberClass c = m.class_of(row);
  const auto agent = static_cast<Eigen::Index>(m.agent_of(row));
  double traded = 0;
  if (c == MemberClass::seller) traded = static_cast<double>(p.sellers.sales_quarter[agent]);
  if (c == MemberClass::buyer) traded = static_cast<double>(p.buyers.spend_quarter[agent]);
  return apart * static_cast<double>(c) + math::log(1 + traded);
}

/// Those who stand: three for each seat, the most dutiful, with luck.
std::vector<std::uint32_t> candidates(const World& world, std::size_t platform, const Power& power, std::size_t seats) {
  const Memberships& m = world.state.platforms[platform].governance.members;
  const std::uint32_t stream = stream_of(world, platform);
  std::vector<Ranked> all;
  for (std::uint32_t row = 0; row < power.by_row.size(); ++row)
    if (power.by_row[row] > 0) all.push_back({static_cast<double>(m.duty[row]) + world.luck.gumbel(Purpose::standing, stream, row), row});
  return best_rows(std::move(all), 3 * seats);
}

/// Votes for each candidate: everybody who turns out gives its power to the one who stands nearest.
std::vector<std::int64_t> election(const World& world, std::size_t platform, const Power& power, const std::vector<std::uint32_t>& standing) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const TurnoutRule rule = turnout_rule(world.scenario.voters);
  const double tired = apathy(world.scenario.platforms[platform], world.state.week);
  const std::uint32_t stream = stream_of(world, platform);
  std::vector<double> places;
  for (std::uint32_t row : standing) places.push_back(place_of(p, row));
  std::vector<std::int64_t> votes(standing.size(), 0);
  for (std::uint32_t row = 0; row < power.by_row.size(); ++row) {
    if (power.by_row[row] == 0) continue;
    const double chance = turnout_chance(rule, static_cast<double>(m.duty[row]), static_cast<double>(power.people), 0, static_cast<double>(m.fatigue[row]), tired);
    if (world.luck.uniform(Purpose::standing, stream, row, 1) >= chance) continue;
    const double own = place_of(p, row);
    std::size_t nearest = 0;
    for (std::size_t k = 1; k < places.size(); ++k)
      if (std::fabs(places[k] - own) < std::fabs(places[nearest] - own)) nearest = k;
    votes[nearest] += power.by_row[row];
  }
  return votes;
}

std::vector<std::uint32_t> elect(const World& world, std::size_t platform, Body body, std::size_t seats) {
  const Power power = power_of(world, platform, body);
  const std::vector<std::uint32_t> standing = candidates(world, platform, power, seats);
  if (standing.size() <= seats) return standing;
  const std::vector<std::int64_t> votes = election(world, platform, power, standing);
  std::vector<Ranked> ranked;
  for (std::size_t k = 0; k < votes.size(); ++k) ranked.push_back({static_cast<double>(votes[k]), standing[k]});
  return best_rows(std::move(ranked), seats);
}

/// Drawn by lot among all who have a vote.
std::vector<std::uint32_t> draw(const World& world, std::size_t platform, Body body, std::size_t size) {
  const Power power = power_of(world, platform, body);
  const std::uint32_t stream = stream_of(world, platform);
  std::vector<Ranked> all;
  for (std::uint32_t row = 0; row < power.by_row.size(); ++row)
    if (power.by_row[row] > 0) all.push_back({world.luck.uniform(Purpose::sortition, stream, row), row});
  return best_rows(std::move(all), size);
}

/// Those to whom most people delegated.
std::vector<std::uint32_t> list_delegates(const Memberships& m, std::size_t most) {
  if (m.delegate.empty()) return {};
  std::vector<double> followers(m.size(), 0.);
  for (std::uint32_t row = 0; row < m.size(); ++row)
    if (m.delegate[row] != row) followers[m.delegate[row]] += 1;
  std::vector<Ranked> all;
  for (std::uint32_t row = 0; row < m.size(); ++row)
    if (followers[row] > 0) all.push_back({followers[row], row});
  return best_rows(std::move(all), most);
}

bool is_used(const PlatformState& p, Body body) {
  return std::ranges::any_of(p.policy.decisions, [body](const DecisionProcess& d) {
    return body_of(d.body) == body || body_of(d.second_body) == body || body_of(d.veto_body) == body;
  });
}

}  // namespace

void renew_bodies(World& world, std::size_t platform) {
  PlatformState& p = world.state.platforms[platform];
  Governance& g = p.governance;
  const ChosenBodies& b = world.scenario.platforms[platform].bodies;
  const Body electors = body_of(b.board_elected_by), drawn_from = body_of(b.assembly_drawn_from);
  const bool has_board = is_used(p, Body::board) || drawn_from == Body::board;
  const bool has_assembly = is_used(p, Body::assembly) || electors == Body::assembly;
  if (is_used(p, Body::delegates) || electors == Body::delegates || drawn_from == Body::delegates)
    g.delegates = list_delegates(g.members, static_cast<std::size_t>(b.delegates));
  if (has_assembly && world.state.week >= g.assembly_until) {
    g.assembly = draw(world, platform, drawn_from, static_cast<std::size_t>(b.assembly_size));
    g.assembly_until = world.state.week + static_cast<std::int32_t>(b.assembly_term);
  }
  if (has_board && world.state.week >= g.board_until) {
    g.board = elect(world, platform, electors, static_cast<std::size_t>(b.board_seats));
    g.board_until = world.state.week + static_cast<std::int32_t>(b.board_term);
  }
}

}  // namespace townsquare::governing
