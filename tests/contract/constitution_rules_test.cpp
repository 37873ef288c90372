// Contracts of surplus, electorate and operator, for every row of each family.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/institutions.hpp"
#include "engine/parameter_table.hpp"
#include "tests/contract/columns.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n = 60;
}

TEST_CASE("every surplus rule splits any amount exactly, whoever there is to claim it", "[contract]") {
  const auto heads = column_of<std::int64_t>(n, 1, [](double u) { return u < .8; });
  const auto tenure = column_of<std::int64_t>(n, 2, [](double u) { return 500 * u; });
  const auto sales = column_of<Cents>(n, 3, [](double u) { return u < .3 ? 0 : 1e9 * u * u; });
  const std::vector<std::int64_t> zeros(n, 0);
  for (const SurplusRule& rule : surplus_rules()) {
    // the default, and for rules of shares also parts that leave something over
    std::vector<std::vector<double>> choices = {default_values(rule.row)};
    if (choices[0].size() == 7)
      choices.insert(choices.end(), {{.05, .05, .9, 0, 0, 0, 0}, {.2, 0, .3, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0}});
    for (const std::vector<double>& values : choices) {
      const Surplus split = rule.bind(values);
      const double promised = rule.parts(values).sum();
      CHECK((promised >= 0 && promised <= 1 + 1e-12));
      for (Cents amount : {0LL, 1LL, 2LL, 99'999'999LL, 1'000'000'000'000'001LL}) {
        CAPTURE(rule.row.name, values, amount);
        for (const SurplusColumns& c : {SurplusColumns{heads, tenure, sales}, {zeros, zeros, zeros}, {zeros, zeros, sales}, {heads, tenure, zeros}, {{}, {}, {}}}) {
          const SurplusSplit parts = split(amount, c);
          Cents sum = parts.investors + parts.reserve;
          for (std::size_t i = 0; i < parts.members.size(); ++i) sum += parts.members[i];
          CHECK(parts.members.size() == c.sales.size());
          CHECK(sum == amount);
          CHECK((parts.investors >= 0 && parts.reserve >= 0));
          CHECK(std::ranges::all_of(parts.members, [](Cents m) { return m >= 0; }));
        }
        // members are paid the promised part when every class has claimants
        const SurplusSplit full = split(amount, {heads, tenure, sales});
        Cents paid = 0;
        for (Cents m : full.members) paid += m;
        CHECK(std::fabs(static_cast<double>(paid) - promised * static_cast<double>(amount)) <= 1 + 1e-9 * static_cast<double>(amount));
      }
    }
  }
}

TEST_CASE("a shuffle of the claimants shuffles what they are paid, but for the last cent", "[contract]") {
  const auto heads = column_of<std::int64_t>(n, 1, [](double u) { return u < .8; });
  const auto tenure = column_of<std::int64_t>(n, 2, [](double u) { return 500 * u; });
  const auto sales = column_of<Cents>(n, 3, [](double u) { return 1e9 * u * u; });
  const auto order = shuffle_of(n);
  const auto h = shuffled(heads, order), t = shuffled(tenure, order);
  const auto s = shuffled(sales, order);
  for (const SurplusRule& rule : surplus_rules()) {
    const Surplus split = rule.bind(default_values(rule.row));
    const auto straight = split(1'234'567, {heads, tenure, sales}).members, moved = split(1'234'567, {h, t, s}).members;
    const auto expected = shuffled(straight, order);
    for (std::size_t i = 0; i < moved.size(); ++i) CHECK(std::abs(moved[i] - expected[i]) <= 3);  // one cent a class
  }
}

TEST_CASE("every electorate gives whole power that follows the member, and none to nobody", "[contract]") {
  const auto people = column_of<std::int64_t>(n, 4, [](double u) { return u < .5 ? 1. : 10.; });
  const auto tokens = column_of<std::int64_t>(n, 5, [](double u) { return 1e6 * u * u; });
  const auto locked = column_of<std::int64_t>(n, 6, [](double u) { return u < .3 ? 1e6 * u : 0.; });
  const auto weeks = column_of<std::int64_t>(n, 7, [](double u) { return 300 * u; });
  const auto patronage = column_of<std::int64_t>(n, 8, [](double u) { return 1e9 * u; });
  const auto kind = column_of<std::uint8_t>(n, 9, [](double u) { return 5 * u; });
  const auto order = shuffle_of(n);
  const auto a = shuffled(people, order), b = shuffled(tokens, order), c = shuffled(locked, order), d = shuffled(weeks, order), e = shuffled(patronage, order);
  const auto k = shuffled(kind, order);
  for (const ElectorateRule& rule : electorate_rules()) {
    CAPTURE(rule.row.name);
    const Electorate electorate = rule.bind(default_values(rule.row));
    std::vector<std::int64_t> power(n, -1), moved(n, -1), none, bare(n, -1);
    electorate({people, tokens, locked, weeks, patronage, kind}, power);
    electorate({a, b, c, d, e, k}, moved);
    CHECK(std::ranges::all_of(power, [](std::int64_t p) { return p >= 0; }));
    CHECK(std::ranges::any_of(power, [](std::int64_t p) { return p > 0; }));
    CHECK(moved == shuffled(power, order));
    electorate({}, none);
    // a platform without tokens gives them no power
    electorate({people, {}, {}, {}, patronage, kind}, bare);
    if (rule.is_by_tokens) CHECK(std::ranges::all_of(bare, [](std::int64_t p) { return p == 0; }));
  }
}

TEST_CASE("a cap cuts each holder to its share of the uncut power and leaves the others alone", "[unit]") {
  std::vector<std::int64_t> power = {50, 30, 15, 5};
  cap_power(.2, power);
  CHECK(power == std::vector<std::int64_t>{20, 20, 15, 5});
  cap_power(1, power);
  CHECK(power == std::vector<std::int64_t>{20, 20, 15, 5});
}

TEST_CASE("locked tokens lose their votes in a straight line, and square roots of tokens add up to more when split", "[unit]") {
  std::vector<std::int64_t> power(3);
  const std::vector<std::int64_t> locked = {1000, 1000, 1000}, weeks = {208, 104, 0}, people = {1, 1, 1};
  electorate_rules()[4].bind(std::vector<double>{208})({people, {}, locked, weeks, {}, {}}, power);
  CHECK(power == std::vector<std::int64_t>{1000, 500, 0});
  std::vector<std::int64_t> whole(1), parts(4);
  const std::vector<std::int64_t> all = {160'000}, split = {40'000, 40'000, 40'000, 40'000};
  const Electorate root = electorate_rules()[3].bind({});
  root({std::vector<std::int64_t>{1}, all, {}, {}, {}, {}}, whole);
  root({std::vector<std::int64_t>(4, 1), split, {}, {}, {}, {}}, parts);
  CHECK(whole[0] == 400);
  CHECK(parts[0] * 4 == 2 * whole[0]);  // A5.8: k identities multiply by sqrt(k)
}

TEST_CASE("classes have their parts whatever their size", "[unit]") {
  std::vector<std::int64_t> power(6);
  const std::vector<std::int64_t> people = {1, 1, 1, 1, 10, 1};
  const std::vector<std::uint8_t> kind = {0, 0, 0, 0, 1, 2};
  electorate_rules()[1].bind(std::vector<double>{.5, .3, .2, 0})({people, {}, {}, {}, {}, kind}, power);
  CHECK(power[0] == power[3]);
  CHECK(4 * power[0] == Approx(5e11));
  CHECK(power[4] == Approx(3e11));
  CHECK(power[5] == Approx(2e11));
}

TEST_CASE("every operator stays in range and is a function of what it sees", "[contract]") {
  for (const OperatorRule& rule : operator_rules()) {
    const Operator operate = rule.bind(default_values(rule.row));
    for (int phase = 0; phase < 4; ++phase)
      for (int weeks : {1, 13, 200})
        for (double rate : {0., .3, .95})
          for (double direction : {-1., 1.})
            for (Cents margin : {-100, 0, 100}) {
              CAPTURE(rule.row.name, phase, weeks, rate, direction, margin);
              const OperatorView view{static_cast<OperatorPhase>(phase), weeks, .3, 1'000'000, 100, rate, direction, 50, 50, margin, 50};
              const OperatorMove move = operate(view), again = operate(view);
              CHECK((move.take_rate >= 0 && move.take_rate <= .95));
              CHECK((move.take_rate + move.tested_change >= 0 && move.take_rate + move.tested_change <= .95 + 1e-12));
              CHECK(std::fabs(move.direction) == 1);
              CHECK((again.take_rate == move.take_rate && again.phase == move.phase && again.tested_change == move.tested_change));
              CHECK((move.phase == OperatorPhase::test || move.tested_change == 0));
            }
  }
}
