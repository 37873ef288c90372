// The choice is by lot: it does not depend on the applicant's quality, which would be an assumption in the
// platform's favour.
#include "engine/rules/membership/curated.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"admission_share", Unit::share, .05, 0, 1, "Share of applications that are accepted.", Evidence::decision, "constitution"},
};

Admission bind(std::span<const double> values) {
  const double share = values[0];
  return [share](double u) { return u < share; };
}
}  // namespace

MembershipRule curated_rule() {
  return {{"curated", "A share of the applications is accepted.", "Stocksy United: 174 of 3,403 in 2015", parameters}, bind};
}
}  // namespace townsquare
