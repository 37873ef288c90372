#include "analysis/studies/outcome_estimate.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace townsquare;

namespace {

const Outcome& outcome(std::string_view name) { return outcomes()[*outcome_index(name)]; }

}  // namespace

TEST_CASE("no interval of an outcome or of a difference reaches what cannot be", "[contract]") {
  const std::vector<double> early = {10, 12, 60}, never = {60, 60, 11};
  const Estimate weeks = estimate_outcome(outcome("weeks_to_critical_mass"), never, 60);
  CHECK(weeks.high == 60);
  CHECK(weeks.low >= 1);
  const Estimate later = estimate_difference(outcome("weeks_to_critical_mass"), early, never, 60);
  CHECK(later.low == -59);
  CHECK(later.high == 59);
  CHECK(estimate_outcome(outcome("gmv_total"), std::vector<double>{0, 0, 9}, 60).low == 0);
  CHECK(estimate_outcome(outcome("platform_surplus"), std::vector<double>{0, 0, 9}, 60).low < 0);
}

TEST_CASE("shares of runs have Wilson's interval, and their differences Newcombe's", "[contract]") {
  const std::vector<double> half = {1, 0, 1, 0}, most = {1, 1, 1, 0};
  CHECK(estimate_outcome(outcome("survived"), half, 60).low == proportion_of(half).low);
  CHECK(estimate_difference(outcome("survived"), half, most, 60).high == proportion_difference(half, most).high);
  CHECK(estimate_difference(outcome("survived"), half, most, 60).high != paired_difference(half, most).high);
}
