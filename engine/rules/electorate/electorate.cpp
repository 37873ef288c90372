#include "engine/rules/electorate/electorate.hpp"

#include "engine/rules/electorate/one_member_one_vote.hpp"

namespace townsquare {

std::span<const ElectorateRule> electorate_rules() {
  static const ElectorateRule table[] = {one_member_one_vote_rule()};
  return table;
}

}  // namespace townsquare
