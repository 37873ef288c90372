// What the phase does with rulings: money, counts, waiting cases, trust.
#include <catch2/catch.hpp>

#include "engine/phases/phases.hpp"
#include "tests/engine/small_world.hpp"
#include "tests/engine/weekly_identities.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
struct Courtroom : SmallWorld {
  Courtroom(const Scenario& s, std::string_view rule, const std::vector<std::pair<std::size_t, double>>& values, Cents amount, bool is_buyer_right)
      : SmallWorld(with_rule(s, rule, values)) {
    platform().sellers.flags.setConstant(seller_informed | seller_member);
    platform().disputes.push_back({{3, 4, 0, .5F, .2F, amount, amount / 10, 0}, 0, is_buyer_right});
    platform().ledger.move(Account::buyers, Account::escrow, amount);
    platform().orders_placed += static_cast<std::int64_t>(s.market.buyers_per_agent);
  }
  static Scenario with_rule(Scenario s, std::string_view rule, const std::vector<std::pair<std::size_t, double>>& values) {
    s.platforms[0].disputes = rule_named(dispute_rules(), rule);
    for (const auto& [i, value] : values) s.platforms[0].disputes.values[i] = value;
    return s;
  }
  Cents balance(Account a) { return platform().ledger.balance(a); }
};

// places among the values of a jury and of a moderator
constexpr std::size_t competence = 2, pay = 4, paid_by = 5, most_appeals = 10, weeks_per_round = 14;
}  // namespace

TEST_CASE("members who sat are paid out of cash, and the pay is a cost of the week", "[unit]") {
  Scenario s = plain_scenario();
  s.market.buyers_per_agent = 10;
  Courtroom w(s, "jury", {{competence, 1}, {pay, 200}, {most_appeals, 0}, {weeks_per_round, 1}}, 50'000, true);
  const Cents cash = w.balance(Account::cash), members = w.balance(Account::members);
  judge(w.world);
  const Week& week = w.platform().week;
  CHECK(w.platform().disputes.empty());
  CHECK((week.juror_pay == 6000 && week.court_costs == 6000 && week.moderator_fees == 0));
  CHECK(w.balance(Account::members) == members + 6000);
  CHECK(w.balance(Account::cash) == cash - 6000);
  CHECK((week.refunds == 50'000 && week.disputes_decided == 10 && week.wrong_rulings == 0));
  account(w.world);
  CHECK(w.platform().ledger.total() == 0);
  CHECK(w.platform().week.variable_costs >= 6000);
  CHECK(w.balance(Account::cash) == cash - w.platform().week.costs);
}

TEST_CASE("the party that lost pays its judges, and a seller's part is in its income", "[unit]") {
  for (const bool is_buyer_right : {true, false}) {
    Courtroom w(plain_scenario(), "jury", {{competence, 1}, {pay, 200}, {paid_by, 1}, {most_appeals, 0}, {weeks_per_round, 1}}, 5000, is_buyer_right);
    const Cents cash = w.balance(Account::cash), buyers = w.balance(Account::buyers), sellers = w.balance(Account::sellers);
    judge(w.world);
    const Week& week = w.platform().week;
    CHECK(week.court_costs == 0);
    CHECK(week.juror_pay == 600);
    CHECK(week.buyers_charged == (is_buyer_right ? 0 : 600));
    CHECK(w.balance(Account::buyers) - buyers == (is_buyer_right ? 5000 : -600));
    CHECK(w.balance(Account::sellers) - sellers == (is_buyer_right ? -600 : 4500));
    CHECK(week.seller_income == (is_buyer_right ? -600 : 4500));
    CHECK(w.balance(Account::cash) - cash == (is_buyer_right ? 0 : 500));
    CHECK(w.platform().ledger.total() == 0);
  }
}

TEST_CASE("a case that waits keeps how far it has come, and its weeks are counted when it ends", "[unit]") {
  Courtroom w(plain_scenario(), "jury", {{weeks_per_round, 3}, {most_appeals, 0}}, 5000, true);
  for (w.state.week = 0; w.state.week < 2; ++w.state.week) {
    judge(w.world);
    REQUIRE(w.platform().disputes.size() == 1);
    CHECK(w.platform().disputes[0].progress.weeks_in_round == w.state.week + 1);
  }
  judge(w.world);
  CHECK(w.platform().disputes.empty());
  CHECK(w.platform().week.dispute_weeks == 2);
}

TEST_CASE("without members there is no jury: the case waits and costs nothing", "[unit]") {
  Courtroom w(plain_scenario(), "jury", {{weeks_per_round, 1}}, 5000, true);
  w.platform().sellers.flags.setZero();
  judge(w.world);
  CHECK(w.platform().disputes.size() == 1);
  CHECK(w.platform().week.juror_pay == 0);
}

TEST_CASE("a buyer who is wronged thinks less of the platform, by as much as the scenario says", "[unit]") {
  Scenario s = plain_scenario();
  s.learning.wrong_ruling_loss = .75;
  for (const bool is_buyer_right : {true, false}) {
    // jurors who are always wrong
    Courtroom w(s, "jury", {{competence, 0}, {most_appeals, 0}, {weeks_per_round, 1}}, 5000, is_buyer_right);
    const float before = w.platform().buyers.experience[3], other = w.platform().buyers.experience[2];
    judge(w.world);
    CHECK(w.platform().week.wrong_rulings == 1);
    CHECK(w.platform().buyers.experience[3] == before - (is_buyer_right ? .75F : 0.F));
    CHECK(w.platform().buyers.experience[2] == other);
  }
}

TEST_CASE("markets with juries and moderators keep every identity of every week, and waiting cases are part of the state", "[identity]") {
  const std::vector<std::pair<std::size_t, double>> none;
  for (const std::string_view rule : {"jury", "moderator", "none"})
    for (const double by : {0., 1.}) {
      if (rule == "none" && by == 1) continue;
      CAPTURE(rule, by);
      Scenario s = plain_scenario();
      s.run.weeks = 60;
      s.market.buyers = 2400, s.market.buyers_per_agent = 10;
      s.delivery.dispute_base = .1;
      s.learning.wrong_ruling_loss = .2;
      s.platforms[0].capital.start_cash = 50e6;
      s = Courtroom::with_rule(s, rule, none);
      if (rule != "none") s.platforms[0].disputes.values[rule == "jury" ? paid_by : 2] = by;
      std::vector<WeeklyIdentities> identities(1);
      std::int64_t paid = 0, appeals = 0;
      const auto observe = [&](const Scenario& lived, const State& state) {
        CHECK(identities[0].look(lived, state, 0) == "");
        paid += state.platforms[0].week.juror_pay + state.platforms[0].week.moderator_fees;
        appeals += state.platforms[0].week.appeals;
      };
      const std::uint64_t print = simulate(s, 5, 0, observe);
      CHECK((paid > 0) == (rule != "none"));
      CHECK((appeals > 0) == (rule == "jury"));
      CHECK(print == simulate(s, 5, 0, {}, true));
    }
}

TEST_CASE("a buyer who loses a dispute remembers it, and more so when it was right", "[unit]") {
  const auto lost = [](double competent, bool is_buyer_right) {
    Scenario s = plain_scenario();
    s.learning.lost_dispute_loss = .25, s.learning.wrong_ruling_loss = .5;
    Courtroom w(s, "jury", {{competence, competent}, {most_appeals, 0}, {weeks_per_round, 1}}, 5000, is_buyer_right);
    const float before = w.platform().buyers.experience[3];
    judge(w.world);
    return static_cast<double>(before - w.platform().buyers.experience[3]);
  };
  CHECK(lost(1, true) == 0);
  CHECK(lost(1, false) == Approx(.25));
  CHECK(lost(0, true) == Approx(.75));
}
