#include "analysis/explain/clauses.hpp"

#include <catch2/catch.hpp>
#include <algorithm>

#include "analysis/studies/study.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/diagnostics.hpp"
#include "scenarios/read_scenario.hpp"
#include "scenarios/write_scenario.hpp"

using namespace townsquare;
using Catch::Matchers::Contains;

namespace {

const std::string small = R"(
title = "A"
[run]
weeks = "40 weeks"
[market]
buyers = 200
sellers = 40
niches = 2
[growth]
founding_sellers = 20
founding_buyers = 80
)";

Scenario read(const std::string& text) { return read_scenario_text(small + text, "a.toml"); }

std::vector<std::string> ids_of(const std::vector<DifferingClause>& clauses) {
  std::vector<std::string> ids;
  for (const DifferingClause& clause : clauses) ids.push_back(clause.id);
  return ids;
}

const std::string otherwise = "[fees]\ntake_rate = \"20 %\"\n[costs]\nfixed = \"10 USD/week\"\n[surplus]\nreserve_share = \"50 %\"\n";

}  // namespace

TEST_CASE("clauses are the sections in which two scenarios differ, and name the keys", "[contract]") {
  const std::vector<DifferingClause> clauses = differing_clauses(read(""), read(otherwise));
  CHECK(ids_of(clauses) == std::vector<std::string>{"fees", "surplus", "costs"});
  REQUIRE(clauses[0].keys.size() == 1);
  CHECK(clauses[0].keys[0].key == "fees.take_rate");
  CHECK(clauses[0].keys[0].b == "20 %");
  CHECK(clauses[0].heading == "What the platform keeps");
}

TEST_CASE("scenarios that differ in their names alone have no clause that differs", "[contract]") {
  Scenario renamed = read("");
  renamed.name = renamed.platforms[0].name = "other";
  renamed.title = renamed.platforms[0].title = "Other";
  CHECK(differing_clauses(read(""), renamed).empty());
}

TEST_CASE("none of the clauses give the first scenario, all of them run like the second", "[identity]") {
  const Scenario a = read(""), b = read(otherwise + "[rivals.big]\ntitle = \"Big\"\n[rivals.big.fees]\ntake_rate = \"15 %\"\n");
  const std::vector<DifferingClause> clauses = differing_clauses(a, b);
  CHECK(ids_of(clauses).back() == "rivals");
  CHECK(write_scenario(mixture(a, b, clauses, 0)) == write_scenario(a));
  CHECK(run_once(mixture(a, b, clauses, all_players(clauses.size())), 1, 3).fingerprint == run_once(b, 1, 3).fingerprint);
  Scenario mixed = mixture(a, b, clauses, 1);
  CHECK(*find_place(mixed, "fees.take_rate")->value == Approx(.2));
  CHECK(mixed.platforms[0].costs.fixed == a.platforms[0].costs.fixed);
  CHECK(mixed.platforms.size() == 1);
}

TEST_CASE("what is said of how well a number is known moves with its clause", "[contract]") {
  const Scenario a = read(""), b = read("[visit]\nsharpness = { value = 2, evidence = \"none\", range = [0.5, 2], source = \"ours\" }\n");
  const std::vector<DifferingClause> clauses = differing_clauses(a, b);
  REQUIRE(clauses.size() == 1);
  CHECK(mixture(a, b, clauses, 1).marks.size() == 1);
  CHECK(mixture(a, b, clauses, 0).marks.empty());
}

TEST_CASE("of all pairs of scenarios of the catalogue every clause alone is a scenario after joining", "[contract][slow]") {
  std::vector<Scenario> scenarios;
  for (const char* name : {"stocksy", "photo-operator", "token-market"}) scenarios.push_back(read_scenario(find_scenario(name)));
  for (const Scenario& a : scenarios)
    for (const Scenario& b : scenarios) {
      std::vector<DifferingClause> clauses = differing_clauses(a, b);
      const auto refusal = [&](std::span<const DifferingClause> some, Coalition from_b) -> std::string {
        try {
          mixture(a, b, some, from_b);
          return "";
        } catch (const InvalidScenario& problems) {
          return problems.diagnostics().front().message;
        }
      };
      join_refused(clauses, refusal, [](std::size_t) { return std::vector<Coalition>{}; });
      for (std::size_t i = 0; i < clauses.size(); ++i) CHECK(refusal(clauses, Coalition{1} << i).empty());
    }
}

TEST_CASE("two clauses that contradict each other alone are joined, and why is kept", "[contract]") {
  std::vector<DifferingClause> clauses{{"one", "One", {"s1"}, {{"k1", "a", "b"}}}, {"two", "Two", {"s2"}, {}}, {"three", "Three", {"s3"}, {{"k3", "a", "b"}}}};
  // one cannot be without three, nor three without one
  const auto refusal = [](std::span<const DifferingClause> some, Coalition from_b) -> std::string {
    bool has_one = false, has_three = false;
    for (std::size_t i = 0; i < some.size(); ++i) {
      if ((from_b >> i & 1) == 0) continue;
      has_one |= std::ranges::count(some[i].sections, "s1") > 0;
      has_three |= std::ranges::count(some[i].sections, "s3") > 0;
    }
    return has_one == has_three ? "" : "one needs three";
  };
  const std::vector<JoinedClauses> joined = join_refused(clauses, refusal, [](std::size_t) { return std::vector<Coalition>{}; });
  REQUIRE(joined.size() == 1);
  CHECK(joined[0].headings == std::vector<std::string>{"One", "Three"});
  CHECK(joined[0].because == "one needs three");
  CHECK(ids_of(clauses) == std::vector<std::string>{"one+three", "two"});
  CHECK(clauses[0].keys.size() == 2);
}

TEST_CASE("a mixture that only some order would meet is looked at as well", "[contract]") {
  std::vector<DifferingClause> clauses;
  for (const char* id : {"p", "q", "r", "s"}) clauses.push_back({id, id, {id}, {}});
  // q and r together need s, which neither needs alone
  const auto refusal = [](std::span<const DifferingClause> some, Coalition from_b) -> std::string {
    const auto has = [&](const char* section) {
      for (std::size_t i = 0; i < some.size(); ++i)
        if ((from_b >> i & 1) != 0 && std::ranges::count(some[i].sections, section) > 0) return true;
      return false;
    };
    return has("q") && has("r") && !has("s") && !has("p") ? "not so" : "";
  };
  auto none = clauses;
  CHECK(join_refused(none, refusal, [](std::size_t) { return std::vector<Coalition>{}; }).empty());
  const auto all = [](std::size_t n) {
    std::vector<Coalition> every;
    for (Coalition c = 0; c <= all_players(n); ++c) every.push_back(c);
    return every;
  };
  CHECK(join_refused(clauses, refusal, all).size() == 1);
  for (const Coalition c : all(clauses.size())) CHECK(refusal(clauses, c).empty());
}
