#include "scenarios/comparison.hpp"

#include <stdlib.h>

#include <fstream>

#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;
namespace fs = std::filesystem;

namespace {

// A file of some text in a folder of its own, removed at the end: tests run side by side.
struct File {
  fs::path path;
  explicit File(const std::string& text) {
    std::string folder = (fs::temp_directory_path() / "townsquare-comparison-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    path = fs::path(folder) / "townsquare_comparison_test.toml";
    std::ofstream(path) << text;
  }
  ~File() { fs::remove_all(path.parent_path()); }
};

template <class Read>
std::vector<std::string> briefs(Read&& read, const std::string& text) {
  const File file(text);
  std::vector<std::string> all;
  try {
    read(file.path);
  } catch (const InvalidScenario& invalid) {
    for (const Diagnostic& d : invalid.diagnostics()) all.push_back(brief(d));
  }
  return all;
}

using Briefs = std::vector<std::string>;

}  // namespace

TEST_CASE("a comparison names its arms, replications and published figures", "[unit]") {
  const File file(
      "title = \"A against B\"\nscenarios = [\"a\", \"b\"]\nreplications = 30\npublished = \"a\"\n");
  const Comparison comparison = read_comparison(file.path);
  CHECK(comparison.name == "townsquare_comparison_test");
  CHECK(comparison.title == "A against B");
  CHECK(comparison.scenarios == std::vector<std::string>{"a", "b"});
  CHECK(comparison.replications == 30);
  CHECK(comparison.published == "a");
  const File plain("scenarios = [\"a\"]\n");
  CHECK(read_comparison(plain.path).replications == 200);
}

TEST_CASE("a comparison of launches has one arm for each pair of numbers, after a market that nobody enters", "[unit]") {
  const File file("scenarios = [\"a\"]\n[launch]\nfounding_sellers = [25, 100]\nfounding_buyers = [0, 250, 1000]\n");
  const Comparison comparison = read_comparison(file.path);
  REQUIRE(comparison.launch);
  const std::vector<LaunchPoint> points = launches_of(*comparison.launch, 260);
  REQUIRE(points.size() == 7);
  CHECK(points[0].name == "nobody-enters");
  CHECK(points[0].overrides == std::vector<std::string>{"growth.launch_week=260 weeks"});
  CHECK(points[2].name == "25-sellers-250-buyers");
  CHECK(points[2].overrides == std::vector<std::string>{"growth.founding_sellers=25", "growth.founding_buyers=250"});
  CHECK(points[6].name == "100-sellers-1000-buyers");
}

TEST_CASE("mistakes in [launch] are told with their line", "[contract]") {
  const auto of = [](const std::string& text) { return briefs(read_comparison, "scenarios = [\"a\"]\n" + text); };
  CHECK(of("launch = 3\n") == Briefs{"C020 2:10", "C014 2:10", "C014 2:10"});
  CHECK(of("[launch]\nfounding_sellers = [5, 2]\nfounding_buyers = [1]\n") == Briefs{"C041 3:20"});
  CHECK(of("[launch]\nfounding_sellers = [5]\nfounding_buyer = [1]\n") == Briefs{"C014 2:1", "C011 4:1 founding_buyers"});
  CHECK(of("[launch]\nfounding_sellers = [-5]\nfounding_buyers = [\"x\"]\n").size() == 2);
  CHECK(briefs(read_comparison, "scenarios = [\"a\", \"b\"]\n[launch]\nfounding_sellers = [5]\nfounding_buyers = [1]\n") == Briefs{"C041 2:1"});
}

TEST_CASE("published figures carry weeks, money and their use", "[unit]") {
  const File file("scenario = \"a\"\n[[revenue]]\nyear = 2014\nfirst_week = 40\nlast_week = 91\nvalue = "
                  "\"3.5M USD\"\nuse = "
                  "\"fitted\"\n[[revenue]]\nyear = 2015\nfirst_week = 92\nlast_week = 143\nvalue = \"4 "
                  "USD\"\nuse = \"predicted\"\n");
  const Published published = read_published(file.path);
  CHECK(published.scenario == "a");
  REQUIRE(published.revenue.size() == 2);
  CHECK(published.revenue[0].year == 2014);
  CHECK(published.revenue[0].first_week == 40);
  CHECK(published.revenue[0].last_week == 91);
  CHECK(published.revenue[0].value == 3.5e8);
  CHECK(published.revenue[0].is_fitted);
  CHECK_FALSE(published.revenue[1].is_fitted);
}

TEST_CASE("mistakes in a comparison are all told at once, as in a scenario", "[contract]") {
  CHECK(briefs(read_comparison, "titel = \"A\"\nscenarios = [3]\nreplications = 0\npublished = 4\n") ==
        Briefs{"C011 1:1 title", "C020 2:14", "C023 3:16", "C020 4:13"});
  CHECK(briefs(read_comparison, "title = \"A\"\n") == Briefs{"C020 0:0"});
  CHECK(briefs(read_comparison, "scenarios = \"a\"\n") == Briefs{"C020 1:13"});
  CHECK(briefs(read_comparison, "scenarios = [a]\n") == Briefs{"C002 1:14"});
}

TEST_CASE("mistakes in published figures are all told at once", "[contract]") {
  CHECK(briefs(read_published,
               "[[revenue]]\nyear = 2014\nfirst_week = 4\nlast_week = 3\nvalue = 3\nuse = \"fited\"\n") ==
        Briefs{"C041 1:1", "C021 5:9", "C025 6:7 fitted"});
  CHECK(
      briefs(read_published, "[[revenue]]\nyear = 2014\nfirst_week = 4\nlast_week = 5\nuse = \"fitted\"\n") ==
      Briefs{"C014 1:1"});
  CHECK(briefs(read_published, "[revenue]\n") == Briefs{"C020 1:1"});
}

TEST_CASE("a comparison file that is missing is an error", "[contract]") {
  CHECK_THROWS_AS(read_comparison("nowhere.toml"), InvalidScenario);
}
