#include "engine/rules/membership/open.hpp"

namespace townsquare {
namespace {
Admission bind(std::span<const double>) {
  return [](double) { return true; };
}
}  // namespace

MembershipRule open_rule() {
  return {{"open", "Whoever applies is admitted.", "International Cooperative Alliance, first principle", {}}, bind};
}
}  // namespace townsquare
