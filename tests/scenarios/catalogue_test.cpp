#include "scenarios/catalogue.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "tests/scenarios/reading.hpp"
#include "scenarios/comparison.hpp"
#include "scenarios/describe.hpp"
#include "scenarios/write_scenario.hpp"

using namespace townsquare;
using namespace townsquare::test;
namespace fs = std::filesystem;

namespace {

// A small catalogue in a folder of its own, removed at the end.
struct SmallCatalogue {
  fs::path folder = fs::temp_directory_path() / ("townsquare_catalogue_test" + std::to_string(getpid()));
  SmallCatalogue() {
    fs::remove_all(folder);
    fs::create_directories(folder / "scenarios");
    fs::create_directories(folder / "markets");
    std::ofstream(folder / "scenarios" / "small-coop.toml")
        << "#:schema x\n# A small co-op,\n# with a market.\n\n# not this\ntitle = \"Small co-op\"\n";
    std::ofstream(folder / "markets" / "photo.toml") << "[market]\n";
  }
  ~SmallCatalogue() { fs::remove_all(folder); }
};

Diagnostic refusal(const std::string& name, const fs::path& folder) {
  try {
    find_scenario(name, folder);
  } catch (const InvalidScenario& invalid) {
    REQUIRE(invalid.diagnostics().size() == 1);
    return invalid.diagnostics()[0];
  }
  FAIL("found " << name);
  return {};
}

fs::path shipped() {
  return fs::path(TOWNSQUARE_ROOT) / "scenarios" / "catalogue";
}

}  // namespace

TEST_CASE("the catalogue lists its files with title and head comment", "[unit]") {
  const SmallCatalogue catalogue;
  const auto entries = list_catalogue(catalogue.folder);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].kind == "markets");
  CHECK(entries[0].title == "photo");
  CHECK(entries[0].summary.empty());
  CHECK(entries[1].kind == "scenarios");
  CHECK(entries[1].name == "small-coop");
  CHECK(entries[1].title == "Small co-op");
  CHECK(entries[1].summary == "A small co-op, with a market.");
  CHECK(list_catalogue(catalogue.folder / "nowhere").empty());
}

TEST_CASE("a scenario is found by path first, then by name", "[unit]") {
  const SmallCatalogue catalogue;
  const fs::path file = catalogue.folder / "scenarios" / "small-coop.toml";
  CHECK(find_scenario(file.string(), "nowhere") == file);
  CHECK(find_scenario("small-coop", catalogue.folder) == file);
  CHECK(find_scenario("small_coop", catalogue.folder) == file);
  CHECK(find_scenario("markets/photo", catalogue.folder) == catalogue.folder / "markets" / "photo.toml");
}

TEST_CASE("a name that is not there is answered with the nearest one", "[contract]") {
  const SmallCatalogue catalogue;
  const Diagnostic d = refusal("smal-coop", catalogue.folder);
  CHECK(d.code == "C006");
  CHECK(d.suggestion == "small-coop");
  CHECK(refusal("zzz", catalogue.folder).suggestion.empty());
  CHECK(refusal((catalogue.folder / "scenarios" / "small-cop.toml").string(), catalogue.folder).suggestion ==
        (catalogue.folder / "scenarios" / "small-coop.toml").generic_string());
}

TEST_CASE("the environment names another catalogue", "[unit]") {
  const char* before = std::getenv("TOWNSQUARE_CATALOGUE");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TOWNSQUARE_CATALOGUE", "/somewhere/else", 1);
  CHECK(catalogue_folder() == "/somewhere/else");
  setenv("TOWNSQUARE_CATALOGUE", "", 1);
  CHECK(catalogue_folder() == shipped());
  if (before != nullptr) setenv("TOWNSQUARE_CATALOGUE", kept.c_str(), 1);
  else unsetenv("TOWNSQUARE_CATALOGUE");
}

TEST_CASE("every scenario of the catalogue reads without a word, describes itself and survives writing",
          "[contract]") {
  std::size_t n_scenarios = 0;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "scenarios") continue;
    ++n_scenarios;
    INFO(entry.path);
    Diagnostics warnings;
    const Scenario scenario = read_scenario(entry.path, {{}, {}, &warnings});
    CHECK(render(warnings).empty());
    CHECK(scenario.name == entry.name);
    CHECK(scenario.title != scenario.name);
    CHECK(entry.summary.size() > 10);
    CHECK(describe(scenario).size() > 500);
    const std::string text = write_scenario(scenario);
    CHECK(write_scenario(read_scenario_text(text, "rerun.toml")) == text);
  }
  CHECK(n_scenarios >= 3);
}

TEST_CASE("every market of the catalogue is part of some scenario, so that none goes unread", "[contract]") {
  std::string includes;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "scenarios") continue;
    std::ifstream file(entry.path);
    includes += std::string(std::istreambuf_iterator<char>(file), {});
  }
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "markets") continue;
    INFO(entry.path);
    CHECK(includes.find("../" + entry.kind + "/" + entry.name + ".toml\"") != std::string::npos);
    // a market tells what its numbers rest on, and what is not in it
    CHECK(entry.summary.find("calibrated on") != std::string::npos);
    CHECK(entry.summary.find("misses") != std::string::npos);
  }
}

TEST_CASE("every operator of the catalogue reads without a word in a market and describes itself", "[contract]") {
  std::size_t n_operators = 0;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "operators") continue;
    ++n_operators;
    INFO(entry.path);
    Diagnostics warnings;
    const std::string text = "title = \"x\"\ninclude = [\"" + (shipped() / "markets" / "stock-photo.toml").string() + "\", \"" + entry.path.string() + "\"]\n";
    const Scenario scenario = read_scenario_text(text, "joined.toml", {{}, {}, &warnings});
    CHECK(render(warnings).empty());
    CHECK(scenario.platforms[0].control == static_cast<double>(Control::operator_));
    CHECK(describe(scenario).size() > 500);
    CHECK(entry.title != entry.name);
    CHECK(entry.summary.size() > 10);
  }
  CHECK(n_operators >= 6);
}

TEST_CASE("every constitution of the catalogue reads without a word in a market, names its sources and describes itself", "[contract]") {
  std::size_t n_constitutions = 0;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "constitutions") continue;
    ++n_constitutions;
    INFO(entry.path);
    Diagnostics warnings;
    const std::string text = "title = \"x\"\ninclude = [\"" + (shipped() / "markets" / "stock-photo.toml").string() + "\", \"" + entry.path.string() + "\"]\n";
    const Scenario scenario = read_scenario_text(text, "joined.toml", {{}, {}, &warnings});
    CHECK(render(warnings).empty());
    CHECK(describe(scenario).size() > 500);
    CHECK(entry.title != entry.name);
    // what is not from a source is said to be an assumption
    CHECK((entry.summary.find("ource") != std::string::npos || entry.summary.find("ssumption") != std::string::npos));
  }
  CHECK(n_constitutions >= 21);
}

TEST_CASE("every attack of the catalogue goes on top of a constitution without a word, names its source and is told", "[contract]") {
  // a constitution in which it finds what it needs, and what has to be set there
  const std::map<std::string, std::pair<std::string, std::vector<std::string>>> places = {
      {"buy-tokens", {"token-market", {}}},
      {"borrowed-majority", {"token-market", {}}},
      {"false-identities", {"small-coop", {}}},
      {"bribed-voters", {"small-coop", {}}},
      {"flood", {"small-coop", {"governance.spending.max_live=100"}}},
      {"ranking-cartel", {"photo-coop", {}}},
      {"hidden-stake", {"token-market", {"ownership.workers=1"}}},
      {"exchange-custody", {"token-market", {}}},
  };
  std::size_t n_attacks = 0;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    if (entry.kind != "attacks") continue;
    ++n_attacks;
    INFO(entry.path);
    REQUIRE(places.contains(entry.name));
    auto [constitution, settings] = places.at(entry.name);
    settings.push_back("governance.spending.body=members");
    Diagnostics warnings;
    const std::string market = (shipped() / "markets" / "stock-photo.toml").string(), rules = (shipped() / "constitutions" / (constitution + ".toml")).string();
    const Scenario scenario = read_scenario_text("title = \"x\"\ninclude = [\"" + market + "\", \"" + rules + "\"]\n", "joined.toml", {.overrides = settings, .open = {}, .warnings = &warnings, .layers = {entry.path}});
    CHECK(render(warnings).empty());
    CHECK(scenario.title == "x");
    CHECK(describe(scenario).find("Who attacks it") != std::string::npos);
    CHECK(entry.title != entry.name);
    CHECK(entry.summary.find("Source: ") != std::string::npos);
    // a layer like an operator: the same by `include`
    const Scenario included = read_scenario_text("title = \"x\"\ninclude = [\"" + market + "\", \"" + rules + "\", \"" + entry.path.string() + "\"]\n", "joined.toml", {settings, {}, {}, {}});
    CHECK(write_scenario(included) == write_scenario(scenario));
  }
  CHECK(n_attacks == places.size());
}

TEST_CASE("every comparison of the catalogue names scenarios and figures that are there", "[contract]") {
  std::size_t n_comparisons = 0;
  for (const CatalogueEntry& entry : list_catalogue(shipped())) {
    INFO(entry.path);
    if (entry.kind == "published")
      CHECK(fs::exists(find_scenario(read_published(entry.path).scenario, shipped())));
    if (entry.kind != "comparisons") continue;
    ++n_comparisons;
    const Comparison comparison = read_comparison(entry.path);
    CHECK(comparison.scenarios.size() >= (comparison.launch ? 1 : 2));
    for (const std::string& name : comparison.scenarios) CHECK(fs::exists(find_scenario(name, shipped())));
    if (!comparison.published.empty())
      CHECK(fs::exists(find_file("published", comparison.published, shipped())));
  }
  CHECK(n_comparisons >= 1);
}
