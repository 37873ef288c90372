#include "engine/rules/dispute/dispute.hpp"

#include "engine/rules/dispute/desk.hpp"
#include "engine/rules/dispute/jury.hpp"
#include "engine/rules/dispute/moderator.hpp"
#include "engine/rules/dispute/none.hpp"

namespace townsquare {

std::span<const DisputeRule> dispute_rules() {
  static const DisputeRule table[] = {desk_rule(), no_dispute_rule(), jury_rule(), moderator_rule()};
  return table;
}

}  // namespace townsquare
