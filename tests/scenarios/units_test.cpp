#include "scenarios/units.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <regex>

using namespace townsquare;

namespace {

constexpr std::string_view words[] = {"inversion", "keyed"};

Parameter parameter(Unit unit) {
  return {"quantity", unit, 0, -1e12, 1e12, "A quantity.", Evidence::none, "test", 1, 1, words};
}

double parsed(std::string_view text, Unit unit, std::string_view currency = "USD") {
  const ParsedValue result = parse_value(text, parameter(unit), currency);
  INFO(text << ": " << result.problem.message);
  REQUIRE(result.value);
  return *result.value;
}

ValueProblem problem(std::string_view text, Unit unit) {
  const ParsedValue result = parse_value(text, parameter(unit), "USD");
  INFO(text);
  REQUIRE_FALSE(result.value);
  return result.problem;
}

}  // namespace

TEST_CASE("text with a unit becomes the stored form of the unit", "[unit]") {
  CHECK(parsed("8 %", Unit::share) == .08);
  CHECK(parsed("2.9%", Unit::share) == .029);
  CHECK(parsed("-5 %", Unit::share) == -.05);
  CHECK(parsed("30 USD", Unit::money) == 3000);
  CHECK(parsed("0.3 USD", Unit::money) == 30);
  CHECK(parsed("3.3 M USD", Unit::money) == 3.3e8);
  CHECK(parsed("10_000 USD", Unit::money) == 1e6);
  CHECK(parsed("60k USD", Unit::money) == 6e6);
  CHECK(parsed("12 k USD/week", Unit::money_per_week) == 1.2e6);
  CHECK(parsed("800 USD/week", Unit::money_per_week) == 80000);
  CHECK(parsed("800 USD / week", Unit::money_per_week) == 80000);
  CHECK(parsed("0.08 /USD", Unit::per_money) == .08);
  CHECK(parsed("26 weeks", Unit::weeks) == 26);
  CHECK(parsed("1 week", Unit::weeks) == 1);
  CHECK(parsed("5 years", Unit::weeks) == 260);
  CHECK(parsed("1 year", Unit::weeks) == 52);
  CHECK(parsed("0.03 /week", Unit::per_week) == .03);
  CHECK(parsed("0.05 /quarter", Unit::per_quarter) == .05);
  CHECK(parsed("keyed", Unit::choice) == 1);
}

TEST_CASE("money is read in the scenario's currency, whatever its letters", "[unit]") {
  CHECK(parsed("30 EUR", Unit::money, "EUR") == 3000);
  CHECK(parsed("30 MXN", Unit::money, "MXN") == 3000);
  CHECK(parsed("2 M MXN", Unit::money, "MXN") == 2e8);
  CHECK(problem("30 EUR", Unit::money).hint.find("counts in USD") != std::string::npos);
}

TEST_CASE("a missing unit is told with the text to write", "[unit]") {
  CHECK(problem("8", Unit::share).code == "C021");
  CHECK(problem("8", Unit::share).hint == "write `\"8 %\"`");
  CHECK(problem("0.08", Unit::share).hint == "write `\"8 %\"`");
  CHECK(problem("30", Unit::money).hint == "write `\"30 USD\"`");
  CHECK(problem("26", Unit::weeks).hint == "write `\"26 weeks\"`");
  CHECK(problem("800", Unit::money_per_week).hint == "write `\"800 USD/week\"`");
  CHECK(parse_bare(.05, parameter(Unit::share), "USD").problem.hint == "write `\"5 %\"`");
  CHECK(parse_bare(8, parameter(Unit::share), "USD").problem.hint == "write `\"8 %\"`");
}

TEST_CASE("a wrong unit is told with what is expected", "[unit]") {
  for (const char* text : {"8 USD", "8 percent", "8 %%", "8_ %", "8__0 %", "8 M %"}) {
    CHECK(problem(text, Unit::share).code == "C022");
    CHECK(problem(text, Unit::share).hint.find("written like \"8 %\"") != std::string::npos);
  }
  CHECK(problem("3 months", Unit::weeks).hint.find("only weeks and years") != std::string::npos);
  CHECK(problem("0.05 /quarter", Unit::per_week).code == "C022");
  CHECK(problem("eight %", Unit::share).message.find("does not start with a number") != std::string::npos);
  CHECK(problem("1,200 USD", Unit::money).hint.find("without `,`") != std::string::npos);
  CHECK(problem("2,9 %", Unit::share).hint.find("point before decimals") != std::string::npos);
}

TEST_CASE("numbers and counts are bare, and words are words", "[unit]") {
  CHECK(*parse_bare(220, parameter(Unit::count), "USD").value == 220);
  CHECK(problem("220", Unit::count).hint == "write 220 without quotes");
  CHECK(parse_bare(1, parameter(Unit::choice), "USD").problem.code == "C020");
  CHECK(problem("keyd", Unit::choice).suggestion == "keyed");
}

TEST_CASE("values are written in the shortest text of their unit", "[unit]") {
  CHECK(format_value(.08, parameter(Unit::share), "USD") == "8 %");
  CHECK(format_value(3000, parameter(Unit::money), "EUR") == "30 EUR");
  CHECK(format_value(6e6, parameter(Unit::money), "USD") == "60000 USD");
  CHECK(format_value(3.3e8, parameter(Unit::money), "USD") == "3.3 M USD");
  CHECK(format_value(123456789, parameter(Unit::money), "USD") == "1234567.89 USD");
  CHECK(format_value(1, parameter(Unit::weeks), "USD") == "1 week");
  CHECK(format_value(0, parameter(Unit::choice), "USD") == "inversion");
  CHECK(file_value(.08, parameter(Unit::share), "USD") == "\"8 %\"");
  CHECK(file_value(220, parameter(Unit::count), "USD") == "220");
}

TEST_CASE("every value reads back as the same double, and its text matches the schema's pattern", "[unit]") {
  std::mt19937_64 random(7);
  std::lognormal_distribution<double> size(0, 8);
  for (const Unit unit : {Unit::share, Unit::money, Unit::money_per_week, Unit::per_money, Unit::weeks,
                          Unit::per_week, Unit::per_quarter}) {
    const std::regex pattern(unit_pattern(unit));
    for (int i = 0; i < 2000; ++i) {
      const bool is_money = unit == Unit::money || unit == Unit::money_per_week;  // whole cents
      const double drawn = (i % 2 == 0 ? 1 : -1) * size(random), value = is_money ? std::round(drawn) : drawn;
      const std::string text = format_value(value, parameter(unit), "USD");
      INFO(text);
      REQUIRE(parsed(text, unit) == value);
      REQUIRE(std::regex_match(text, pattern));
    }
  }
}

TEST_CASE("money has whole cents: a point between thousands is not taken for cents", "[contract]") {
  const ValueProblem thousands = problem("1.234 USD/week", Unit::money_per_week);
  CHECK(thousands.code == "C029");
  CHECK(thousands.message == "`\"1.234 USD/week\"` is money with more than two decimals");
  CHECK(thousands.hint == "write `\"1.23 USD/week\"`, or `\"1234 USD/week\"` if the point stands between thousands");
  CHECK(problem("0.005 USD", Unit::money).code == "C029");
  CHECK(problem("1.234567 k USD", Unit::money).code == "C029");
  CHECK(parsed("1.2345 k USD", Unit::money) == 123450);
  CHECK(parsed("12.50 USD", Unit::money) == 1250);
  CHECK(parsed("1.230 USD", Unit::money) == 123);
  CHECK(parsed("0.0655 /USD", Unit::per_money) == .0655);  // a rate, not an amount
}
