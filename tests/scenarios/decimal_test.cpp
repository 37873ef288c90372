#include "scenarios/decimal.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace townsquare;

TEST_CASE("a shifted decimal is the nearest double, without a second rounding", "[unit]") {
  CHECK(*parse_decimal("2.9", -2) == .029);
  CHECK(*parse_decimal("8", -2) == .08);
  CHECK(*parse_decimal("0.3", 2) == 30);
  CHECK(*parse_decimal("3.3", 8) == 3.3e8);
  CHECK(*parse_decimal("1.5e-3", -2) == 1.5e-5);
  CHECK(*parse_decimal("+4") == 4);
  CHECK(*parse_decimal("-4.25") == -4.25);
}

TEST_CASE("what is not a plain number is refused", "[unit]") {
  for (const char* text : {"", "-", ".5", "5.", "1,200", "1_000", "0x10", "1e", "inf", "nan", "1 ",
                           "1e99999999", "1e999", "--1"}) {
    INFO(text);
    CHECK_FALSE(parse_decimal(text));
  }
}

TEST_CASE("the number at the head of a text ends where its unit begins", "[unit]") {
  CHECK(decimal_length("8 %") == 1);
  CHECK(decimal_length("-1.50USD") == 5);
  CHECK(decimal_length("2e3x") == 3);
  CHECK(decimal_length("2 e") == 1);
  CHECK(decimal_length("5 EUR") == 1);
  CHECK(decimal_length("7.") == 1);
  CHECK(decimal_length("%") == 0);
}

TEST_CASE("numbers are written as people write them", "[unit]") {
  CHECK(shortest_decimal(1250) == "1250");
  CHECK(shortest_decimal(.029, -2) == "2.9");
  CHECK(shortest_decimal(1e6) == "1000000");
  CHECK(shortest_decimal(.0001) == "0.0001");
  CHECK(shortest_decimal(-12.5) == "-12.5");
  CHECK(shortest_decimal(1.25e-9) == "1.25e-9");
  CHECK(shortest_decimal(1e15) == "1000000000000000");
  CHECK(shortest_decimal(1e20) == "1e20");
  CHECK(shortest_decimal(0) == "0");
  CHECK(shortest_decimal(30, 2) == "0.3");
}

TEST_CASE("every finite double survives being written and read, at every shift", "[unit]") {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::bit_cast<double>(bits());
    if (!std::isfinite(value) || std::abs(value) > 1e300 || std::abs(value) < 1e-300) continue;
    for (const int shift : {-2, 0, 2, 8}) {
      const std::string text = shortest_decimal(value, shift);
      INFO(text << " shift " << shift);
      REQUIRE(parse_decimal(text, shift));
      REQUIRE(std::bit_cast<std::uint64_t>(*parse_decimal(text, shift)) ==
              std::bit_cast<std::uint64_t>(value));
    }
  }
  CHECK(std::signbit(*parse_decimal(shortest_decimal(-0.0))));
}
