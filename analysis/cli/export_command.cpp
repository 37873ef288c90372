// `townsquare export`: a result file as CSV on stdout, numbers so that they read back bit for bit.
#include <array>
#include <charconv>
#include <cmath>
#include <iostream>
#include <numeric>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/cli/stored_arms.hpp"

namespace townsquare {
namespace {

// The shortest text that reads back as the same number; an empty cell where there is none.
void append(std::string& line, double value) {
  std::array<char, 32> text{};
  const auto [end, problem] = std::to_chars(text.data(), text.data() + text.size(), value);
  line += ",";
  if (std::isnan(value)) return;
  if (problem == std::errc{}) line.append(text.data(), end);
}

std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + "\"";
}

std::vector<std::size_t> wanted_columns(const Arguments& arguments, const std::vector<std::string>& names) {
  std::vector<std::size_t> columns;
  const std::string_view kind = arguments.wants_outcomes ? "outcome" : "metric";
  for (const std::string& name : arguments.metrics) columns.push_back(place_of(name, names, kind));
  if (!columns.empty()) return columns;
  columns.resize(names.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

void print_outcomes(const ResultFile& file, std::size_t arm, std::uint32_t replication,
                    const std::vector<std::size_t>& columns) {
  const std::vector<double> values = file.outcomes(arm, replication);
  std::string line = csv_text(file.arm_names[arm]) + "," + std::to_string(replication);
  for (const std::size_t column : columns) append(line, values.at(column));
  std::cout << line << "\n";
}

void print_weeks(const ResultFile& file, std::size_t arm, std::uint32_t replication,
                 const std::vector<std::size_t>& columns) {
  const Record record = file.record(arm, replication);
  const std::string head = csv_text(file.arm_names[arm]) + "," + std::to_string(replication) + ",";
  const std::size_t n_metrics = file.metric_names.size();
  for (std::size_t week = 0; week < record.n_weeks; ++week) {
    std::string line = head + std::to_string(week + 1);  // as the file counts weeks
    for (const std::size_t column : columns) append(line, record.weekly.at(week * n_metrics + column));
    std::cout << line << "\n";
  }
}

}  // namespace

int export_command(const Arguments& arguments) {
  const ResultFile file = open_result(arguments.names[0]);
  const std::vector<std::string>& names = arguments.wants_outcomes ? file.outcome_names : file.metric_names;
  const std::vector<std::size_t> columns = wanted_columns(arguments, names), arms = wanted_arms(file, arguments.arm);
  std::cout << "arm,replication" << (arguments.wants_outcomes ? "" : ",week");
  for (const std::size_t column : columns) std::cout << "," << names[column];
  std::cout << "\n";
  for (const std::size_t arm : arms) {
    for (std::uint32_t r = 0; r < file.n_replications && std::cout; ++r) {
      const std::uint32_t replication = file.first_replication + r;
      if (arguments.wants_outcomes) print_outcomes(file, arm, replication, columns);
      else print_weeks(file, arm, replication, columns);
    }
  }
  return exit_ok;
}

}  // namespace townsquare
