// Rows A5.1, A5.2, A5.8 and A5.10 of theory on the voting rules.
#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/rules/voting/condorcet.hpp"
#include "engine/rules/voting/median.hpp"
#include "engine/rules/voting/quadratic.hpp"
#include "engine/rules/voting/settle.hpp"
#include "engine/rules/voting/supermajority.hpp"
#include "tests/engine/voting/profiles.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr int n_places = 51;

/// Ideal places on a grid and tokens, with a median that is alone.
struct Electors {
  std::vector<int> ideal;
  std::vector<std::int64_t> tokens;

  explicit Electors(std::uint32_t number) {
    const Luck luck = make_luck(81, number);
    for (std::uint32_t i = 0; i < 51; ++i) {
      ideal.push_back(std::clamp(static_cast<int>(25 + 8 * luck.normal(Purpose::founding, 0, i)), 0, n_places - 1));
      tokens.push_back(1 + static_cast<std::int64_t>(std::exp(2 + 1.5 * luck.normal(Purpose::founding, 1, i))));
    }
  }

  /// Definition: as much weight is strictly below as above allows, by trying every place.
  int weighted_median() const {
    for (int place = 0;; ++place) {
      std::int64_t up_to = 0, above = 0;
      for (std::size_t i = 0; i < ideal.size(); ++i) (ideal[i] <= place ? up_to : above) += tokens[i];
      if (up_to >= above) return place;
    }
  }
};

/// Whether a majority of tokens is nearer to the second place than to the first.
bool moves(const Electors& e, int from, int to) {
  std::int64_t yes = 0, no = 0;
  for (std::size_t i = 0; i < e.ideal.size(); ++i) {
    const int gain = std::abs(e.ideal[i] - from) - std::abs(e.ideal[i] - to);
    if (gain != 0) (gain > 0 ? yes : no) += e.tokens[i];
  }
  return count_majority(yes_no_of(yes, no, 0, yes + no), {}).result == Result::passed;
}

/// Rankings of three options by n voters in an impartial culture.
Profile impartial(const Luck& luck, std::uint32_t replication, std::uint32_t n) {
  Profile profile = profile_of(BallotKind::ranking, 3, {});
  for (std::uint32_t i = 0; i < n; ++i) ++profile.power[static_cast<std::size_t>(6 * luck.uniform(Purpose::founding, replication, i))];
  profile.electorate = n;
  return profile;
}

bool beats(const Profile& p, std::size_t a, std::size_t b) { return votes_preferring(p, a, b) > votes_preferring(p, b, a); }

std::optional<std::size_t> condorcet_winner(const Profile& p) {
  for (std::size_t a = 0; a < 3; ++a)
    if (beats(p, a, (a + 1) % 3) && beats(p, a, (a + 2) % 3)) return a;
  return std::nullopt;
}
}  // namespace

TEST_CASE("A5.1 the median rule gives the weighted median, which pairwise votes by majority reach within a step", "[theory]") {
  for (std::uint32_t number = 0; number < 500; ++number) {
    const Electors e(number);
    Profile profile = profile_of(BallotKind::number, n_places, {});
    for (std::size_t i = 0; i < e.ideal.size(); ++i) profile.power[static_cast<std::size_t>(e.ideal[i])] += e.tokens[i];
    profile.present = number % n_places;
    const int median = static_cast<int>(count_with(median_rule(), profile).option);
    REQUIRE(median == e.weighted_median());
    int place = static_cast<int>(number) % n_places;
    for (bool has_moved = true; has_moved;) {
      has_moved = false;
      for (int step : {1, -1})
        if (!has_moved && place + step >= 0 && place + step < n_places && moves(e, place, place + step)) {
          place += step;
          has_moved = true;
        }
    }
    REQUIRE(std::abs(place - median) <= 1);
  }
}

TEST_CASE("A5.2 the chance of a cycle of three options is that of an impartial culture", "[theory]") {
  const auto [n, chance] = GENERATE(table<std::uint32_t, double>({{3, 1. / 18}, {5, .06944}, {7, .07502}, {9, .07798}, {11, .07981}}));
  constexpr std::int64_t n_runs = 100'000;
  const Luck luck = make_luck(82, n);
  std::int64_t n_cycles = 0, n_wrong = 0;
  for (std::uint32_t run = 0; run < n_runs; ++run) {
    const Profile profile = impartial(luck, run, n);
    const auto winner = condorcet_winner(profile);
    n_cycles += !winner;
    n_wrong += winner && count_with(condorcet_rule(), profile).option != *winner;
  }
  CAPTURE(n, n_cycles);
  CHECK(z_of_count(n_cycles, n_runs, chance) < 4);
  CHECK(n_wrong == 0);
}

TEST_CASE("A5.2 in a cycle whoever sets the agenda of pairwise votes gets what it wants", "[theory]") {
  const Luck luck = make_luck(83, 0);
  int n_cycles = 0;
  for (std::uint32_t run = 0; run < 20'000; ++run) {
    const Profile p = impartial(luck, run, 7);
    if (condorcet_winner(p)) continue;
    ++n_cycles;
    for (std::size_t wanted = 0; wanted < 3; ++wanted) {
      // the two others first; what is wanted meets the one that wins
      const std::size_t a = (wanted + 1) % 3, b = (wanted + 2) % 3;
      REQUIRE(beats(p, wanted, beats(p, a, b) ? a : b));
    }
  }
  CHECK(n_cycles > 1000);
}

TEST_CASE("A5.8 quadratic votes decide by the sum of gains, one member one vote by their number", "[theory]") {
  // one loses 10, ten gain half a unit each
  Members m(std::vector<std::int64_t>(11, 1));
  m.strength.assign(11, .05f);
  m.strength[0] = 1;
  const auto votes = m.weighed(quadratic_rule());
  std::int64_t yes = 0;
  for (std::size_t i = 1; i < 11; ++i) yes += votes[i];
  CHECK((votes[0] == 100 && yes == 50));
  CHECK(count_with(quadratic_rule(), yes_no_of(yes, votes[0], 0, 1100)).result == Result::defeated);
  CHECK(count_majority(yes_no_of(10, 1, 0, 11), {}).result == Result::passed);

  // random gains: the sign of the sum, unless whole votes cannot show it (less than one vote each)
  int n_decided = 0, n_otherwise = 0;
  for (std::uint32_t number = 0; number < 2000; ++number) {
    const Luck luck = make_luck(84, number);
    Members body(std::vector<std::int64_t>(25, 1));
    double sum = 0;
    int n_gain = 0;
    std::vector<bool> wants;
    for (std::uint32_t i = 0; i < 25; ++i) {
      const double gain = 2 * luck.uniform(Purpose::founding, 0, i) - 1;
      body.strength[i] = static_cast<float>(std::fabs(gain));
      wants.push_back(gain > 0);
      sum += gain;
      n_gain += gain > 0;
    }
    const auto cast = body.weighed(quadratic_rule(), {1e8});
    std::int64_t for_it = 0, against = 0;
    for (std::size_t i = 0; i < 25; ++i) (wants[i] ? for_it : against) += cast[i];
    if (std::fabs(sum) * 1e4 < 26) continue;
    ++n_decided;
    n_otherwise += (sum > 0) != (n_gain > 12);
    REQUIRE((count_with(quadratic_rule(), yes_no_of(for_it, against, 0, 250'000)).result == Result::passed) == (sum > 0));
  }
  CHECK(n_decided > 1900);
  CHECK(n_otherwise > 100);  // heads would have decided otherwise
}

TEST_CASE("A5.8 a budget split over k identities has the root of k as many votes", "[theory]") {
  for (std::int64_t k : {4, 9, 16, 100}) {
    const std::int64_t whole = Members({k}).weighed(quadratic_rule())[0];
    std::int64_t split = 0;
    for (std::int64_t v : Members(std::vector<std::int64_t>(static_cast<std::size_t>(k), 1)).weighed(quadratic_rule())) split += v;
    CHECK(split * split == k * whole * whole);
  }
}

TEST_CASE("A5.10 a supermajority of at least s is reached with the chance P(Bin(V, y) >= s V)", "[theory]") {
  constexpr std::int64_t n_voters = 120, n_runs = 20'000;
  const double y = GENERATE(.6, .65, .7), share = GENERATE(.6, 2. / 3, .75);
  const Luck luck = make_luck(85, static_cast<std::uint32_t>(1000 * y + 10 * share));
  std::int64_t n_passed = 0;
  for (std::uint32_t run = 0; run < n_runs; ++run) {
    std::int64_t yes = 0;
    for (std::uint32_t i = 0; i < n_voters; ++i) yes += luck.uniform(Purpose::founding, run, i) < y;
    n_passed += count_with(supermajority_rule(), yes_no_of(yes, n_voters - yes, 0, n_voters), {}, {share}).result == Result::passed;
  }
  const double exact = binomial_upper(n_voters, y, static_cast<std::int64_t>(std::ceil(share * n_voters - 1e-9)));
  CAPTURE(y, share, n_passed, exact);
  CHECK(z_of_count(n_passed, n_runs, exact) < 4);
}
