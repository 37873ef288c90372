#include "engine/behaviour/attack/none.hpp"

namespace townsquare {
namespace {
Attack bind(std::span<const double>) {
  return [](const AttackView&) { return AttackMove{}; };
}
}  // namespace

AttackRule no_attack_rule() {
  return {{"none", "Nobody attacks.", "assumption", {}}, bind};
}
}  // namespace townsquare
