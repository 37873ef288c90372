// [governance.default]: what holds for every class of decision that does not set it itself.
#include "engine/parameter_table/governance.hpp"
#include "scenarios/reference.hpp"
#include "scenarios/schema.hpp"
#include "scenarios/write_scenario.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

const DecisionProcess& process(const Scenario& scenario, DecisionClass c) { return scenario.platforms[0].process(c); }

}  // namespace

TEST_CASE("a key of the default process holds for every class that does not set it, wherever the class stands", "[contract]") {
  const std::string text = "[governance.membership]\nquorum = \"30 %\"\n[governance.default]\nquorum = \"7 %\"\ntimelock = \"3 weeks\"\n[governance.fees]\nquorum = \"20 %\"\n";
  const Scenario s = read(text);
  for (std::size_t c = 0; c < n_decision_classes; ++c) {
    const auto subject = static_cast<DecisionClass>(c);
    INFO(decision_class_names[c]);
    const double own = subject == DecisionClass::membership ? .3 : subject == DecisionClass::fees ? .2 : .07;
    CHECK(process(s, subject).quorum == own);
    CHECK(process(s, subject).timelock == 3);
  }
}

TEST_CASE("a class wins over the default process across layers and settings, and later defaults win over earlier ones", "[contract]") {
  const std::string main = "include = [\"a.toml\"]\n[governance.default]\nquorum = \"5 %\"\n";
  const std::map<std::string, std::string> files = {{"a.toml", "[governance.default]\nquorum = \"4 %\"\ncooldown = \"2 weeks\"\n[governance.fees]\nquorum = \"9 %\"\n"}};
  const Scenario s = read(main, {}, files);
  CHECK(process(s, DecisionClass::fees).quorum == .09);
  CHECK(process(s, DecisionClass::data).quorum == .05);
  CHECK(process(s, DecisionClass::data).cooldown == 2);
  const Scenario set = read(main, {"governance.default.quorum=10 %"}, files);
  CHECK(process(set, DecisionClass::fees).quorum == .09);
  CHECK(process(set, DecisionClass::data).quorum == .1);
}

TEST_CASE("a voting rule is shared with its parameters, and a class may have another", "[contract]") {
  const Scenario s = read("[governance.default]\nrule = \"supermajority\"\nshare = \"75 %\"\n[governance.fees]\nrule = \"majority\"\n[governance.data]\nshare = \"60 %\"\n");
  const std::string text = write_scenario(s);
  CHECK(text.find("[governance.fees]\nrule = \"majority\"\nbody") != std::string::npos);
  CHECK(text.find("[governance.data]\nrule = \"supermajority\"\nshare = \"60 %\"") != std::string::npos);
  CHECK(text.find("[governance.surplus]\nrule = \"supermajority\"\nshare = \"75 %\"") != std::string::npos);
}

TEST_CASE("the resolved text has every class in full and no default process", "[contract]") {
  const Scenario s = read("[governance.default]\nquorum = \"7 %\"\n");
  const std::string text = write_scenario(s);
  CHECK(text.find("governance.default") == std::string::npos);
  CHECK(write_scenario(read(text)) == text);
}

TEST_CASE("what is known of a value of the default process is known of it in every class", "[unit]") {
  const Scenario s = read("[governance.default]\nquorum = { value = \"7 %\", evidence = \"weak\", source = \"a survey\" }\n[governance.fees]\nquorum = \"8 %\"\n");
  CHECK(s.marks.size() == n_decision_classes - 1);
}

TEST_CASE("a mistake in the default process is told once, in its own name", "[contract]") {
  CHECK(brief_problem("[governance.default]\nquorum = 7\n") == "C021 2:10");
  CHECK(brief_problem("[governance.default]\nrule = \"majorty\"\n") == "C012 2:8 majority");
  CHECK(brief_problem("[governance.defaults]\nquorum = \"7 %\"\n") == "C010 1:13 governance.default");
  CHECK(brief_problem("[governance.default]\nbody = \"bord\"\n") == "C025 2:8 board");
  CHECK(brief_problem("[governance.fees]\nveto_body = \"guardians\"\n") == "C025 2:13 guardian");
  const Diagnostic unknown = problem_of("[governance.default]\nquorom = \"7 %\"\n");
  CHECK(brief(unknown) == "C011 2:1 quorum");
  CHECK(unknown.message == "unknown key `quorom` in [governance.default]");
  const Diagnostic other = problem_of("[governance.default]\nhalf_life = \"2 weeks\"\n");
  CHECK(brief(other) == "C013 2:1");
}

TEST_CASE("steps and bounds belong to a class, for each moves another number", "[contract]") {
  for (const char* key : {"step", "lower_bound", "upper_bound"}) {
    const Diagnostic d = problem_of("[governance.default]\n" + std::string(key) + " = \"7 %\"\n");
    CHECK(brief(d) == "C011 2:1");
    CHECK(d.message.find("each class of decision moves another number") != std::string::npos);
  }
}

TEST_CASE("a contradiction made by the default process is placed there", "[contract]") {
  Diagnostics warnings;
  read("[governance.default]\ntimelock = \"104 weeks\"\n[run]\nweeks = \"52 weeks\"\n", {}, {}, &warnings);
  REQUIRE(warnings.size() == 1);
  CHECK(brief(warnings[0]) == "C043 4:9");
}

TEST_CASE("schema and reference know the default process and its keys", "[contract]") {
  const std::string schema = scenario_schema(), reference = rules_reference();
  const std::size_t start = schema.find("\"default\": {"), end = schema.find("\"fees\": {", start);
  REQUIRE(start != std::string::npos);
  const std::string part = schema.substr(start, end - start);
  for (const char* key : {"\"rule\"", "\"quorum\"", "\"half_life\"", "\"timelock\""}) CHECK(part.find(key) != std::string::npos);
  CHECK(part.find("\"step\"") == std::string::npos);
  CHECK(reference.find("\n## [governance.default]\n") != std::string::npos);
}
