// What a market for tokens does to who holds them.
#include <catch2/catch.hpp>

#include "analysis/metrics/inequality.hpp"
#include "engine/behaviour/trading/trading.hpp"
#include "engine/rules/ownership/tokens.hpp"
#include "tests/engine/ownership/owned_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// Lives only the weeks of the token market and gives the Gini coefficient of free tokens at the end.
double gini_after(SmallWorld& w, int weeks) {
  for (int t = 0; t < weeks; ++t, ++w.state.week) own(w.world);
  const Memberships& m = w.platform().governance.members;
  return gini(std::vector<double>(m.tokens.begin(), m.tokens.begin() + m.first[4]));  // the outsider has none
}
}  // namespace

TEST_CASE("trade concentrates tokens that were spread evenly, and without transfers they stay as they were", "[theory]") {
  SmallWorld trading(spread_evenly(true)), still(spread_evenly(false));
  const double before = gini_after(trading, 0), after = gini_after(trading, 104), later = gini_after(trading, 416);
  CHECK(before < 1e-9);
  CHECK(after > .4);
  CHECK(later > after);
  CHECK(gini_after(still, 104) < 1e-9);
  CHECK(tokens_held(trading.platform().governance) == 200000 * one_token);
}
