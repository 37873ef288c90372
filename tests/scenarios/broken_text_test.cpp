#include <algorithm>
#include <random>

#include "scenarios/write_scenario.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

// One slip of a hand: a character lost, doubled, or replaced by one that means something in TOML.
std::string slipped(std::string text, std::mt19937& random) {
  constexpr std::string_view signs = "\"'[]{}=#.,\n \\%-_0a";
  const std::size_t at = random() % text.size();
  const char sign = signs[random() % signs.size()];
  switch (random() % 5) {
    case 0: text.erase(at, 1); break;
    case 1: text.insert(at, 1, text[at]); break;
    case 2: text[at] = sign; break;
    case 3: text.insert(at, "\xc3\xa9"); break;
    default: text.insert(at, 1, sign);
  }
  return text;
}

}  // namespace

TEST_CASE("a file with any slip is read or refused with places inside the file, never worse", "[contract]") {
  const std::string whole = write_scenario(read("[market]\nneed_rate = { value = \"0.2 /week\", source = \"us\" }\n"
                                                "[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\n"
                                                "from_orders = [0, 100]\n"));
  std::mt19937 random(11);
  std::size_t n_refused = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string text = whole;
    for (std::size_t n = 1 + random() % 3; n > 0; --n) text = slipped(std::move(text), random);
    const auto n_lines = std::count(text.begin(), text.end(), '\n') + 1;
    const Diagnostics problems = problems_of(text);
    n_refused += !problems.empty();
    for (const Diagnostic& d : problems) {
      INFO(render(d));
      REQUIRE(d.at.line >= 1);
      REQUIRE(d.at.line <= n_lines);
      REQUIRE(d.at.column >= 1);
      REQUIRE_FALSE(d.message.empty());
    }
  }
  CHECK(n_refused > 700);
}

TEST_CASE("what stands below a section that is there twice, or is not closed, is still read", "[contract]") {
  const Diagnostics problems = problems_of("[fees]\ntake_rate = \"8 %\"\n[fees]\ntake_rat = \"9 %\"\n[markt]\nbuyers = 3\n[governance.fees\nquorum = \"120 %\"\n[fees]\ntake_rate = 9\n");
  std::vector<std::string> told;
  for (const Diagnostic& d : problems) told.push_back(brief(d));
  CHECK(told == std::vector<std::string>{"C003 3:1", "C011 4:1 take_rate", "C010 5:2 market", "C002 7:17", "C023 8:10", "C003 9:1", "C021 10:13"});
}
