#include "engine/rules/dispute/dispute.hpp"

#include "engine/rules/dispute/desk.hpp"
#include "engine/rules/dispute/none.hpp"

namespace townsquare {

std::span<const DisputeRule> dispute_rules() {
  static const DisputeRule table[] = {desk_rule(), no_dispute_rule()};
  return table;
}

}  // namespace townsquare
