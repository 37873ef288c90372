#include "scenarios/write_scenario.hpp"

#include <bit>
#include <random>

#include "engine/parameter_table.hpp"
#include "tests/scenarios/reading.hpp"
#include "scenarios/sections.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

std::vector<std::uint64_t> bits_of(const Scenario& scenario) {
  std::vector<std::uint64_t> bits;
  for (const Key& key : keys_of(scenario))
    for (int i = 0; i < key.parameter->length; ++i)
      bits.push_back(key.values[i] != key.values[i] ? 0 : std::bit_cast<std::uint64_t>(key.values[i]));
  return bits;
}

void check_same(const Scenario& a, const Scenario& b) {
  CHECK(a.title == b.title);
  CHECK(a.name == b.name);
  CHECK(a.currency == b.currency);
  CHECK(a.platforms[0].name == b.platforms[0].name);
  for (const FamilySection& family : family_sections())
    CHECK(chosen_row(family, a).name == chosen_row(family, b).name);
  CHECK(bits_of(a) == bits_of(b));
  REQUIRE(a.marks.size() == b.marks.size());
  for (std::size_t i = 0; i < a.marks.size(); ++i) {
    CHECK(a.marks[i].key == b.marks[i].key);
    CHECK(a.marks[i].evidence == b.marks[i].evidence);
    CHECK(a.marks[i].low == b.marks[i].low);
    CHECK(a.marks[i].high == b.marks[i].high);
    CHECK(a.marks[i].source == b.marks[i].source);
  }
}

// A value inside the range of its key, whole where it must be.
double some_value(const Parameter& p, std::mt19937_64& random) {
  const double u = std::uniform_real_distribution<double>(0, 1)(random);
  const double value = p.min + u * u * u * (p.max - p.min);
  const bool is_money = p.unit == Unit::money || p.unit == Unit::money_per_week;  // whole cents
  const bool is_whole = is_money || p.unit == Unit::count || p.unit == Unit::weeks || p.unit == Unit::choice;
  return is_whole ? std::floor(value) : value;
}

}  // namespace

TEST_CASE("the default scenario is written and read back as itself", "[contract]") {
  const Scenario scenario = read("");
  check_same(scenario, read(write_scenario(scenario)));
  check_same(scenario, read(write_scenario(scenario, true)));
}

TEST_CASE("layers, lists, marks, strange titles and another currency survive", "[contract]") {
  const Scenario scenario =
      read("include = [\"a.toml\"]\ntitle = \"Ann's \\\"shop\\\" \\\\ \\u0007 caf\xc3\xa9\\n\"\nname = "
           "\"ann\"\ncurrency = \"EUR\"\n"
           "[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80.1 %\"]\nfrom_orders = [0, 100]\n"
           "[market]\nneed_rate = { value = \"0.2 /week\", evidence = \"none\", range = [0.1, 3], source = "
           "\"a \\\"survey\\\"\" }\n",
           {"costs.fixed=3.3 M EUR/week"},
           {{"a.toml", "[churn]\ngrace = { value = \"8 weeks\", evidence = \"strong\" }\n"}});
  REQUIRE(scenario.marks.size() == 2);
  check_same(scenario, read(write_scenario(scenario)));
}

TEST_CASE("every key of every rule survives with arbitrary values, to the last bit", "[contract]") {
  std::mt19937_64 random(3);
  std::size_t most_rows = 0;
  for (const FamilySection& family : family_sections()) most_rows = std::max(most_rows, family.rows.size());
  for (std::size_t round = 0; round < 20 * most_rows; ++round) {
    Scenario scenario = read("");
    for (const FamilySection& family : family_sections()) {
      const std::size_t row = round % family.rows.size();
      family.at(scenario, 0) = {row, default_values(family.rows[row])};
    }
    for (const Key& key : keys_of(scenario))
      *const_cast<double*>(key.values) = some_value(*key.parameter, random);

    // contradictions between keys are another test's business
    for (const char* weight : {"reputation", "sales", "newcomers", "random", "price"})
      if (auto place = find_place(scenario, std::string("ranking.") + weight)) *place->value = .2;
    for (const char* part : {"equally", "by_tenure", "by_sales", "by_purchases", "by_hours", "by_tokens", "by_capital"})
      if (auto place = find_place(scenario, std::string("surplus.") + part))
        *place->value = part[0] == 'e' ? .25 : .125;
    for (const char* part : {"founders_share", "investors_share", "treasury_share"})
      if (auto place = find_place(scenario, std::string("ownership.") + part)) *place->value = .25;
    scenario.platforms[0].control = 2;
    scenario.platforms[0].decisions[0].lower_bound = 0;
    scenario.platforms[0].membership.cap = 0;
    scenario.platforms[0].launch.founding_sellers = scenario.platforms[0].launch.founding_buyers = 0;
    if (auto place = find_place(scenario, "fees.from_orders")) *place->value = 0;
    if (auto place = find_place(scenario, "fees.effective_week")) *place->value = 0;
    for (const char* share : {"take_rate", "payment_rate", "advertising_rate"})
      if (auto place = find_place(scenario, std::string("fees.") + share)) *place->value *= .3;
    if (auto place = find_place(scenario, "disputes.jurors")) *place->value = 1;
    check_same(scenario, read(write_scenario(scenario)));
  }
}

TEST_CASE("a written scenario names every key of the table", "[contract]") {
  const std::string text = write_scenario(read(""), true);
  for (const CoreParameter& core : core_parameters()) {
    INFO(core.section << "." << core.parameter.key);
    CHECK(text.find("\n" + std::string(core.parameter.key) + " = ") != std::string::npos);
    CHECK(text.find(core.parameter.meaning) != std::string::npos);
  }
}
