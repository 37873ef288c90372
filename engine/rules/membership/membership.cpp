#include "engine/rules/membership/membership.hpp"

#include "engine/rules/membership/curated.hpp"
#include "engine/rules/membership/open.hpp"

namespace townsquare {

std::span<const MembershipRule> membership_rules() {
  static const MembershipRule table[] = {open_rule(), curated_rule()};
  return table;
}

}  // namespace townsquare
