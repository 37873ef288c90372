// Who belongs to which body, and with what power.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/phases/elsewhere.hpp"
#include "engine/simulate.hpp"

namespace townsquare::governing {

/// A word of a file as a body.
inline Body body_of(double word) { return static_cast<Body>(static_cast<int>(word)); }

/// Whether the agent of a row is an owner of its class today (an outsider: holds tokens).
inline bool is_owner(const World& world, std::size_t platform, MemberClass c, std::uint32_t row) {
  const PlatformState& p = world.state.platforms[platform];
  const Memberships& m = p.governance.members;
  const std::uint32_t agent = row - m.first[static_cast<std::size_t>(c)];
  if (c == MemberClass::seller) return p.sellers.is_member(agent);
  // a person in both roles counts once, as the seller
  if (c == MemberClass::buyer) return p.buyers.is_member(agent) && !sells_too(world, platform, agent);
  if (c == MemberClass::outsider) return p.attack.identities > 0 || (!m.tokens.empty() && m.tokens[row] + m.locked[row] > 0);
  return true;
}

/// People behind a row of a class: a buyer agent stands for several; of outsiders only identities made up by an attacker
/// pass for members.
inline std::int64_t people_of(const World& world, std::size_t platform, MemberClass c) {
  if (c == MemberClass::outsider) return world.state.platforms[platform].attack.identities;
  return c == MemberClass::buyer ? static_cast<std::int64_t>(world.scenario.market.buyers_per_agent) : 1;
}

/// Power of a body.
struct Power {
  std::vector<std::int64_t> by_row;  // by row of Memberships, 0: no vote
  std::int64_t total = 0;            // of all, tokens that never vote included
  std::int64_t custody = 0;          // of these, tokens that never vote
  std::int64_t people = 0;           // who have some
};

/// Power of everybody in the body today; linear in the rows of Memberships.
Power power_of(const World& world, std::size_t platform, Body body);

/// Whether members of a class are asked in a body. A body that is chosen stands for all members.
bool asks(Body body, MemberClass c);

/// Units of power in one vote of a body: of tokens, power counts thousandths, and a thousandth is no vote.
std::int64_t units_per_vote(const World& world, std::size_t platform, Body body);

/// Elects the board and draws the assembly when their terms are over, and lists the delegates.
void renew_bodies(World& world, std::size_t platform);

}  // namespace townsquare::governing
