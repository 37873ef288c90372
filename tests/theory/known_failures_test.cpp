// Failures that happened, through whole weeks of a market: quorum traps, takeovers, runs, spam, juries that were bought. The arms of
// a case live on the same luck; their shape must be the case's, not its decimals. Codes as in known_attacks_test.cpp.
#include <catch2/catch.hpp>

#include "analysis/metrics/power.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "scenarios/read_scenario.hpp"
#include "tests/theory/whole_runs.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

/// Arbitrum: fees ask for 5 % of all tokens, half of which lie in custody, and so does the amendment that could lower that.
/// Members vote by duty alone, each with the same chance.
Scenario quorum_trap(double chance) {
  Scenario s = small_market(208);
  found_with_tokens(s, 1e6, 0);
  s.platforms[0].ownership.custody_share = .5;
  Voters& v = s.voters;
  v.visibility = v.stakes_weight = v.duty_sd = v.ballot_shock = v.fatigue_per_ballot = v.judgement_noise = 0;
  v.duty_mean = std::log(chance / (1 - chance));
  v.draft_rate = .01;
  for (DecisionClass c : {DecisionClass::fees, DecisionClass::amendment}) {
    DecisionProcess& process = process_of(s, c);
    process.body = static_cast<double>(Body::members);
    process.quorum = .05;
    process.quorum_counts = static_cast<double>(QuorumCounts::yes_and_abstain);
    process.cooldown = 2;
  }
  process_of(s, DecisionClass::amendment).step = .04;
  process_of(s, DecisionClass::fees).step = .001;  // there is always something left to vote on
  return s;
}

}  // namespace

TEST_CASE("C7 where few vote a quorum stops every change, and cannot lower itself", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  // a fifth of the tokens that can vote is a tenth of all; one in fifty is one in a hundred
  const Lived many(quorum_trap(.3), seed), few(quorum_trap(.02), seed);
  CHECK(many.count(EventKind::executed, DecisionClass::fees) > 3);
  CHECK(few.count(EventKind::no_quorum, DecisionClass::fees) > 10);
  CHECK(few.count(EventKind::no_quorum, DecisionClass::amendment) > 10);
  CHECK(few.count(EventKind::executed) == 0);
  CHECK(few.platform.policy.process(DecisionClass::fees).quorum == .05);
  CHECK(few.platform.governance.blocked[0].obstacle == Obstacle::quorum);

  // the way out was to ask less of the amendment: it lowers the quorum of fees, and fees move again
  Scenario freed = quorum_trap(.02);
  process_of(freed, DecisionClass::amendment).quorum = 0;
  const Lived out(freed, seed);
  CHECK(out.count(EventKind::executed, DecisionClass::amendment) > 0);
  CHECK(out.platform.policy.process(DecisionClass::fees).quorum < .05);
  CHECK(out.count(EventKind::executed, DecisionClass::fees) > 0);
}

TEST_CASE("C7 as participation falls the quorum that was met is met no more", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = quorum_trap(.3);
  // every ballot tires for good
  s.voters.fatigue_per_ballot = .2;
  s.voters.fatigue_decay = 1;
  const Lived run(s, seed);
  const auto is_late = [](const Event& e) { return e.week >= 140; };
  const auto made_late = std::ranges::count_if(run.events, [&](const Event& e) { return e.kind == EventKind::executed && is_late(e); });
  const auto missed_late = std::ranges::count_if(run.events, [&](const Event& e) { return e.kind == EventKind::no_quorum && is_late(e); });
  CHECK(run.count(EventKind::executed, DecisionClass::fees) > 3);
  CHECK(made_late == 0);
  CHECK(missed_late > 10);
  CHECK(run.platform.policy.process(DecisionClass::amendment).quorum == .05);
}

TEST_CASE("C7 the catalogue's co-operative misses its quorum as it grows, and the twin that can lower it does not", "[theory]") {
  const auto lived = [](const char* name, std::uint64_t seed) {
    Scenario s = read_scenario(std::string(TOWNSQUARE_ROOT "/scenarios/catalogue/scenarios/") + name + ".toml");
    s.run.draw_assumptions = 0;
    return Lived(s, seed);
  };
  std::int64_t missed_stuck = 0, missed_free = 0, lowered = 0;
  for (std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const Lived stuck = lived("growing-quorum", seed), free = lived("amendable-quorum", seed);
    missed_stuck += stuck.count(EventKind::no_quorum);
    missed_free += free.count(EventKind::no_quorum);
    lowered += free.platform.policy.process(DecisionClass::fees).quorum < .4;
  }
  CHECK(missed_stuck > 3 * missed_free);
  CHECK(lowered == 4);
}

TEST_CASE("C3 a small platform is taken in its sleep, not when members vote or somebody watches in the time before execution", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(90);
  found_with_tokens(s, 1e5, 1);
  s.platforms[0].costs.fixed = 150'000;  // fees do not cover it: the treasury is the platform's life
  attack_treasury(s, "buy_tokens", {1, .1});
  s.platforms[0].attack.opposition = .05;
  Voters& v = s.voters;
  v.visibility = v.stakes_weight = v.ballot_shock = v.draft_rate = 0;
  v.duty_mean = -5;
  const Lived sleepy(s, seed);
  CHECK(sleepy.platform.attack.taken > 25'000'000);
  CHECK(sleepy.platform.attack.bought < 100'000 * one_token / 2);

  Scenario guarded = s;
  process_of(guarded, DecisionClass::spending).timelock = 2;
  process_of(guarded, DecisionClass::spending).veto_body = static_cast<double>(Body::guardian);
  guarded.platforms[0].bodies.guardian_vigilance = 1;
  const Lived watched(guarded, seed);
  CHECK(watched.platform.attack.taken == 0);
  CHECK(watched.count(EventKind::vetoed) > 0);
  CHECK(watched.cash() > 25'000'000);

  Scenario alert = s;
  alert.voters.duty_mean = 10;
  const Lived awake(alert, seed);
  CHECK(awake.count(EventKind::defeated, DecisionClass::spending) > 0);  // the first try fails, as it did
  CHECK(awake.platform.attack.bought > 2 * sleepy.platform.attack.bought);
  CHECK(awake.platform.attack.spent > 2 * sleepy.platform.attack.control_cost);
}

TEST_CASE("C5 a founder with most of the tokens decides alone, by every measure of power; a head each does not let it", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U);
  Scenario s = small_market(60);
  found_with_tokens(s, 1e6, 2);
  s.platforms[0].ownership.founders_share = .55;
  s.platforms[0].ownership.workers = 1;
  attack_treasury(s, "hidden_stake");
  process_of(s, DecisionClass::fees).body = static_cast<double>(Body::members);
  s.voters.draft_rate = 0;
  Scenario equal = s;
  equal.platforms[0].electorates[0].rule = rule_named(electorate_rules(), "one_member_one_vote");
  s.voters.duty_mean = equal.voters.duty_mean = 20;
  const Lived whale(s, seed), heads(equal, seed);
  CHECK(whale.platform.attack.taken > 40'000'000);
  CHECK(heads.platform.attack.taken == 0);
  // power is that of a platform in peace
  const auto measured = [&](Scenario peace) {
    peace.platforms[0].attack.rule = rule_named(attack_rules(), "none");
    return measure_power(Lived(peace, seed).platform.governance.power_at_end, .5, make_luck(0, 0));
  };
  const PowerMeasures by_tokens = measured(s), by_heads = measured(equal);
  CHECK(by_tokens.nakamoto == 1);
  CHECK(by_tokens.banzhaf_share == Approx(1));
  CHECK(by_tokens.pivotal_share == Approx(1));
  CHECK(by_heads.nakamoto > 10);
  CHECK(by_heads.banzhaf_share < .1);
  CHECK(by_tokens.gini > by_heads.gini + .2);
}

TEST_CASE("C16 tokens below book value and a right to fork split a treasury; without the right, or above book, nobody goes", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(30);
  found_with_tokens(s, 1e5, 0);
  s.platforms[0].ownership.trade_rate = .02;
  s.platforms[0].ownership.token_price = 300;  // of a part of 500
  s.platforms[0].exit.fork_threshold = .2;
  const Lived nouns(s, seed);
  Scenario bound = s;
  bound.platforms[0].exit.fork_threshold = 0;
  const Lived stuck(bound, seed);
  Scenario dear = s;
  dear.platforms[0].ownership.token_price = 700;
  const Lived above(dear, seed);
  // more than the threshold and not all of them, with as large a part of the treasury: 472 of 846 in 2023
  const double left = nouns.sum(&Week::forked) / 60;
  CHECK(left > .2);
  CHECK(left < .95);
  CHECK(nouns.sum(&Week::taken) == Approx(left * 50e6).epsilon(.1));
  CHECK(stuck.sum(&Week::forked) == 0);
  CHECK(above.sum(&Week::forked) == 0);
  CHECK(static_cast<double>(stuck.cash() - nouns.cash()) > .15 * 50e6);
}

TEST_CASE("C18 shares that can be called at once are, when the books get worse; notice and a yearly cap keep the money in", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(130);
  Platform& p = s.platforms[0];
  p.ownership.buy_in = 100'000;
  p.capital.start_cash = 100'000;
  p.costs.fixed = 60'000;  // a bad year: half of the shares would be gone by its end
  p.exit.redemption = static_cast<double>(RedemptionRule::par);
  p.exit.notice = 0, p.exit.yearly_cap = 1;
  Scenario kept = s;
  kept.platforms[0].exit.notice = 52, kept.platforms[0].exit.yearly_cap = .1;
  const Lived open(s, seed), capped(kept, seed);
  CHECK(open.sum(&Week::ran) > 5);
  const auto paid_in_two_years = [](const Lived& run) {
    double paid = 0;
    for (std::size_t w = 0; w < 104 && w < run.weeks.size(); ++w) paid += static_cast<double>(run.weeks[w].redemptions_paid);
    return paid;
  };
  CHECK(paid_in_two_years(open) > 2 * paid_in_two_years(capped));
  const auto end = [](const Lived& run) { return run.platform.is_alive ? 1000 : run.platform.closed_week; };
  CHECK(end(capped) >= end(open));
}

TEST_CASE("C20 free proposals crowd out what members want and tire them; a deposit that is burned ends it", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(130);
  attack_treasury(s, "flood");
  DecisionProcess& spending = process_of(s, DecisionClass::spending);
  spending.max_live = 30;
  spending.cooldown = 0;
  spending.deposit_burn = static_cast<double>(DepositBurn::defeated);
  DecisionProcess& fees = process_of(s, DecisionClass::fees);
  fees.body = static_cast<double>(Body::members);
  fees.step = .0005;  // there is always something left to vote on
  s.voters.draft_rate = .01;
  s.platforms[0].attack.budget = 1'000'000;
  Scenario paid = s, quiet = s;
  process_of(paid, DecisionClass::spending).proposal_deposit = 20'000;
  quiet.platforms[0].attack.rule = rule_named(attack_rules(), "none");
  const Lived spam(s, seed), deposit(paid, seed), none(quiet, seed);
  // turnout on fees, which nobody attacks
  const auto turnout = [](const Lived& run) {
    double votes = 0, n = 0;
    for (const Event& e : run.events)
      if (e.subject == DecisionClass::fees && e.week > 40 && (e.kind == EventKind::passed || e.kind == EventKind::defeated || e.kind == EventKind::no_quorum))
        votes += static_cast<double>(e.yes + e.no + e.abstain) / static_cast<double>(e.electorate), n += 1;
    return n > 0 ? votes / n : 0;
  };
  CHECK(spam.count(EventKind::drafted, DecisionClass::spending) > 500);
  CHECK(deposit.count(EventKind::drafted, DecisionClass::spending) < spam.count(EventKind::drafted, DecisionClass::spending) / 3);
  CHECK(turnout(spam) < .5 * turnout(none));
  CHECK(turnout(deposit) > .7 * turnout(none));
  CHECK(deposit.platform.attack.spent > 900'000);
  CHECK(spam.platform.attack.spent == 0);
}

TEST_CASE("C21 jurors sell rulings for more than pay and deposit, and p + epsilon buys them for nothing", "[theory]") {
  const std::uint64_t seed = GENERATE(1U, 2U, 3U);
  Scenario s = small_market(104);
  s.platforms[0].disputes = rule_named(dispute_rules(), "jury");
  std::vector<double>& jury = s.platforms[0].disputes.values;
  jury[6] = 5'000;  // deposit: a juror risks 60 USD with its pay of 10
  jury[10] = 1;     // one appeal
  jury[14] = 1;
  s.delivery.dispute_base = .2;
  const auto bought = [&](double bribe, double if_lost, double honesty) {
    Scenario attacked = s;
    attacked.platforms[0].disputes.values[16] = honesty;
    AttackPlan& plan = attacked.platforms[0].attack;
    plan.rule = rule_named(attack_rules(), "bribe_jurors", {bribe, if_lost, 20});
    plan.week = 10, plan.budget = 1e9;
    return Lived(attacked, seed);
  };
  const auto wrong = [](const Lived& run) { return run.sum(&Week::wrong_rulings) / run.sum(&Week::disputes_decided); };
  const Lived honest(s, seed), low = bought(5'999, 0, .2), always = bought(7'000, 0, .2), promised = bought(7'000, 1, .2), few = bought(7'000, 1, .9);
  CHECK(honest.sum(&Week::disputes_decided) > 500);
  // below what a vote against the verdict costs nobody takes it
  CHECK(wrong(low) == wrong(honest));
  CHECK(low.platform.attack.spent == 0);
  CHECK(low.platform.attack.won == 0);
  CHECK(wrong(always) > 1.5 * wrong(honest));
  CHECK(always.platform.attack.won > 50);
  CHECK(always.platform.attack.gain > 0);
  CHECK(always.platform.attack.spent > 0);
  CHECK(static_cast<double>(always.platform.attack.spent) == always.sum(&Week::juror_bribes));
  // the same votes, and the promise is all but never called in
  CHECK(wrong(promised) == wrong(always));
  CHECK(promised.platform.attack.spent < always.platform.attack.spent / 10);
  // where most cannot be bribed the promise fails, and then it costs
  CHECK(wrong(few) < .5 * (wrong(always) + wrong(honest)));
  CHECK(few.platform.attack.spent > promised.platform.attack.spent / 5);
  for (const Lived* run : {&always, &promised, &few}) CHECK(run->platform.ledger.total() == 0);
}

TEST_CASE("C21 an attacker who has spent its budget offers nothing more, and pays no more than it has", "[theory]") {
  Scenario s = small_market(80);
  s.platforms[0].disputes = rule_named(dispute_rules(), "jury");
  s.platforms[0].disputes.values[16] = 0;
  s.platforms[0].attack.rule = rule_named(attack_rules(), "bribe_jurors", {7'000, 0, 20});
  s.platforms[0].attack.week = 5;
  s.platforms[0].attack.budget = 100'000;
  const Lived run(s, 1);
  CHECK(run.platform.attack.spent == 100'000);
  CHECK(run.platform.attack.juror_bribe == 0);
}
