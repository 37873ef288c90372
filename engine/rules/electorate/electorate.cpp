#include "engine/rules/electorate/electorate.hpp"

#include <algorithm>

#include "engine/rules/electorate/class_weighted.hpp"
#include "engine/rules/electorate/one_member_one_vote.hpp"
#include "engine/rules/electorate/patronage.hpp"
#include "engine/rules/electorate/quadratic.hpp"
#include "engine/rules/electorate/token.hpp"
#include "engine/rules/electorate/vote_escrow.hpp"

namespace townsquare {

std::span<const ElectorateRule> electorate_rules() {
  static const ElectorateRule table[] = {one_member_one_vote_rule(), class_weighted_rule(), token_rule(),
                                         quadratic_power_rule(),     vote_escrow_rule(),    patronage_power_rule()};
  return table;
}

void cap_power(double share, std::span<std::int64_t> power) {
  if (share >= 1) return;
  std::int64_t total = 0;
  for (std::int64_t p : power) total += p;
  const auto most = static_cast<std::int64_t>(share * static_cast<double>(total));
  for (std::int64_t& p : power) p = std::min(p, most);
}

}  // namespace townsquare
