// An explanation as text for people, and as the JSON document of docs/result_format.md.
#pragma once
#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

#include "analysis/explain/explanation.hpp"
#include "analysis/metrics/outcome.hpp"

namespace townsquare {

struct ExplainReport {
  std::string name_a, name_b, title_a, title_b;
  const ExplainDesign& design;
  const Explanation& explanation;
  const Outcome& outcome;
  std::string command_line, output;
  std::size_t width = 100;
  bool has_colour = false;
};

/// B less A over replications.
Estimate answer_of(const ExplainReport& report);

/// Clauses by size of their contribution, largest first.
std::vector<std::size_t> clause_order(const Explanation& explanation);

/// "The answer turns round if ... is above 3.1; you assume 2; its range is 1 to 6."
std::string flip_sentence(const ExplainReport& report, const TornadoRow& row);

/// A value of an assumption at a factor, as a file writes it, of the scenario that has it; "times 1.6" when the two assume different values.
std::string assumed_text(const ExplainReport& report, const std::string& key, double factor);

/// "B has more: ...".
std::string answer_sentence(const ExplainReport& report);

/// A clause in a sentence: what it contributes, and the keys in which it differs.
std::string clause_sentence(const ExplainReport& report, std::size_t clause);

/// The meaning of a key in the table of parameters; empty when no scenario of the two has it.
std::string meaning_of_key(const ExplainReport& report, const std::string& key);

void print_explanation(std::ostream& out, const ExplainReport& report);
nlohmann::ordered_json json_of(const ExplainReport& report);

}  // namespace townsquare
