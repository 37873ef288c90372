#include "scenarios/prose.hpp"

#include <cmath>
#include <stdexcept>

#include "scenarios/decimal.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

// 12345.6 becomes 12,345.6.
std::string with_commas(std::string text) {
  const std::size_t length = decimal_length(text);
  const std::size_t end = std::min(text.find_first_of(".eE"), length);
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = end; at > start + 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

// Four digits are enough to read; whole numbers keep all of theirs.
double rounded(double value) {
  if (value == 0 || value == std::floor(value)) return value;
  const double scale = std::pow(10., 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

// Cents are written with two digits: 0.5 USD becomes 0.50 USD.
std::string with_cents(std::string text) {
  const std::size_t point = text.find('.'), end = text.find(' ');
  if (point != std::string::npos && end == point + 2) text.insert(end, "0");
  return text;
}

}  // namespace

std::string readable(double value, const Parameter& p, std::string_view currency) {
  if (p.unit == Unit::choice) return format_value(value, p, currency);
  const bool is_money = p.unit == Unit::money || p.unit == Unit::money_per_week;
  if (!is_money) return with_commas(format_value(rounded(value), p, currency));
  std::string text = format_value(std::round(value), p, currency);
  if (text.find(" M ") == std::string::npos) text = with_cents(std::move(text));
  return with_commas(std::move(text));
}

std::string counted(double n, std::string_view noun) {
  return with_commas(shortest_decimal(rounded(n))) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

std::string counted_people(double n) { return n == 1 ? "1 person" : with_commas(shortest_decimal(n)) + " people"; }

std::string in_words(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return text;
}

Key Values::key(std::string_view dotted_key) const {
  for (const Key& key : keys_of(scenario_))
    if (dotted(key.section, key.parameter->key) == dotted_key) return key;
  throw std::logic_error("describe: no key " + std::string(dotted_key));
}

double Values::number(std::string_view dotted_key) const {
  return *key(dotted_key).values;
}

std::string Values::text(std::string_view dotted_key) const {
  const Key found = key(dotted_key);
  return readable(*found.values, *found.parameter, scenario_.currency);
}

std::string Values::rule(std::string_view section) const {
  return std::string(chosen_row(*family_of(section), scenario_).name);
}

std::string Values::plain_rule(std::string_view section) const {
  const RuleRow& row = chosen_row(*family_of(section), scenario_);
  std::string text(row.meaning);
  for (const Parameter& parameter : row.parameters) {
    std::string meaning(parameter.meaning);
    if (meaning.ends_with('.')) meaning.pop_back();
    const Key found = key(dotted(section, parameter.key));
    std::vector<std::string> values;
    for (int i = 0; i < parameter.length && !std::isnan(found.values[i]); ++i)
      values.push_back(readable(found.values[i], parameter, scenario_.currency));
    text += " " + meaning + ": " + in_words(values) + ".";
  }
  return text;
}

}  // namespace townsquare
