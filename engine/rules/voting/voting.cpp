#include "engine/rules/voting/voting.hpp"

#include "engine/rules/voting/majority.hpp"

namespace townsquare {

std::span<const VotingRule> voting_rules() {
  static const VotingRule table[] = {majority_rule()};
  return table;
}

}  // namespace townsquare
