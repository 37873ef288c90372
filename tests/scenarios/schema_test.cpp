#include "scenarios/schema.hpp"

#include <fstream>

#include "engine/parameter_table.hpp"
#include "tests/scenarios/reading.hpp"
#include "scenarios/json_text.hpp"
#include "scenarios/reference.hpp"

using namespace townsquare;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("JSON text is escaped, ordered and indented", "[unit]") {
  namespace j = json_text;
  CHECK(j::text("a \"b\" \\ \n") == "\"a \\\"b\\\" \\\\ \\u000a\"");
  CHECK(j::object({{"b", j::number(.5)}, {"a", j::list({"1", "2"})}}) == "{\"b\": 0.5, \"a\": [1, 2]}");
  CHECK(j::indented("{\"a\": [1, 2]}") == "{\"a\": [1, 2]}\n");
  const std::string long_text(120, 'x');
  CHECK(j::indented("{\"a\": {\"b, {\": \"" + long_text + "\"}, \"c\": []}") ==
        "{\n  \"a\": {\n    \"b, {\": \"" + long_text + "\"\n  },\n  \"c\": []\n}\n");
}

TEST_CASE("the schema holds every section, key and rule", "[contract]") {
  const std::string schema = scenario_schema();
  const auto has_key = [&](std::string_view key) { return has(schema, "\"" + std::string(key) + "\": {"); };
  for (const CoreParameter& core : core_parameters()) {
    INFO(core.section << "." << core.parameter.key);
    CHECK(has_key(core.parameter.key));
    CHECK(has(schema, json_text::text(core.parameter.meaning).substr(0, core.parameter.meaning.size())));
  }
  for (const FamilySection& family : family_sections()) {
    for (const RuleRow& row : family.rows) {
      CHECK(has(schema, "\"" + std::string(row.name) + "\""));
      for (const Parameter& parameter : row.parameters) CHECK(has_key(parameter.key));
    }
  }
}

TEST_CASE("the schema's brackets and quotes close", "[contract]") {
  std::string open;
  bool is_quoted = false;
  const std::string schema = scenario_schema();
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const char c = schema[i];
    if (is_quoted && c == '\\') ++i;
    else if (c == '"') is_quoted = !is_quoted;
    else if (is_quoted) continue;
    else if (c == '{' || c == '[') open += c;
    else if (c == '}' || c == ']') {
      REQUIRE_FALSE(open.empty());
      REQUIRE(open.back() == (c == '}' ? '{' : '['));
      open.pop_back();
    }
  }
  CHECK(open.empty());
  CHECK_FALSE(is_quoted);
}

TEST_CASE("the reference holds every key with its meaning and source", "[contract]") {
  const std::string reference = rules_reference();
  for (const CoreParameter& core : core_parameters()) {
    INFO(core.section << "." << core.parameter.key);
    CHECK(has(reference, "\n## [" + std::string(core.section) + "]\n"));
    CHECK(has(reference, "\n| `" + std::string(core.parameter.key) + "` |"));
    CHECK(has(reference, std::string(core.parameter.meaning)));
  }
  for (const FamilySection& family : family_sections())
    for (const RuleRow& row : family.rows)
      CHECK(has(reference, "\n### `rule = \"" + std::string(row.name) + "\"`"));
  CHECK(has(reference, "### `rule = \"take_rate\"` (default)"));
}

TEST_CASE("rows of the reference have six cells each", "[contract]") {
  const std::string reference = rules_reference();
  std::size_t start = 0;
  while ((start = reference.find("\n| `", start)) != std::string::npos) {
    const std::string line = reference.substr(start + 1, reference.find('\n', start + 1) - start - 1);
    std::size_t n_bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) n_bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    INFO(line);
    CHECK(n_bars == 7);
    ++start;
  }
}
