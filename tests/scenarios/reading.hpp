// What the tests of this room share: reading text, and gathering what is wrong with it.
#pragma once
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "scenarios/read_scenario.hpp"

namespace townsquare::test {

/// Reads text as `shop.toml`; `files` are the only others that exist.
inline Scenario read(const std::string& text, std::vector<std::string> overrides = {},
                     std::map<std::string, std::string> files = {}, Diagnostics* warnings = nullptr) {
  const auto open = [files](const std::filesystem::path& path) -> std::optional<std::string> {
    const auto file = files.find(path.generic_string());
    return file == files.end() ? std::nullopt : std::optional(file->second);
  };
  return read_scenario_text(text, "shop.toml", {std::move(overrides), open, warnings});
}

/// Everything that is wrong with the text; empty if it reads.
inline Diagnostics problems_of(const std::string& text, std::vector<std::string> overrides = {},
                               std::map<std::string, std::string> files = {}) {
  try {
    read(text, std::move(overrides), std::move(files));
  } catch (const InvalidScenario& invalid) {
    return invalid.diagnostics();
  }
  return {};
}

/// The one thing that is wrong with the text.
inline Diagnostic problem_of(const std::string& text, std::vector<std::string> overrides = {},
                             std::map<std::string, std::string> files = {}) {
  const Diagnostics problems = problems_of(text, std::move(overrides), std::move(files));
  INFO(render(problems));
  REQUIRE(problems.size() == 1);
  return problems[0];
}

/// "C011 5:1 take_rate": code, line, column and suggestion in one word to compare.
inline std::string brief(const Diagnostic& d) {
  return d.code + " " + std::to_string(d.at.line) + ":" + std::to_string(d.at.column) +
         (d.suggestion.empty() ? "" : " " + d.suggestion);
}

inline std::string brief_problem(const std::string& text, std::vector<std::string> overrides = {},
                                 std::map<std::string, std::string> files = {}) {
  return brief(problem_of(text, std::move(overrides), std::move(files)));
}

}  // namespace townsquare::test
