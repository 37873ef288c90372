// Attackers: what they reckon with, what they pay, what they may not do.
#include <catch2/catch.hpp>

#include "engine/phases/attack/attacker.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "engine/week.hpp"
#include "tests/engine/attacked_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("the votes that pass meet support, quorum, approval and threshold, whichever asks for most", "[unit]") {
  PassingRule rule;
  rule.opposition = 1;
  CHECK(votes_to_pass(rule, 1000) == Approx(500));
  CHECK(votes_to_pass_against(rule, 1000) == Approx(1000));
  rule.support = 2. / 3;
  CHECK(votes_to_pass(rule, 900) == Approx(600));
  rule.opposition = 0;
  rule.quorum = .3;
  CHECK(votes_to_pass(rule, 1000) == Approx(300));
  CHECK(votes_to_pass_against(rule, 700) == Approx(300));
  rule.opposition = .2;  // votes against help the quorum
  CHECK(votes_to_pass(rule, 1000) < 300);
  rule.quorum_is_yes_only = true;
  CHECK(votes_to_pass(rule, 1000) == Approx(300));
  rule.min_approval = .4;
  CHECK(votes_to_pass(rule, 1000) == Approx(400));
  rule.threshold = .45;
  CHECK(votes_to_pass(rule, 1000) == Approx(450));
  rule.support = 1;
  CHECK(votes_to_pass(rule, 1000) > 1000);
}

TEST_CASE("tokens cost more the more one buys, the same in one go as in two, and money buys what it pays for", "[unit]") {
  CHECK(cost_of_tokens(100, 0, 1'000'000, 0, 5000) == 500);
  // half of the supply at an impact of one: mean price 125
  CHECK(cost_of_tokens(100, 1, 1'000'000, 0, 500'000) == 500 * 125);
  const Cents first = cost_of_tokens(100, 4, 1'000'000, 0, 300'000), second = cost_of_tokens(100, 4, 1'000'000, 300'000, 200'000);
  CHECK(first + second == Approx(cost_of_tokens(100, 4, 1'000'000, 0, 500'000)).margin(2));
  for (Cents money : {1, 99, 12'345, 99'999'999}) {
    const std::int64_t tokens = tokens_for(money, 100, 4, 1'000'000, 200'000);
    CHECK(cost_of_tokens(100, 4, 1'000'000, 200'000, tokens) <= money);
    CHECK(cost_of_tokens(100, 4, 1'000'000, 200'000, tokens + 20) > money);
  }
}

TEST_CASE("no attack is no attack: nothing is begun, and the outsiders' row is not there", "[unit]") {
  Attacked w(attacked_scenario(20, "none"));
  w.live(10);
  CHECK_FALSE(w.attacker().is_begun);
  CHECK(w.platform().governance.members.first[5] == w.platform().governance.members.first[4]);
  CHECK(w.proposals().empty());
}

TEST_CASE("an attacker waits for its week and never spends more than its budget", "[unit]") {
  for (std::string_view name : {"buy_tokens", "borrow_tokens", "identities", "bribe_voters", "flood", "sellers_cartel", "hidden_stake", "custodian"}) {
    Scenario s = attacked_scenario(30, name);
    give_tokens(s, 1e5, 1);
    s.platforms[0].attack.week = 25;
    s.platforms[0].attack.budget = 30'000;
    spending_of(s).proposal_deposit = 1000;
    Attacked w(s);
    w.live(5);
    CAPTURE(name);
    CHECK(w.attacker().spent == 0);
    CHECK(w.proposals().empty());
    for (int week = 0; week < 40; ++week) {
      w.live(1);
      CHECK(w.attacker().spent <= 30'000);
    }
    CHECK(w.platform().ledger.total() == 0);
  }
}

TEST_CASE("an attacker keeps to the room for proposals, the cooldown and the threshold", "[unit]") {
  Scenario s = attacked_scenario(30, "flood");
  spending_of(s).cooldown = 13;
  spending_of(s).max_live = 3;
  Attacked w(s);
  w.live(13);
  CHECK(w.proposals().size() <= 3 + 3);
  spending_of(s).proposal_threshold = .01;  // of power, and it has none
  Attacked barred(s);
  barred.live(13);
  CHECK(barred.proposals().empty());
}

TEST_CASE("identities are votes of all members together, and of no class", "[unit]") {
  Scenario s = attacked_scenario(10, "identities", {0, 7});
  s.platforms[0].attack.opposition = 1;
  spending_of(s).body = static_cast<double>(Body::members);
  Attacked w(s);
  w.live(1);
  CHECK(w.attacker().identities == 7);
  CHECK(governing::power_of(w.world, 0, Body::members).total == 17);
  CHECK(governing::power_of(w.world, 0, Body::members).people == 17);
  CHECK(governing::power_of(w.world, 0, Body::sellers).total == 10);
}

TEST_CASE("who cannot get a vote where it is decided buys none", "[unit]") {
  for (std::string_view name : {"identities", "buy_tokens"}) {
    Scenario s = attacked_scenario(10, name);
    give_tokens(s, 1e4);
    spending_of(s).body = static_cast<double>(Body::sellers);
    Attacked w(s);
    w.live(10);
    CHECK(w.attacker().identities == 0);
    CHECK(w.attacker().bought == 0);
    CHECK(w.attacker().spent == 0);
  }
}

TEST_CASE("an attacker takes what is left when less is there than it was granted", "[unit]") {
  Scenario s = attacked_scenario(20, "identities", {0, 1000});
  spending_of(s).timelock = 3;
  s.platforms[0].attack.opposition = 1;
  Attacked w(s);
  w.live(3);
  REQUIRE(w.proposals().back().state == ProposalState::queued);
  w.platform().ledger.move(Account::cash, Account::outside, Attacked::cash - 1000);
  w.live(4);
  CHECK(w.attacker().taken == 1000);
  CHECK(w.platform().ledger.balance(Account::cash) == 0);
}

TEST_CASE("an attacker with the goal of a fee moves it by steps to what it wants", "[unit]") {
  Scenario s = attacked_scenario(20, "identities", {0, 1000});
  s.platforms[0].attack.goal = static_cast<double>(AttackGoal::fee);
  s.platforms[0].attack.fee = .15;
  s.platforms[0].attack.opposition = 1;
  Attacked w(s);
  w.live(30);
  CHECK(w.platform().policy.fees[0] == Approx(.15));
  CHECK(w.attacker().won == 5);
  CHECK(w.attacker().taken == 0);
}

namespace {
/// Two years without comings and goings of thirty sellers, of whom the largest form a cartel in week 40.
Scenario cartel_market(double size, AttackGoal goal) {
  Scenario s = plain_scenario();
  s.market.buyers = 600, s.market.sellers = s.platforms[0].launch.founding_sellers = 30, s.market.niches = 2;
  s.platforms[0].launch.founding_buyers = 500;
  s.churn.seller_rate = s.churn.seller_dissatisfaction = 0;
  s.voters.draft_rate = 0;
  s.platforms[0].costs.fixed = 0;
  s.platforms[0].ranking = rule_named(ranking_rules(), "weighted");
  DecisionProcess& ranking = s.platforms[0].decisions[static_cast<std::size_t>(DecisionClass::ranking)];
  ranking.body = static_cast<double>(Body::members);
  ranking.quorum = 0;
  ranking.support = 2. / 3;
  s.platforms[0].attack.rule = rule_named(attack_rules(), "sellers_cartel", {size, 1000});
  s.platforms[0].attack.week = 40;
  s.platforms[0].attack.goal = static_cast<double>(goal);
  return s;
}
}  // namespace

TEST_CASE("C10 a cartel of the largest sellers gets a ranking that suits it when it has the votes", "[unit]") {
  for (double size : {2., 25.}) {
    SmallWorld w(cartel_market(size, AttackGoal::ranking));
    const std::vector<double> before = w.platform().policy.ranking;
    for (; w.state.week < 60; ++w.state.week) live_week(w.world);
    CAPTURE(size);
    const AttackState& attack = w.platform().attack;
    CHECK(attack.cartel.size() == static_cast<std::size_t>(size));
    CHECK(attack.spent == static_cast<Cents>(1000 * size));
    CHECK((attack.won > 0) == (size == 25));
    CHECK((w.platform().policy.ranking != before) == (size == 25));
    // what suits large sellers is more attention for those who sell
    REQUIRE_FALSE(w.platform().governance.proposals.empty());
    CHECK(w.platform().governance.proposals[0].lever == 1);
    CHECK(w.platform().governance.proposals[0].proposed > w.platform().governance.proposals[0].present);
    if (size == 25) CHECK(attack.gain > 0);
  }
}

TEST_CASE("a cartel votes as one on rankings that others propose", "[unit]") {
  SmallWorld w(cartel_market(25, AttackGoal::fee));
  for (; w.state.week < 42; ++w.state.week) live_week(w.world);
  const std::uint32_t id = governing::file(w.world, 0, {0, MemberClass::seller, {DecisionClass::ranking, 1, {.3, .2}}});
  for (; w.state.week < 46; ++w.state.week) live_week(w.world);
  const House& house = w.platform().governance.proposals[id].houses[0];
  CHECK(house.no >= 25);
}

namespace {
/// A small market in which everything is decided by tokens, and sold, and moderated, and attacked.
Scenario busy_market(std::string_view attack, double goal) {
  Scenario s = plain_scenario();
  s.run.weeks = 90;
  s.market.buyers = 500, s.market.sellers = 60, s.platforms[0].launch.founding_sellers = 30, s.market.niches = 3;
  s.platforms[0].launch.founding_buyers = 300;
  Platform& p = s.platforms[0];
  p.costs.fixed = 5000;
  p.capital.start_cash = 1e7;
  p.ownership.buyers_are_members = 1;
  p.ownership.tokens = 1e5;
  p.electorates[0].rule = rule_named(electorate_rules(), "token");
  p.ranking = rule_named(ranking_rules(), "weighted");
  for (DecisionProcess& process : p.decisions) {
    process.body = static_cast<double>(Body::members);
    process.max_live = 3, process.cooldown = 4, process.timelock = 1, process.proposal_deposit = 100;
  }
  p.data = {.5, 1, 2, .5, 300, 1};
  p.moderation = {.5, .2, 0, 13, 4, .7};
  p.attack.rule = rule_named(attack_rules(), attack);
  p.attack.week = 30;
  p.attack.goal = goal;
  p.attack.unread = .2;
  return s;
}
}  // namespace

TEST_CASE("whole runs under every attack keep their books, and are the same in parallel", "[unit]") {
  for (const AttackRule& rule : attack_rules())
    for (double goal : {0., 1., 2.}) {
      CAPTURE(rule.row.name, goal);
      const Scenario s = busy_market(rule.row.name, goal);
      bool keeps_books = true, is_attacked = false;
      const std::uint64_t print = simulate(s, 5, 0, [&](const Scenario&, const State& state) {
        const PlatformState& p = state.platforms[0];
        const Governance& g = p.governance;
        Tokens tokens = g.custody + g.treasury_tokens;
        for (std::size_t row = 0; row < g.members.size(); ++row) tokens += g.members.tokens[row] + g.members.locked[row];
        Cents deposits = 0;
        for (std::uint32_t id : g.live) deposits += g.proposals[id].deposit;
        bool has_votes = true;
        for (const Proposal& proposal : g.proposals)
          for (const House& house : proposal.houses) has_votes = has_votes && house.yes + house.no + house.abstain <= house.electorate;
        keeps_books = keeps_books && has_votes && p.ledger.total() == 0 && tokens == g.minted - g.burned && p.ledger.balance(Account::deposits) == deposits;
        is_attacked = is_attacked || p.attack.is_begun;
      });
      CHECK(keeps_books);
      CHECK(is_attacked == (rule.row.name != "none"));
      CHECK(simulate(s, 5, 0, {}, true) == print);
    }
}
