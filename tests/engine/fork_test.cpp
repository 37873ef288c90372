// A run branches: without a change it is the unbroken run, with one it differs from that week on and no sooner.
#include <catch2/catch.hpp>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/fork.hpp"
#include "engine/parallel.hpp"
#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/any_identities.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {

constexpr std::int32_t n_weeks = 60, fork_week = 23;

Scenario shortened(Scenario s) {
  s.run.weeks = n_weeks;
  return s;
}

Life trunk_until(const Scenario& trunk, std::int32_t week, bool is_parallel = false) {
  Life life = begin_life(trunk, 5, 2);
  live_until(life, week, {}, is_parallel);
  return life;
}

Life branched(const Life& life, const Scenario& trunk, const Scenario& branch) { return branch_of(life, trunk, branch, 5, 2); }

/// Lives on to the end with every identity looked at; gives the fingerprint.
std::uint64_t lived_out(Life life) {
  AnyIdentities kept;
  live_until(life, n_weeks, [&](const Scenario& lived, const State& state) {
    const std::string broken = kept.look(lived, state);
    if (!broken.empty()) FAIL(broken);
  });
  return life.fingerprint();
}

}  // namespace

TEST_CASE("a branch without a change is the unbroken run, to the last bit, at 1, 2 and 7 threads", "[identity]") {
  for (const Variant& variant : all_variants()) {
    const Scenario s = shortened(variant.make());
    const std::uint64_t unbroken = simulate(s, 5, 2, {});
    CAPTURE(variant.name);
    for (const std::int32_t week : {1, fork_week, n_weeks - 1}) {
      CAPTURE(week);
      const Life life = trunk_until(s, week);
      Life branch = branched(life, s, s);
      live_until(branch, n_weeks, {});
      CHECK(branch.fingerprint() == unbroken);
      CHECK(life.state.week == week);  // a branch leaves its trunk alone
    }
  }
  Scenario large = shortened(digital_goods_with_votes());
  large.market.buyers = 13'000;
  const std::uint64_t unbroken = simulate(large, 5, 2, {});
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    CHECK(with_threads(threads, [&] {
            Life branch = branched(trunk_until(large, fork_week, true), large, large);
            live_until(branch, n_weeks, {}, true);
            return branch.fingerprint();
          }) == unbroken);
  }
}

TEST_CASE("two branches of one week do not touch each other or their trunk", "[identity]") {
  const Scenario s = shortened(digital_goods_with_votes());
  Scenario dear = s;
  dear.platforms[0].fees.values = {.6};
  Life life = trunk_until(s, fork_week);
  const std::uint64_t first = lived_out(branched(life, s, dear));
  CHECK(lived_out(branched(life, s, dear)) == first);
  live_until(life, n_weeks, {});
  CHECK(life.fingerprint() == simulate(s, 5, 2, {}));
  CHECK(life.fingerprint() != first);
}

TEST_CASE("what votes have moved stays, unless the branch says something else of it", "[unit]") {
  const Scenario s = shortened(digital_goods_with_votes());
  Life life = trunk_until(s, fork_week);
  Policy& voted = life.state.platforms[0].policy;
  voted.fees = {.31};
  voted.reserve_share = .27;
  voted.decisions[0].quorum = .13;

  Scenario other = s;  // says nothing of the fee
  other.platforms[0].decisions[0].support = .6;
  const Policy kept = branched(life, s, other).state.platforms[0].policy;
  CHECK(kept.fees == std::vector{.31});
  CHECK(kept.reserve_share == .27);
  CHECK(kept.decisions[0].quorum == .13);
  CHECK(kept.decisions[0].support == .6);

  other.platforms[0].fees.values = {.2};
  other.platforms[0].decisions[0].quorum = .5;
  const Policy set = branched(life, s, other).state.platforms[0].policy;
  CHECK(set.fees == std::vector{.2});
  CHECK(set.decisions[0].quorum == .5);
  CHECK(set.reserve_share == .27);
}

TEST_CASE("another rule takes all of its values from the branch, and open proposals about the old one are canceled", "[unit]") {
  Scenario s = shortened(digital_goods_with_votes());
  s.platforms[0].decisions[0].proposal_deposit = 500;
  s.platforms[0].decisions[0].voting_period = 6;
  s.voters.draft_rate = 1;
  Life life = begin_life(s, 5, 2);
  const Governance& g = life.state.platforms[0].governance;
  const auto asks_for_fee = [](const Governance& of) {
    return std::ranges::any_of(of.live, [&](std::uint32_t id) { return of.proposals[id].subject == DecisionClass::fees && of.proposals[id].deposit > 0; });
  };
  while (life.state.week < n_weeks - 10 && !asks_for_fee(g)) live_until(life, life.state.week + 1, {});
  REQUIRE(asks_for_fee(g));

  Scenario tiered = s;
  tiered.platforms[0].fees = rule_named(fee_rules(), "tiered");
  tiered.platforms[0].fees.values[0] = .5, tiered.platforms[0].fees.values[8] = 0;
  Life branch = branched(life, s, tiered);
  const PlatformState& p = branch.state.platforms[0];
  CHECK_FALSE(asks_for_fee(p.governance));
  CHECK(p.policy.fees.size() == tiered.platforms[0].fees.values.size());
  CHECK(p.policy.fees[0] == .5);
  CHECK(p.ledger.balance(Account::deposits) < life.state.platforms[0].ledger.balance(Account::deposits));
  CHECK(p.ledger.total() == 0);
  CHECK(branch.state.log.events.back().kind == EventKind::canceled);
  CHECK(asks_for_fee(g));
  lived_out(std::move(branch));

  // a larger quorum is no other question
  Scenario strict = s;
  strict.platforms[0].decisions[0].quorum = .9;
  CHECK(asks_for_fee(branched(life, s, strict).state.platforms[0].governance));
}

TEST_CASE("every rule that a branch can pick is lived with from mid-run on, with every identity", "[identity]") {
  Scenario s = shortened(digital_goods_with_votes());
  s.delivery.dispute_base = .1;
  const Life life = trunk_until(s, fork_week);
  for (const FamilySection& family : family_sections()) {
    if (is_fixed_at_start(family.section, "rule") || family.section == "attack") continue;
    for (std::size_t row = 0; row < family.rows.size(); ++row) {
      Scenario branch = s;
      family.at(branch, 0) = {row, default_values(family.rows[row])};
      CAPTURE(std::string(family.section), std::string(family.rows[row].name));
      CHECK_NOTHROW(lived_out(branched(life, s, branch)));
    }
  }
}

TEST_CASE("columns that only some rules need are there after the fork", "[unit]") {
  const Scenario s = shortened(digital_goods_with_votes());
  const Life life = trunk_until(s, fork_week);
  Scenario branch = s;
  branch.misconduct.wash_share = .5;
  branch.misconduct.wash_orders = 3;
  branch.platforms[0].moderation.strictness = .9;
  branch.platforms[0].pricing = rule_named(pricing_rules(), "markup_learning");
  Life forked = branched(life, s, branch);
  CHECK(forked.state.platforms[0].sellers.washed.size() == forked.state.sellers.size());
  CHECK(forked.state.platforms[0].sellers.price_trial.size() == forked.state.sellers.size());
  CHECK_NOTHROW(lived_out(forked));
  // and go where no rule needs them: what was washed last would else earn for ever
  live_until(forked, fork_week + 9, {});
  const Life back = branch_of(forked, branch, s, 5, 2);
  CHECK(back.state.platforms[0].sellers.washed.empty());
  CHECK(back.state.platforms[0].sellers.price_trial.empty());
}

TEST_CASE("keys that a branch can change leave the first state of a run as it is", "[contract]") {
  // else a change of such a key would silently do nothing, or half of what it says
  Scenario s = shortened(digital_goods_with_votes());
  s.run.draw_assumptions = 0;
  s.market.buyers = 200;
  s.market.sellers = 60;
  s.platforms[0].ownership.tokens = 1000;
  s.platforms[0].ownership.workers = 3;
  const Luck luck = make_luck(5, 2);
  const auto print_of = [&](const Scenario& scenario) {
    const State state = make_state(scenario, luck);
    const PlatformState& p = state.platforms[0];
    Fingerprint print;
    print.add(fingerprint_of(state));
    for (const BuyerRecord& b : state.buyers.record) print.add(std::span(reinterpret_cast<const std::uint8_t*>(&b), sizeof b));
    for (const auto* column : {&p.sellers.joined_week, &p.sellers.grace_until}) print.add(*column);
    print.add(std::span(p.governance.members.duty));
    print.add(std::span(p.governance.members.delegate));
    print.add(std::span(state.sellers.unit_cost));
    print.add(p.culture.level);
    return print.value();
  };
  const auto in_force = [](std::string_view section) { return section == "fees" || section == "ranking" || section == "disputes" || section == "membership"; };
  const std::uint64_t before = print_of(s);
  std::size_t n_checked = 0;
  for (const CoreParameter& core : core_parameters()) {
    if (is_fixed_at_start(core.section, core.parameter.key) || in_force(core.section)) continue;
    Scenario changed = s;
    double& value = core.at(changed, 0);
    value = value != core.parameter.min ? core.parameter.min : std::min(core.parameter.max, core.parameter.min + 1);
    CAPTURE(std::string(core.section), std::string(core.parameter.key));
    const bool is_same = print_of(changed) == before;
    // of a founder's expectation only; the friction of later visits is looked up each week
    const bool is_expectation = core.section == "visit" && core.parameter.key == "friction_final";
    const bool is_column = core.section == "misconduct" && core.parameter.key == "wash_share";  // made at the fork
    CHECK((is_same || is_expectation || is_column));
    ++n_checked;
  }
  CHECK(n_checked > 100);
}
