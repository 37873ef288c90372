// Ballots as codes, and how a sincere voter fills them.
#include <catch2/catch.hpp>
#include <set>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;

TEST_CASE("every order has a code of its own that leads back to it", "[unit]") {
  for (std::size_t n = 1; n <= most_ranked_options; ++n) {
    const std::size_t n_codes = n_ballot_codes(BallotKind::ranking, n);
    std::set<std::vector<int>> orders;
    for (std::size_t code = 0; code < n_codes; ++code) {
      const Preference order = order_of_code(code, n);
      REQUIRE(code_of_order(order, n) == code);
      const std::vector<int> listed(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
      REQUIRE(std::set<int>(listed.begin(), listed.end()).size() == n);
      REQUIRE(*std::ranges::max_element(listed) == static_cast<int>(n) - 1);
      orders.insert(listed);
    }
    CHECK(orders.size() == n_codes);
  }
  CHECK(n_ballot_codes(BallotKind::ranking, 6) == 720);
  CHECK(order_of_code(0, 3) == Preference{0, 1, 2});
  CHECK(order_of_code(5, 3) == Preference{2, 1, 0});
  CHECK(n_ballot_codes(BallotKind::approval, 8) == 256);
  CHECK(n_ballot_codes(BallotKind::number, 51) == 51);
}

TEST_CASE("a sincere voter says yes to a gain, and no to a loss and to nothing", "[unit]") {
  const auto ballot = [](double gain) { return ballot_of(BallotKind::yes_no, std::vector{0., gain}); };
  CHECK(ballot(1e-300) == 1);
  CHECK(ballot(0) == 0);
  CHECK(ballot(-1e-300) == 0);
}

TEST_CASE("a sincere voter names the best option, the lower index of equals", "[unit]") {
  for (BallotKind kind : {BallotKind::one_option, BallotKind::number}) {
    CHECK(ballot_of(kind, std::vector{0., -1., 3., 3.}) == 2);
    CHECK(ballot_of(kind, std::vector{0., -1., -3.}) == 0);
  }
}

TEST_CASE("a sincere voter approves what is better than the mean, the present like any other, but not what equals it", "[unit]") {
  CHECK(ballot_of(BallotKind::approval, std::vector{0., 3., 3., 2.}) == 0b0110);
  CHECK(ballot_of(BallotKind::approval, std::vector{0., -3., -6.}) == 0b001);
  CHECK(ballot_of(BallotKind::approval, std::vector{0., 1., 2.}) == 0b100);  // 1 is the mean
}

TEST_CASE("a sincere voter ranks by falling gain, equals by index", "[unit]") {
  CHECK(order_of_code(ballot_of(BallotKind::ranking, std::vector{0., 2., -1., 2., 5.}), 5) == Preference{4, 1, 3, 0, 2});
}

TEST_CASE("only a voter to whom nothing at all changes abstains", "[unit]") {
  CHECK(abstains(std::vector{0., 0., -0.}));
  CHECK_FALSE(abstains(std::vector{0., 0., 1e-300}));
}

TEST_CASE("ballots are counted by code, abstentions apart", "[unit]") {
  const std::vector<std::uint32_t> ballot = {2, 0, abstention, 2};
  const std::vector<std::int64_t> votes = {5, 1, 7, 30};
  const Profile profile = collect_ballots(BallotKind::one_option, 3, ballot, votes, 50);
  CHECK(profile.power == std::vector<std::int64_t>{1, 0, 35});
  CHECK((profile.abstain == 7 && profile.electorate == 50 && profile.n_options == 3));
}
