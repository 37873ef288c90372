// Contracts of every court, and what only juries and moderators promise.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/parameter_table.hpp"
#include "engine/rules/dispute/panel.hpp"
#include "tests/contract/columns.hpp"
#include "tests/contract/courts.hpp"
#include "tests/theory/statistics.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
const Luck luck = make_luck(73, 0);

/// Values of a row at the default, the least and the largest of every parameter.
std::vector<std::vector<double>> corners(const RuleRow& row) {
  std::vector<std::vector<double>> all(3, default_values(row));
  for (std::size_t i = 0; i < row.parameters.size(); ++i) {
    all[1][i] = row.parameters[i].min;
    all[2][i] = row.parameters[i].max;
  }
  return all;
}

bool is_same(const Ruling& a, const Ruling& b) {
  return a.verdict == b.verdict && a.progress == b.progress && a.is_appealed == b.is_appealed && a.charge == b.charge && a.payer == b.payer &&
         a.incoherent == b.incoherent && a.coherence_moved == b.coherence_moved;
}
}  // namespace

TEST_CASE("every court is a function of its cases and of luck, and does nothing when there is no case", "[contract]") {
  const std::vector<Case> cases = many_cases(60, 3);
  for (const DisputeRule& rule : dispute_rules())
    for (const std::vector<double>& values : corners(rule.row)) {
      CAPTURE(rule.row.name);
      const Court court = rule.bind(values);
      std::vector<Ruling> first(cases.size()), again(cases.size());
      court({cases}, luck, first);
      court({cases}, luck, again);
      CHECK(std::ranges::equal(first, again, is_same));
      court({{}}, luck, {});
    }
}

TEST_CASE("every court starts on the oldest cases first", "[contract]") {
  const std::vector<Case> cases = many_cases(200, 10);
  const auto is_touched = [](const Ruling& r) { return r.verdict != Verdict::pending || r.progress != CaseProgress{}; };
  for (const DisputeRule& rule : dispute_rules()) {
    if (rule.row.name == "moderator") continue;  // answers each case by itself
    for (const std::vector<double>& values : corners(rule.row)) {
      CAPTURE(rule.row.name);
      std::vector<Ruling> rulings(cases.size());
      rule.bind(values)({cases}, luck, rulings);
      const auto first_left = std::ranges::find_if_not(rulings, is_touched);
      CHECK(std::none_of(first_left, rulings.end(), is_touched));
    }
  }
}

TEST_CASE("charges are not negative, and parties pay only with a final verdict", "[contract]") {
  const std::vector<Case> cases = many_cases(60, 3);
  for (const DisputeRule& rule : dispute_rules())
    for (const std::vector<double>& values : corners(rule.row)) {
      CAPTURE(rule.row.name);
      std::vector<Ruling> rulings(cases.size());
      rule.bind(values)({cases, 10}, luck, rulings);
      for (const Ruling& r : rulings) {
        CHECK((r.charge >= 0 && r.coherence_moved >= 0 && r.incoherent >= 0));
        CHECK((r.verdict != Verdict::pending || r.payer == Payer::platform || r.charge == 0));
        CHECK((r.verdict == Verdict::pending || !r.is_appealed));
        CHECK(r.bribes == 0);
      }
    }
}

TEST_CASE("with room for all, a jury's and a moderator's ruling does not depend on the other cases or their order", "[contract]") {
  const std::vector<Case> cases = many_cases(300, 3);
  const auto order = shuffle_of(cases.size());
  for (const Court& court : {jury({{"capacity", 1e6}, {"drawn_by", 1}, {"weeks_per_round", 1}}), moderator({})}) {
    const std::vector<double> stakes = {5, 0, 1, 1, 3, 2, 2};
    std::vector<Ruling> rulings(cases.size()), moved(cases.size());
    court({cases, 1, 4, stakes}, luck, rulings);
    court({shuffled(cases, order), 1, 4, stakes}, luck, moved);
    CHECK(std::ranges::equal(shuffled(rulings, order), moved, is_same));
  }
}

TEST_CASE("every case of a court that has the means ends, and ends once", "[contract]") {
  for (const DisputeRule& rule : dispute_rules()) {
    CAPTURE(rule.row.name);
    const std::vector<Case> cases = many_cases(100, 1);
    const Life life = live(rule.bind(default_values(rule.row)), cases, luck, 60);
    CHECK(life.n_ended == 100);
    CHECK(std::ranges::all_of(life.ended, [](int n) { return n == 1; }));
  }
}

TEST_CASE("each appeal seats twice as many and one more, and the last one cannot be appealed", "[contract]") {
  const Court court = jury({{"jurors", 3}, {"most_appeals", 3}, {"appeal_when_right", 1}, {"appeal_when_wrong", 1}, {"weeks_per_round", 1}, {"pay", 100}});
  std::vector<Case> cases = many_cases(1, 1);
  std::vector<int> seats;
  Verdict verdict = Verdict::pending;
  for (int week = 0; verdict == Verdict::pending; ++week) {
    REQUIRE(week < 5);
    std::vector<Ruling> ruling(1);
    court({cases, 1, static_cast<std::uint32_t>(week)}, luck, ruling);
    seats.push_back(ruling[0].progress.votes - cases[0].progress.votes);
    CHECK(ruling[0].charge == 100 * seats.back());
    CHECK(ruling[0].is_appealed == (week < 3));
    verdict = ruling[0].verdict;
    cases[0].progress = ruling[0].progress;
  }
  CHECK(seats == std::vector<int>{3, 7, 15, 31});
}

TEST_CASE("a loser who pays, pays for the jurors of all rounds at once", "[contract]") {
  const std::vector<std::pair<std::string, double>> values = {{"most_appeals", 1}, {"appeal_when_right", 1}, {"appeal_when_wrong", 1}, {"weeks_per_round", 1}, {"pay", 100}};
  auto by_loser = values;
  by_loser.push_back({"paid_by", 1});
  const std::vector<Case> cases = many_cases(50, 1);
  const Life platform = live(jury(values), cases, luck, 9), loser = live(jury(by_loser), cases, luck, 9);
  CHECK(platform.charged == 50 * (3 + 7) * 100);
  CHECK(loser.charged == platform.charged);
  CHECK(loser.charged_at_end == loser.charged);
}

TEST_CASE("a round lasts its weeks, and a jury of real cases behind an agent's case is paid for each", "[contract]") {
  const Court court = jury({{"most_appeals", 0}, {"weeks_per_round", 3}, {"pay", 100}, {"stake", 700}, {"competence", .5}});
  std::vector<Case> cases = many_cases(1, 1);
  for (int week = 0; week < 3; ++week) {
    std::vector<Ruling> ruling(1);
    court({cases, 10, 0}, luck, ruling);
    CHECK((ruling[0].verdict != Verdict::pending) == (week == 2));
    CHECK(ruling[0].charge == (week == 2 ? 3 * 100 * 10 : 0));
    CHECK(ruling[0].coherence_moved == ruling[0].incoherent * 700);
    cases[0].progress = ruling[0].progress;
  }
}

TEST_CASE("a lot seats nobody twice, never the seller of the case, and an odd number when few are there", "[contract]") {
  const std::vector<double> five = {1, 1, 0, 1, 1, 1};
  const JurorPool pool(five);
  Case c{0, 2, 0, 0, true};
  CHECK(draw_by_lot(pool, c, 3).size() == 3);
  CHECK(draw_by_lot(pool, c, 9).size() == 5);
  c.seller = 0;
  CHECK(draw_by_lot(pool, c, 9).size() == 3);
  const std::vector<double> alone = {1, 0};
  CHECK(draw_by_lot(JurorPool(alone), c, 3).empty());
  CHECK(draw_by_stake(JurorPool(alone), c, 3, luck).empty());
  CHECK(draw_by_lot(JurorPool({}), c, 99).size() == 99);
  // nobody can sit: the case waits and nobody is paid
  std::vector<Ruling> ruling(1);
  const std::vector<Case> one = {c};
  jury({{"weeks_per_round", 1}})({one, 1, 0, alone}, luck, ruling);
  CHECK((ruling[0].verdict == Verdict::pending && ruling[0].charge == 0 && !ruling[0].is_appealed));
}

TEST_CASE("a moderator's case is released by the seller alone after the timeout, without a fee", "[contract]") {
  const Court court = moderator({{"weeks", 520}, {"escrow_timeout", 6}});
  std::vector<Case> cases = many_cases(400, 1);
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].age = i < 200 ? 5 : 6;
  std::vector<Ruling> rulings(cases.size());
  court({cases}, luck, rulings);
  CHECK(std::count_if(rulings.begin(), rulings.begin() + 200, [](const Ruling& r) { return r.verdict == Verdict::pending; }) > 180);
  CHECK(std::all_of(rulings.begin() + 200, rulings.end(), [](const Ruling& r) { return r.verdict == Verdict::for_seller && r.charge == 0; }));
}

TEST_CASE("a moderator's fee is fixed and a share, never more than the escrow, from the party that the constitution names", "[contract]") {
  std::vector<Case> cases = many_cases(2, 1);
  cases[0].amount = 10'000, cases[1].amount = 100;
  for (const double by : {0., 1.}) {
    std::vector<Ruling> rulings(2);
    moderator({{"weeks", 1}, {"fee_fixed", 50}, {"fee_share", .02}, {"paid_by", by}})({cases, 10}, luck, rulings);
    CHECK(rulings[0].charge == 50 * 10 + 200);
    CHECK(rulings[1].charge == 100);
    CHECK(rulings[0].payer == (by == 1 ? Payer::winner : Payer::loser));
    CHECK(rulings[0].payee == Payee::outside);
  }
}

TEST_CASE("a moderator is right with its competence, moved by its leaning, and answers in its mean time", "[contract]") {
  const std::vector<Case> cases = many_cases(20'000, 1);
  const Life life = live(moderator({{"competence", .8}, {"seller_bias", .1}, {"weeks", 2}, {"escrow_timeout", 5200}}), cases, luck, 60);
  CHECK(z_of_count(life.n_wrong_for_seller, 10'000, .3) < 4);  // truth: for the buyer
  CHECK(z_of_count(life.n_wrong - life.n_wrong_for_seller, 10'000, .1) < 4);
  // geometric with mean 2 - 1 weeks after the first, variance 2
  CHECK(z_of(static_cast<double>(life.weeks) / 20'000, 1, std::sqrt(2 / 20'000.)) < 4);
}

TEST_CASE("a ruling is right with the desk's competence, moved by its leaning", "[contract]") {
  constexpr std::uint32_t n_cases = 40'000;
  for (const double bias : {0., .15}) {
    std::vector<Case> cases;
    for (std::uint32_t i = 0; i < n_cases; ++i) cases.push_back({i, 0, 0, 1, i % 2 == 0});
    std::vector<Ruling> rulings(n_cases);
    dispute_rules()[0].bind(std::vector<double>{1e6, 1e6, .8, bias})({cases}, luck, rulings);
    int for_seller[2] = {0, 0};
    for (std::uint32_t i = 0; i < n_cases; ++i) for_seller[i % 2] += rulings[i].verdict == Verdict::for_seller;
    CHECK(for_seller[0] / 20'000. == Approx(.2 + bias).margin(4 * .5 / std::sqrt(20'000.)));
    CHECK(for_seller[1] / 20'000. == Approx(.8 + bias).margin(4 * .5 / std::sqrt(20'000.)));
  }
}

TEST_CASE("a hearing under way goes on while older cases wait for theirs", "[contract]") {
  std::vector<Case> cases = many_cases(3, 1);
  cases[0].progress = {1, 0, 3, 2, 3, 2};  // appealed, waits
  cases[1].progress = {0, 1, 0, 0, 0, 0};
  std::vector<Ruling> rulings(3);
  jury({{"capacity", 0}, {"weeks_per_round", 3}})({cases}, luck, rulings);
  CHECK(rulings[0].progress == cases[0].progress);
  CHECK(rulings[1].progress.weeks_in_round == 2);
  CHECK(rulings[2].progress == CaseProgress{});
}
