// Identities of every week, over small markets of every kind (rows A4.4 and A4.7 among them).
#include <catch2/catch.hpp>

#include "tests/engine/scenario_variants.hpp"
#include "tests/engine/weekly_identities.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
/// What happened in a run, so that a test knows that its run was not empty.
struct Lived {
  std::int64_t orders = 0, refunds = 0, proposals = 0, tests = 0;
  Cents dividends = 0, to_investors = 0;
  bool has_closed = false, has_canceled = false;
};

Lived live(const Scenario& scenario, std::uint64_t seed) {
  Lived lived;
  std::vector<WeeklyIdentities> kept(scenario.platforms.size());
  simulate(scenario, seed, 0, [&](const Scenario& drawn, const State& state) {
    for (std::size_t k = 0; k < kept.size(); ++k) {
      const std::string broken = kept[k].look(drawn, state, k);
      if (!broken.empty()) FAIL(broken);
      const PlatformState& p = state.platforms[k];
      lived.orders += p.week.orders;
      lived.refunds += p.week.orders_refunded;
      lived.dividends += p.week.dividends;
      lived.to_investors += p.week.to_investors;
      lived.proposals += kept[k].n_proposals();
      lived.tests = std::max<std::int64_t>(lived.tests, p.operator_state.n_tests);
      lived.has_closed = lived.has_closed || kept[k].has_closed();
      for (const Proposal& v : p.governance.proposals) lived.has_canceled = lived.has_canceled || v.state == ProposalState::canceled;
    }
  });
  return lived;
}
}  // namespace

TEST_CASE("A4.4 A4.7 every identity holds at the end of every week in every kind of market", "[identity][theory]") {
  for (const Variant& variant : all_variants())
    for (std::uint64_t seed : {1U, 2U}) {
      CAPTURE(variant.name, seed);
      CHECK_NOTHROW(live(variant.make(), seed));
    }
}

TEST_CASE("the small markets trade, vote, pay out, test and close, so that the identities are put to use", "[identity]") {
  const Lived coop = live(digital_goods_with_votes(), 1), owner = live(operator_harvests(), 1), dying = live(platform_that_dies(), 1);
  CHECK(coop.orders > 1000);
  CHECK(coop.refunds > 0);
  CHECK(coop.proposals > 0);
  CHECK(coop.dividends > 0);
  CHECK(owner.orders > 1000);
  CHECK(owner.tests > 1);
  CHECK(dying.has_closed);
  CHECK(dying.has_canceled);
  CHECK(live(nobody_founds(), 1).orders > 0);
}
