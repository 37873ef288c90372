#include "engine/rules/voting/sortition_panel.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
using Votes = std::vector<std::int64_t>;
std::int64_t sum(const Votes& votes) { return std::accumulate(votes.begin(), votes.end(), std::int64_t{0}); }
}  // namespace

TEST_CASE("a panel has its size, one vote each, and nobody without power", "[unit]") {
  Members m(Votes(100, 7));
  for (std::size_t i = 0; i < 100; i += 2) m.power[i] = 0;
  const Votes votes = m.weighed(sortition_panel_rule(), {20});
  CHECK(sum(votes) == 20);
  for (std::size_t i = 0; i < 100; ++i) CHECK((votes[i] == 0 || (votes[i] == 1 && m.power[i] > 0)));
  CHECK(sum(m.weighed(sortition_panel_rule(), {80})) == 50);  // all there are
}

TEST_CASE("each proposal has its panel, and the same proposal the same", "[unit]") {
  const Members m(Votes(1000, 1));
  CHECK(m.weighed(sortition_panel_rule(), {50}, 3) == m.weighed(sortition_panel_rule(), {50}, 3));
  CHECK(m.weighed(sortition_panel_rule(), {50}, 3) != m.weighed(sortition_panel_rule(), {50}, 4));
}

TEST_CASE("who is drawn does not depend on who casts, and the quorum is asked of the panel", "[unit]") {
  Members m(Votes(1000, 1));
  const Votes panel = m.weighed(sortition_panel_rule(), {50});
  for (std::size_t i = 0; i < 500; ++i) m.is_casting[i] = 0;
  const Votes half = m.weighed(sortition_panel_rule(), {50});
  for (std::size_t i = 0; i < 1000; ++i) CHECK(half[i] == (i < 500 ? 0 : panel[i]));
  CHECK(electorate_of(sortition_panel_rule().weigh(std::vector{50.}), m.power, make_luck(5, 0), 0) == 50);
}
