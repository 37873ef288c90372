// Rows A5.12 and A5.13: where delegated power ends, and who is drawn to a panel.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/rules/voting/liquid_delegation.hpp"
#include "engine/rules/voting/sortition_panel.hpp"
#include "tests/engine/voting/profiles.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::uint32_t n_rows = 400;

/// Random power, delegates and ballots; `is_acyclic` lets rows trust lower rows only, and row 0 cast.
Members delegating(std::uint32_t number, bool is_acyclic, double casting_share) {
  const Luck luck = make_luck(87, number);
  Members m(std::vector<std::int64_t>(n_rows, 0));
  for (std::uint32_t i = 0; i < n_rows; ++i) {
    const auto u = [&](std::uint32_t index) { return luck.uniform(Purpose::founding, 0, i, index); };
    m.power[i] = static_cast<std::int64_t>(1000 * u(0));
    m.delegate[i] = static_cast<std::uint32_t>(u(1) * (is_acyclic ? i : n_rows));
    m.is_casting[i] = u(2) < casting_share || (is_acyclic && i == 0);
  }
  return m;
}

/// By definition: one walk for each row, with a list of where it has been.
std::vector<std::int64_t> by_definition(const Members& m) {
  std::vector<std::int64_t> votes(n_rows, 0);
  for (std::uint32_t i = 0; i < n_rows; ++i) {
    std::set<std::uint32_t> been;
    std::uint32_t row = i;
    while (!m.is_casting[row] && been.insert(row).second) row = m.delegate[row];
    if (m.is_casting[row]) votes[row] += m.power[i];
  }
  return votes;
}
}  // namespace

TEST_CASE("A5.12 without cycles all power arrives at those who cast, exactly", "[theory]") {
  for (std::uint32_t number = 0; number < 200; ++number) {
    const Members m = delegating(number, true, .1);
    const auto votes = m.weighed(liquid_delegation_rule());
    REQUIRE(votes == by_definition(m));
    REQUIRE(std::accumulate(votes.begin(), votes.end(), std::int64_t{0}) == std::accumulate(m.power.begin(), m.power.end(), std::int64_t{0}));
  }
}

TEST_CASE("A5.12 power that runs into a cycle abstains, and no other", "[theory]") {
  std::int64_t lost = 0;
  for (std::uint32_t number = 0; number < 200; ++number) {
    const Members m = delegating(number, false, .02);
    const auto votes = m.weighed(liquid_delegation_rule());
    REQUIRE(votes == by_definition(m));
    lost += std::accumulate(m.power.begin(), m.power.end(), std::int64_t{0}) - std::accumulate(votes.begin(), votes.end(), std::int64_t{0});
  }
  CHECK(lost > 0);
}

TEST_CASE("A5.13 the members of a group on a panel follow the hypergeometric law, and all are drawn equally often", "[theory]") {
  constexpr std::size_t n = 40, group = 15, size = 10;
  constexpr std::uint32_t n_panels = 20'000;
  const Members m(std::vector<std::int64_t>(n, 3));
  std::vector<std::int64_t> of_group(size + 1, 0), drawn(n, 0);
  for (std::uint32_t proposal = 0; proposal < n_panels; ++proposal) {
    const auto votes = m.weighed(sortition_panel_rule(), {static_cast<double>(size)}, proposal);
    ++of_group[static_cast<std::size_t>(std::accumulate(votes.begin(), votes.begin() + group, std::int64_t{0}))];
    for (std::size_t i = 0; i < n; ++i) drawn[i] += votes[i];
  }
  const auto log_choose = [](double a, double b) { return std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1); };
  std::vector<double> chance;
  for (std::size_t k = 0; k <= size; ++k) {
    const double in = static_cast<double>(k), all = static_cast<double>(n), part = static_cast<double>(group), seats = static_cast<double>(size);
    chance.push_back(std::exp(log_choose(part, in) + log_choose(all - part, seats - in) - log_choose(all, seats)));
  }
  // the two rarest counts at the top as one, so that each is expected often enough
  of_group[9] += of_group[10];
  chance[9] += chance[10];
  CHECK(chi_square(std::span(of_group).first(10), std::span(chance).first(10)) < chi_square_limit(9));
  // counts of members drawn without replacement vary less than free ones, by (1 - size / n) n / (n - 1)
  const std::vector<double> equal(n, 1. / n);
  const double shrink = (1 - static_cast<double>(size) / n) * n / (n - 1.);
  CHECK(chi_square(drawn, equal) / shrink < chi_square_limit(static_cast<int>(n) - 1));
}
