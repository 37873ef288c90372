#include "engine/rules/surplus/surplus.hpp"

#include "engine/rules/surplus/investors.hpp"
#include "engine/rules/surplus/keep.hpp"
#include "engine/rules/surplus/patronage.hpp"

namespace townsquare {

std::span<const SurplusRule> surplus_rules() {
  static const SurplusRule table[] = {patronage_rule(), keep_rule(), investors_rule()};
  return table;
}

}  // namespace townsquare
