#include "analysis/explain/explanation.hpp"

#include <catch2/catch.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/read_scenario.hpp"

using namespace townsquare;

namespace {

Scenario read(const std::string& text) {
  return read_scenario_text(R"(
[run]
weeks = "30 weeks"
[market]
buyers = 150
sellers = 40
niches = 2
[growth]
founding_sellers = 20
founding_buyers = 80
)" + text, "a.toml");
}

const std::string otherwise = R"([fees]
take_rate = "30 %"
[costs]
per_order = "2 USD"
[ranking]
rule = "lottery"
)";

const Outcome& outcome(const char* name) { return outcomes()[*outcome_index(name)]; }

// Seven clauses or more: orders are sampled.
const std::string much_otherwise = R"([fees]
take_rate = "30 %"
[costs]
per_order = "2 USD"
[surplus]
reserve_share = "50 %"
[capital]
start_cash = "50 k USD"
[membership]
cap = 30
[voters]
solidarity = "90 %"
[visit]
sharpness = 2
[learning]
word_of_mouth_rate = "30 %"
)";

}  // namespace

TEST_CASE("contributions of every replication add up to its difference", "[identity]") {
  for (const std::string& text : {otherwise, much_otherwise}) {
    const ExplainDesign design = design_explanation(read(""), read(text), 1, 4);
    CHECK(design.is_exact == (text == otherwise));
    StudyControl control;
    const Explanation explanation = explain(design, outcome("seller_income_total"), 2, control);
    REQUIRE(explanation.n_replications == 4);
    for (std::size_t r = 0; r < 4; ++r) {
      double sum = 0;
      for (const std::vector<double>& clause : explanation.contributions) sum += clause[r];
      const double whole = explanation.in_b[r] - explanation.in_a[r];
      CHECK(whole != 0);
      CHECK(sum == Approx(whole).epsilon(1e-9).margin(1e-6));
    }
  }
}

TEST_CASE("a clause that nothing feels contributes nothing", "[theory]") {
  // a dispute court's fee where orders are never disputed
  const std::string quiet = "[delivery]\ndispute_base = \"0 %\"\ndispute_sensitivity = 0\n";
  const ExplainDesign design = design_explanation(read(quiet + "[costs]\nper_dispute = \"1 USD\"\n"), read(quiet + "[costs]\nper_dispute = \"50 USD\"\n[fees]\ntake_rate = \"30 %\"\n"), 1, 3);
  StudyControl control;
  const Explanation explanation = explain(design, outcome("seller_income_total"), 2, control);
  const auto clause = std::ranges::find(design.clauses, std::string("costs"), &DifferingClause::id) - design.clauses.begin();
  for (const double part : explanation.contributions[static_cast<std::size_t>(clause)]) CHECK(part == Approx(0).margin(1e-6));
}

TEST_CASE("an explanation is the same on 1 and on 3 threads", "[reproducibility]") {
  const ExplainDesign design = design_explanation(read(""), read(otherwise), 7, 3);
  StudyControl one, three;
  const Explanation a = explain(design, outcome("gmv_total"), 1, one), b = explain(design, outcome("gmv_total"), 3, three);
  CHECK(a.fingerprint == b.fingerprint);
  CHECK(a.contributions == b.contributions);
  CHECK(a.clause_runs == 3 * design.runs_of_clauses());
}

TEST_CASE("a factor moves one assumption and leaves the others as they are assumed", "[contract]") {
  Scenario scenario = read("");
  scenario.run.draw_assumptions = 1;
  const std::vector<UncertainKey> keys = uncertain_keys(scenario);
  const auto key = std::ranges::find(keys, std::string("market.price_sensitivity"), &UncertainKey::key);
  REQUIRE(key != keys.end());
  Scenario changed = with_factor(scenario, key->key, 1.5);
  CHECK(*find_place(changed, key->key)->value == Approx(1.5 * *find_place(scenario, key->key)->value));
  CHECK(changed.run.draw_assumptions == 0);
  CHECK(*find_place(changed, "visit.friction_first")->value == *find_place(scenario, "visit.friction_first")->value);
  Scenario known = with_factor(scenario, "fees.take_rate", 2);
  CHECK(*find_place(known, "fees.take_rate")->value == *find_place(scenario, "fees.take_rate")->value);
}

TEST_CASE("the answer turns round at the flip point that is told", "[theory]") {
  // a fee that pays for itself or not, as costs of an order are low or high: the platform's surplus is linear in them
  const std::string cheap = "[costs]\nper_order = { value = \"1 USD\", evidence = \"none\", range = [0.1, 20], source = \"assumption\" }\n[fees]\ntake_rate = \"20 %\"\n";
  const std::string none = "[costs]\nper_order = { value = \"1 USD\", evidence = \"none\", range = [0.1, 20], source = \"assumption\" }\n[fees]\ntake_rate = \"1 %\"\n";
  const ExplainDesign design = design_explanation(read(none), read(cheap), 1, 6);
  StudyControl control;
  const Explanation explanation = explain(design, outcome("platform_surplus"), 2, control);
  CHECK(explanation.tornado.size() == design.assumptions.size());
  CHECK(std::ranges::is_sorted(explanation.tornado, std::greater<>(), &TornadoRow::swing));
  for (const TornadoRow& row : explanation.tornado) {
    const bool turns = row.low.difference.mean * explanation.assumed.mean < 0 || row.high.difference.mean * explanation.assumed.mean < 0;
    CHECK(row.flip.has_value() == turns);
    if (!row.flip) continue;
    CHECK(row.flip->low_factor <= row.flip->factor);
    CHECK(row.flip->factor <= row.flip->high_factor);
    // a little before and behind the point the answer has different signs
    const auto sign_at = [&](double factor) {
      double sum = 0;
      for (std::uint32_t r = 0; r < 6; ++r)
        sum += run_once(with_factor(design.b, row.assumption.key, factor), 1, r).outcomes[*outcome_index("platform_surplus")] -
               run_once(with_factor(design.a, row.assumption.key, factor), 1, r).outcomes[*outcome_index("platform_surplus")];
      return sum > 0;
    };
    const double away = row.flip->factor > 1 ? 1.2 : 1 / 1.2;
    CHECK(sign_at(row.flip->factor / away) == (explanation.assumed.mean > 0));
    CHECK(sign_at(row.flip->factor * away) == (explanation.assumed.mean < 0));
  }
}

TEST_CASE("cancelled before it begins, an explanation has no replication and says so", "[contract]") {
  const ExplainDesign design = design_explanation(read(""), read(otherwise), 1, 2);
  StudyControl control;
  control.is_cancelled = true;
  const Explanation explanation = explain(design, outcome("gmv_total"), 2, control);
  CHECK(explanation.n_replications == 0);
  CHECK_FALSE(explanation.is_complete);
  CHECK(explanation.tornado.empty());
}
