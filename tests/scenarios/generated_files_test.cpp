// Two committed files are generated from the parameter table; they must not grow stale.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "scenarios/reference.hpp"
#include "scenarios/schema.hpp"

using namespace townsquare;

namespace {

std::string committed(const std::string& path) {
  std::ifstream file(std::string(TOWNSQUARE_ROOT) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The first line that differs says more than two long texts.
std::string first_difference(const std::string& a, const std::string& b) {
  std::size_t start = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i >= a.size() || i >= b.size() || a[i] != b[i]) break;
    if (a[i] == '\n') start = i + 1;
  }
  const auto line = [&](const std::string& text) {
    return start < text.size() ? text.substr(start, text.find('\n', start) - start) : std::string("(end of file)");
  };
  return "committed: " + line(a) + "\ngenerated: " + line(b);
}

}  // namespace

TEST_CASE("the committed schema is what the table generates", "[contract]") {
  const std::string file = committed("scenarios/townsquare.schema.json");
  INFO("townsquare schema > scenarios/townsquare.schema.json");
  INFO(first_difference(file, scenario_schema()));
  CHECK((file == scenario_schema()));
}

TEST_CASE("the committed reference is what the table generates", "[contract]") {
  const std::string file = committed("docs/rules_reference.md");
  INFO("townsquare schema --reference > docs/rules_reference.md");
  INFO(first_difference(file, rules_reference()));
  CHECK((file == rules_reference()));
}
