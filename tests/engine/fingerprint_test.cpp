#include <catch2/catch.hpp>
#include <limits>
#include <set>
#include <vector>

#include "engine/check.hpp"
#include "engine/fingerprint.hpp"

using namespace townsquare;

namespace {

template <class... Things>
std::uint64_t fingerprint_of(const Things&... things) {
  Fingerprint fingerprint;
  (fingerprint.add(things), ...);
  return fingerprint.value();
}

}  // namespace

TEST_CASE("a fingerprint depends on values, order and grouping", "[unit]") {
  const std::vector<double> one_two = {1, 2}, three = {3}, one = {1}, two_three = {2, 3};
  const auto span = [](const std::vector<double>& numbers) { return std::span<const double>(numbers); };
  CHECK(fingerprint_of(1, 2) == fingerprint_of(1, 2));
  CHECK(fingerprint_of(1, 2) != fingerprint_of(2, 1));
  CHECK(fingerprint_of(0) != fingerprint_of(0, 0));
  CHECK(fingerprint_of(1.0) != fingerprint_of(1));
  CHECK(fingerprint_of(1.0) != fingerprint_of(std::nextafter(1.0, 2.0)));
  CHECK(fingerprint_of(span(one_two), span(three)) != fingerprint_of(span(one), span(two_three)));
  CHECK(fingerprint_of(std::string_view("fee")) != fingerprint_of(std::string_view("fed")));
}

TEST_CASE("a fingerprint does not depend on how a number is stored", "[unit]") {
  const std::vector<double> numbers = {1, -2.5, 3};
  Eigen::ArrayXd column(3);
  column << 1, -2.5, 3;
  CHECK(fingerprint_of(std::span<const double>(numbers)) == fingerprint_of(column));
  CHECK(fingerprint_of(std::int32_t{-7}) == fingerprint_of(std::int64_t{-7}));
  CHECK(fingerprint_of(0.25f) == fingerprint_of(0.25));
  CHECK(fingerprint_of(-0.0) == fingerprint_of(0.0));
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  CHECK(fingerprint_of(not_a_number) == fingerprint_of(-not_a_number));
}

TEST_CASE("fingerprints of short sequences do not collide", "[unit]") {
  std::set<std::uint64_t> seen;
  for (int a = -50; a < 50; ++a)
    for (int b = -50; b < 50; ++b) seen.insert(fingerprint_of(a, b));
  CHECK(seen.size() == 10000);
}

TEST_CASE("a fingerprint is the same on every machine", "[reproducibility]") {
  CHECK(to_hex(fingerprint_of()) == "91107823c9e888a0");
  CHECK(to_hex(fingerprint_of(1, -2, 0.1, std::string_view("square"))) == "a3874524477c5eba");
}

TEST_CASE("hexadecimal text has sixteen digits", "[unit]") {
  CHECK(to_hex(0) == "0000000000000000");
  CHECK(to_hex(0x0123456789abcdefu) == "0123456789abcdef");
  CHECK(to_hex(~std::uint64_t{0}) == "ffffffffffffffff");
}

TEST_CASE("a check throws in a checked build and is silent in others", "[unit]") {
  CHECK_NOTHROW(check(true, "holds"));
  if (is_checked)
    CHECK_THROWS_AS(check(false, "books do not balance"), BrokenIdentity);
  else
    CHECK_NOTHROW(check(false, "books do not balance"));
}
