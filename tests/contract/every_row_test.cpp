// What every row of every family must offer: a name, declared parameters with defaults in range, and a bind.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "engine/institutions.hpp"
#include "engine/parameter_table.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/rules/ranking/ranking.hpp"
#include "tests/engine/small_world.hpp"

using namespace townsquare;
using namespace townsquare::testing;

TEST_CASE("every row of every family has a name of its own, a meaning, a source and parameters in range", "[contract]") {
  CHECK(family_sections().size() == 9 + n_decision_classes + n_electorates);
  for (const FamilySection& family : family_sections()) {
    std::set<std::string_view> names;
    CHECK(family.default_row < family.rows.size());
    for (const RuleRow& row : family.rows) {
      CAPTURE(family.section, row.name);
      CHECK(names.insert(row.name).second);
      CHECK(!row.name.empty());
      CHECK(row.meaning.ends_with('.'));
      CHECK(!row.source.empty());
      std::set<std::string_view> keys = {"rule"};
      for (const CoreParameter& core : core_parameters())
        if (core.section == family.section) keys.insert(core.parameter.key);
      for (const Parameter& p : row.parameters) {
        CAPTURE(p.key);
        CHECK(keys.insert(p.key).second);
        CHECK((p.min <= p.default_value && p.default_value <= p.max));
        CHECK((p.low > 0 && p.low <= 1 && p.high >= 1));
        CHECK(p.meaning.ends_with('.'));
        CHECK(!p.source.empty());
        CHECK(p.length >= 1);
      }
    }
  }
}

TEST_CASE("default values lay out a row's parameters in declared order, unused slots of lists without a number", "[contract]") {
  for (const FamilySection& family : family_sections())
    for (const RuleRow& row : family.rows) {
      const std::vector<double> values = default_values(row);
      std::size_t slot = 0;
      for (const Parameter& p : row.parameters) {
        REQUIRE(slot < values.size());
        CHECK(values[slot] == p.default_value);
        for (int i = 1; i < p.length; ++i) CHECK(std::isnan(values[slot + static_cast<std::size_t>(i)]));
        slot += static_cast<std::size_t>(p.length);
      }
      CHECK(slot == values.size());
    }
}

TEST_CASE("every row of every family can be chosen in a scenario, bound and lived with for ten weeks", "[contract]") {
  for (const FamilySection& family : family_sections())
    for (std::size_t row = 0; row < family.rows.size(); ++row) {
      CAPTURE(family.section, family.rows[row].name);
      Scenario s = plain_scenario();
      s.run.weeks = 10;
      s.market.buyers = 300;
      s.platforms[0].control = static_cast<double>(family.section == "operator" ? Control::operator_ : Control::members);
      family.at(s, 0) = {row, default_values(family.rows[row])};
      CHECK_NOTHROW(simulate(s, 1, 0, {}));
    }
}

TEST_CASE("a row's parameters are found by their dotted keys while the row is chosen", "[contract]") {
  for (const FamilySection& family : family_sections())
    for (std::size_t row = 0; row < family.rows.size(); ++row) {
      Scenario s = plain_scenario();
      family.at(s, 0) = {row, default_values(family.rows[row])};
      for (const Parameter& p : family.rows[row].parameters) {
        const auto place = find_place(s, std::string(family.section) + "." + std::string(p.key));
        REQUIRE(place);
        CHECK(*place->value == p.default_value);
      }
      CHECK_FALSE(find_place(s, std::string(family.section) + ".no_such_key"));
    }
}
