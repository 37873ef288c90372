#include "engine/phases/govern/bodies.hpp"

#include <algorithm>

#include "engine/institutions.hpp"

namespace townsquare::governing {
namespace {

bool is_in(const std::vector<std::uint32_t>& rows, std::uint32_t row) { return std::ranges::binary_search(rows, row); }

bool is_chosen(Body body) { return body == Body::delegates || body == Body::board || body == Body::assembly; }

const std::vector<std::uint32_t>& chosen(const Governance& g, Body body) {
  return body == Body::board ? g.board : body == Body::assembly ? g.assembly : g.delegates;
}

bool is_of_class(Body body, MemberClass c) {
  if (body == Body::members) return true;
  return static_cast<std::size_t>(body) == static_cast<std::size_t>(c) + static_cast<std::size_t>(Body::sellers);
}

/// Columns of the rows of one body, gathered for an electorate rule.
struct Gathered {
  std::vector<std::uint32_t> row;
  std::vector<std::int64_t> people, tokens, locked, weeks_locked, patronage;
  std::vector<std::uint8_t> member_class;

  void reserve(const Memberships& m, Body body) {
    std::size_t n = 0;
    for (std::size_t c = 0; c < n_member_classes; ++c)
      if (is_of_class(body, static_cast<MemberClass>(c))) n += m.first[c + 1] - m.first[c];
    row.reserve(n);
    member_class.reserve(n);
    for (std::vector<std::int64_t>* column : {&people, &patronage}) column->reserve(n);
    if (!m.tokens.empty())
      for (std::vector<std::int64_t>* column : {&tokens, &locked, &weeks_locked}) column->reserve(n);
  }
  ElectorateColumns columns() const { return {people, tokens, locked, weeks_locked, patronage, member_class}; }
};

std::int64_t patronage_of(const PlatformState& p, MemberClass c, std::uint32_t agent) {
  const auto at = static_cast<Eigen::Index>(agent);
  if (c == MemberClass::seller) return static_cast<std::int64_t>(p.sellers.sales_quarter[at]);
  if (c == MemberClass::buyer) return static_cast<std::int64_t>(p.buyers.spend_quarter[at]);
  return 0;
}

Gathered gather(const World& world, std::size_t platform, Body body) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  Gathered g;
  g.reserve(m, body);
  for (std::size_t c = 0; c < n_member_classes; ++c) {
    const auto kind = static_cast<MemberClass>(c);
    if (!is_of_class(body, kind)) continue;
    const std::int64_t people = people_of(world, platform, kind);
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) {
      if (!is_owner(world, platform, kind, row)) continue;
      g.row.push_back(row);
      g.people.push_back(people);
      g.member_class.push_back(static_cast<std::uint8_t>(c));
      g.patronage.push_back(patronage_of(p, kind, row - m.first[c]));
      if (m.tokens.empty()) continue;
      g.tokens.push_back(m.tokens[row]);
      g.locked.push_back(m.locked[row]);
      g.weeks_locked.push_back(std::max<std::int64_t>(0, m.unlock_week[row] - world.state.week));
    }
  }
  return g;
}

}  // namespace

bool asks(Body body, MemberClass c) { return is_chosen(body) || is_of_class(body, c); }

namespace {

/// A delegate has the votes of those who chose it, and its own.
Power power_of_delegates(const World& world, std::size_t platform) {
  const Governance& g = world.state.platforms[platform].governance;
  const Power whole = power_of(world, platform, Body::members);
  Power power;
  power.by_row.assign(g.members.size(), 0);
  power.total = whole.total;
  power.custody = whole.custody;
  for (std::uint32_t row = 0; row < g.members.size(); ++row) {
    const std::uint32_t to = is_in(g.delegates, row) || g.members.delegate.empty() ? row : g.members.delegate[row];
    if (is_in(g.delegates, to)) power.by_row[to] += whole.by_row[row];
  }
  return power;
}

/// A seat is a vote, as long as its holder is a member.
Power power_of_seats(const World& world, std::size_t platform, Body body) {
  const Governance& g = world.state.platforms[platform].governance;
  Power power;
  power.by_row.assign(g.members.size(), 0);
  for (std::uint32_t row : chosen(g, body)) {
    power.by_row[row] = is_owner(world, platform, g.members.class_of(row), row);
    power.total += power.by_row[row];
  }
  return power;
}

Power power_of_electorate(const World& world, std::size_t platform, Body body) {
  const Governance& g = world.state.platforms[platform].governance;
  const auto e = static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members);
  const ElectorateSpec& spec = world.scenario.platforms[platform].electorates[e];
  const Gathered gathered = gather(world, platform, body);
  std::vector<std::int64_t> each(gathered.row.size());
  world.institutions[platform].electorates[e](gathered.columns(), each);
  cap_power(spec.cap, each);
  Power power;
  power.by_row.assign(g.members.size(), 0);
  for (std::size_t i = 0; i < each.size(); ++i) {
    power.by_row[gathered.row[i]] = each[i];
    power.total += each[i];
  }
  if (electorate_rules()[spec.rule.row].counts_custody) power.custody = g.custody;
  power.total += power.custody;
  return power;
}

}  // namespace

Power power_of(const World& world, std::size_t platform, Body body) {
  Power power;
  if (body == Body::nobody || body == Body::guardian) power.by_row.assign(world.state.platforms[platform].governance.members.size(), 0);
  else if (body == Body::delegates) power = power_of_delegates(world, platform);
  else power = is_chosen(body) ? power_of_seats(world, platform, body) : power_of_electorate(world, platform, body);
  const Memberships& m = world.state.platforms[platform].governance.members;
  for (std::size_t c = 0; c < n_member_classes; ++c) {
    std::int64_t n = 0;
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) n += power.by_row[row] > 0;
    power.people += n * (is_chosen(body) ? 1 : people_of(world, platform, static_cast<MemberClass>(c)));
  }
  return power;
}

std::int64_t units_per_vote(const World& world, std::size_t platform, Body body) {
  if (body == Body::delegates) body = Body::members;
  if (body < Body::members || body > Body::investors) return 1;
  const auto e = static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members);
  return electorate_rules()[world.scenario.platforms[platform].electorates[e].rule.row].units_per_vote;
}

}  // namespace townsquare::governing
