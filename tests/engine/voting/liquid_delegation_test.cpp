#include "engine/rules/voting/liquid_delegation.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
using Votes = std::vector<std::int64_t>;
}

TEST_CASE("power flows along delegates to the first who casts", "[unit]") {
  Members m({1, 2, 4, 8});
  m.delegate = {1, 2, 3, 3};
  m.is_casting = {0, 0, 0, 1};
  CHECK(m.weighed(liquid_delegation_rule()) == Votes{0, 0, 0, 15});
  m.is_casting = {0, 1, 0, 1};
  CHECK(m.weighed(liquid_delegation_rule()) == Votes{0, 3, 0, 12});
}

TEST_CASE("who casts keeps its own power whomever it named", "[unit]") {
  Members m({1, 2, 4});
  m.delegate = {2, 2, 1};
  m.is_casting = {1, 0, 1};
  CHECK(m.weighed(liquid_delegation_rule()) == Votes{1, 0, 6});
}

TEST_CASE("power that ends at nobody, or runs in a circle in which nobody casts, is not cast", "[unit]") {
  Members m({1, 2, 4, 8, 16, 32});
  m.delegate = {1, 2, 0, 0, 4, 4};  // a circle of three, one that leads into it, and one that leads to a silent member
  m.is_casting = {0, 0, 0, 0, 0, 0};
  CHECK(m.weighed(liquid_delegation_rule()) == Votes(6, 0));
  m.is_casting[1] = 1;  // one casts: the circle is open
  CHECK(m.weighed(liquid_delegation_rule()) == Votes{0, 15, 0, 0, 0, 0});
}

TEST_CASE("a chain of a million is walked once", "[unit]") {
  constexpr std::size_t n = 1'000'000;
  Members m(Votes(n, 1));
  for (std::uint32_t i = 0; i + 1 < n; ++i) {
    m.delegate[i] = i + 1;
    m.is_casting[i] = 0;
  }
  CHECK(m.weighed(liquid_delegation_rule())[n - 1] == n);  // quadratic work would not end
}
