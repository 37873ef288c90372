#include "analysis/stress/shock_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "engine/parameter_table.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

std::string decimals(double value, int n) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", n, value);
  std::string digits(text.data());
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
  }
  return digits;
}

// Three digits that count, and words for large numbers.
std::string plain(double value) {
  if (value >= 1e6) return decimals(value / 1e6, value < 1e7 ? 2 : 1) + "M";
  if (value >= 1e4) return decimals(value / 1e3, value < 1e5 ? 1 : 0) + "k";
  return decimals(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

bool names_case(std::string_view cases, std::string_view word) {
  while (!cases.empty()) {
    const std::size_t end = std::min(cases.find(' '), cases.size());
    if (cases.substr(0, end) == word) return true;
    cases.remove_prefix(std::min(end + 1, cases.size()));
  }
  return false;
}

}  // namespace

std::vector<const StressShock*> stress_shocks() {
  std::vector<const StressShock*> all;
  for (const StressShock& row : market_stress()) all.push_back(&row);
  for (const StressShock& row : attack_stress()) all.push_back(&row);
  return all;
}

std::vector<const StressShock*> find_shocks(std::string_view name_or_case) {
  std::vector<const StressShock*> found;
  for (const StressShock* row : stress_shocks())
    if (row->name == name_or_case || names_case(row->cases, name_or_case)) found.push_back(row);
  return found;
}

bool has_sizes(const StressShock& shock) { return shock.kind != SizeKind::none && shock.extreme > shock.mild; }

std::vector<double> sizes_of(const StressShock& shock, std::size_t n) {
  if (!has_sizes(shock) || n < 2) return {shock.extreme};
  constexpr double wide = 20;
  const bool is_ratio = shock.mild > 0 && shock.extreme / shock.mild > wide;
  const bool is_whole = shock.kind == SizeKind::count || shock.kind == SizeKind::weeks;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < n; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(n - 1);
    double size = is_ratio ? shock.mild * std::pow(shock.extreme / shock.mild, part) : shock.mild + part * (shock.extreme - shock.mild);
    if (i + 1 == n) size = shock.extreme;
    if (is_whole) size = std::round(size);
    if (sizes.empty() || size > sizes.back()) sizes.push_back(size);
  }
  return sizes;
}

std::vector<const StressShock*> shocks_named(std::span<const std::string> words) {
  if (words.empty()) return stress_shocks();
  std::vector<const StressShock*> chosen;
  for (const std::string& word : words) {
    const std::vector<const StressShock*> found = find_shocks(word);
    if (found.empty()) {
      std::vector<std::string> names;
      for (const StressShock* row : stress_shocks()) names.emplace_back(row->name);
      const auto near = nearest_word(word, names);
      throw std::invalid_argument("there is no shock `" + word + "`" + (near ? "; did you mean `" + *near + "`?" : ".") + " There are " + list_words(names, "and"));
    }
    for (const StressShock* row : found)
      if (std::ranges::find(chosen, row) == chosen.end()) chosen.push_back(row);
  }
  return chosen;
}

std::string number_of_size(const StressShock& shock, double size, std::string_view currency) {
  switch (shock.kind) {
    case SizeKind::share: return decimals(100 * size, size < .1 ? 1 : 0) + " %";
    case SizeKind::points: return decimals(100 * size, 1) + (size == .01 ? " point" : " points");
    case SizeKind::weeks: return decimals(size, 0) + (size == 1 ? " week" : " weeks");
    case SizeKind::times: return decimals(size, 2) + " times";
    case SizeKind::count:
    case SizeKind::number: return plain(size);
    case SizeKind::money: return plain(size / 100) + " " + std::string(currency);
    default: return "";
  }
}

std::string size_text(const StressShock& shock, double size, std::string_view currency) {
  const std::string number = number_of_size(shock, size, currency);
  if (number.empty() || shock.of_what.empty()) return number;
  std::string what(shock.of_what);
  if (shock.kind == SizeKind::count && size == 1) {  // "1 proposal a week"
    const std::size_t end = std::min(what.find(' '), what.size());
    if (what[end - 1] == 's') what.erase(end - 1, 1);
  }
  return number + " " + what;
}

bool can_join(const StressShock& a, const StressShock& b) { return a.name != b.name && !(a.is_attack && b.is_attack); }

void set_asked(Scenario& scenario, std::string_view key, double value) {
  const auto place = find_place(scenario, key);
  if (!place) throw std::logic_error("no key " + std::string(key) + " to put a shock in");
  *place->value = value;
  std::erase_if(scenario.marks, [&](const Mark& mark) { return mark.key == key; });
  scenario.marks.push_back({std::string(key), Evidence::decision, 1, 1, "what is asked of the constitution"});
}

}  // namespace townsquare
