// What `check` finds: the known-bad constitutions are caught, the sound ones are not accused.
#include "scenarios/findings/finding.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/scenario.hpp"
#include "scenarios/catalogue.hpp"
#include "scenarios/findings/expected_turnout.hpp"
#include "scenarios/templates.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

Diagnostics found_in_file(const std::filesystem::path& path, std::vector<std::string> overrides = {}) {
  Diagnostics found;
  ReadOptions options;
  options.overrides = std::move(overrides);
  options.findings = &found;
  read_scenario(path, options);
  return found;
}

Diagnostics found_in(const std::string& constitution, std::vector<std::string> overrides = {}) {
  return found_in_file(find_file("constitutions", constitution, catalogue_folder()), std::move(overrides));
}

bool has(const Diagnostics& found, std::string_view code) { return std::ranges::count(found, code, &Diagnostic::code) > 0; }

// A co-operative without a fault, changed by one thing.
Diagnostics found_with(std::vector<std::string> overrides) { return found_in("small-coop", std::move(overrides)); }

}  // namespace

TEST_CASE("sound constitutions of the catalogue are not accused of anything", "[contract]") {
  for (const char* name : {"stocksy", "openzeppelin-default", "small-coop", "moloch", "lido-dual", "fairbnb", "resonate", "photo-coop", "freelance-dao", "kleros-court", "drivers-cooperative"}) {
    const Diagnostics found = found_in(name);
    INFO(name << "\n" << render(found));
    CHECK(found.empty());
  }
}

TEST_CASE("constitutions that were known to be bad are caught at what broke them", "[contract]") {
  CHECK(has(found_in("beanstalk"), "F011"));
  CHECK(has(found_in("build-finance"), "F003"));
  CHECK(has(found_in("build-finance"), "F011"));
  CHECK(has(found_in("openbazaar", {"pricing.rule=fixed", "pricing.price=30 USD"}), "F006"));
  CHECK(has(found_in("token-market"), "F002"));
  // among as many holders as Arbitrum has, 5 % of the votes cannot be brought together; among a hundred they can
  const std::vector<std::string> holders = {"market.sellers=100000", "growth.founding_sellers=50000"};
  CHECK(has(found_in("arbitrum", holders), "F001"));
  CHECK_FALSE(has(found_in("arbitrum"), "F001"));
}

TEST_CASE("each finding is made by one change to a sound constitution, and told at its key", "[unit]") {
  struct Case {
    const char* code;
    std::vector<std::string> overrides;
  };
  const std::vector<std::string> tokens = {"bodies.members.rule=token", "ownership.tokens=1000", "ownership.transferable=yes", "ownership.custody_share=0 %"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), tokens.begin(), tokens.end());
    return more;
  };
  const Case cases[] = {
      {"F001", {"governance.fees.quorum=90 %"}},
      {"F002", with({"ownership.workers=1", "ownership.founders_share=60 %"})},
      {"F003", with({"ownership.token_price=1 USD", "capital.start_cash=100 k USD"})},
      {"F005", {"exit.ragequit=yes", "governance.default.timelock=0 weeks", "governance.fees.timelock=0 weeks"}},
      {"F006", {"fees.take_rate=0 %", "pricing.rule=fixed", "pricing.price=30 USD"}},
      {"F007", with({"surplus.by_sales=0 %", "surplus.by_tokens=100 %", "ownership.buyback_share=20 %"})},
      {"F008", {"capital.start_cash=1000 USD", "costs.fixed=500 USD/week"}},
      {"F009", {"exit.redemption=pro_rata", "exit.notice=0 weeks", "exit.yearly_cap=100 %"}},
      {"F010", with({"ownership.investors=5", "ownership.investors_share=70 %"})},
      {"F011", with({"governance.amendment.power_at=live"})},
  };
  CHECK(found_with({}).empty());
  for (const Case& each : cases) {
    const Diagnostics found = found_with(each.overrides);
    INFO(each.code << "\n" << render(found));
    CHECK(has(found, each.code));
    for (const Diagnostic& d : found) {
      CHECK(d.severity == Severity::warning);
      CHECK_FALSE(d.at.file.empty());
    }
  }
}

TEST_CASE("a founder's file without a path to amend is told so, a portrait is not", "[unit]") {
  const std::string rules = "governance.fees]\nquorum = \"3 %\"\n";
  const auto found_in_text = [](const std::string& text) {
    Diagnostics found;
    ReadOptions options;
    options.findings = &found;
    read_scenario_text(text, "shop.toml", options);
    return found;
  };
  CHECK(has(found_in_text("[constitution." + rules), "F004"));
  CHECK_FALSE(has(found_in_text("[" + rules), "F004"));
  CHECK_FALSE(has(found_in_text("[constitution." + rules + "[constitution.governance.amendment]\nbody = \"members\"\n"), "F004"));
}

TEST_CASE("the chance of a quorum is that of independent members without a shared shock, and far from certain with one", "[theory]") {
  Voters v = default_scenario().voters;
  v.duty_sd = 0, v.ballot_shock = 0, v.visibility = 0, v.stakes_weight = 0;
  v.duty_mean = std::log(.05 / .95);
  CHECK(expected_turnout(v, 1000) == Approx(.05));
  // A5.9: N = 1000, q = 5 %, t = .05: P = .5203 exactly; the normal law of the sum gives one half, without the half of a step between counts
  CHECK(quorum_chance(v, 1000, 1, 0, .05) == Approx(.5203).margin(.03));
  v.duty_mean = std::log(.04 / .96);
  CHECK(quorum_chance(v, 1000, 1, 0, .05) == Approx(.0663).margin(.02));
  v.duty_mean = std::log(.06 / .94);
  CHECK(quorum_chance(v, 1000, 1, 0, .05) == Approx(.9221).margin(.02));
  v.ballot_shock = .5;
  CHECK(quorum_chance(v, 1000, 1, 0, .05) < .8);
  CHECK(quorum_chance(v, 1000, .04, 0, .05) == 0);
}

TEST_CASE("every template reads, and is not accused of more than it is meant to show", "[contract]") {
  REQUIRE(template_names().size() == 6);
  for (const std::string& name : template_names()) {
    const Diagnostics found = found_in_file(template_folder() / (name + ".toml"));
    INFO(name << "\n" << render(found));
    if (name == "token-market") {
      CHECK(has(found, "F002"));
    } else if (name == "photo-coop") {
      CHECK(found.size() == 1);
      CHECK(has(found, "F001"));
    } else {
      CHECK(found.empty());
    }
  }
}

TEST_CASE("the photographers' template is mended by the quorum that its finding asks for", "[contract]") {
  CHECK(found_in_file(template_folder() / "photo-coop.toml", {"constitution.governance.fees.quorum=8 %"}).empty());
}

TEST_CASE("docs/findings.md is what the rows say", "[contract]") {
  std::ifstream file(TOWNSQUARE_ROOT "/docs/findings.md");
  std::ostringstream text;
  text << file.rdbuf();
  CHECK(text.str() == findings_page());
  std::vector<std::string_view> codes;
  for (const Finding& f : findings()) codes.push_back(f.code);
  CHECK(std::ranges::is_sorted(codes));
  CHECK(std::ranges::adjacent_find(codes) == codes.end());
}
