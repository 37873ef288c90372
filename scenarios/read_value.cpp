#include "scenarios/read_value.hpp"

#include <cmath>

#include "scenarios/codes.hpp"
#include "scenarios/read_mark.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

// Reads the plain values of one key and gathers what is wrong with them.
struct Reader {
  const Document& document;
  const Parameter& parameter;
  std::string_view currency;
  Diagnostics& problems;

  void report(std::string_view code, const Value& value, std::string message, std::string hint) const {
    problems.push_back({std::string(code), Severity::error, std::move(message), location(document, value.at),
                        std::move(hint), ""});
  }

  std::string name() const { return "`" + std::string(parameter.key) + "`"; }

  std::optional<double> number(const Value& value) const {
    const ParsedValue parsed = parse(value);
    if (!parsed.value) {
      const ValueProblem& p = parsed.problem;
      problems.push_back(
          {p.code, Severity::error, p.message, location(document, value.at), p.hint, p.suggestion});
      return std::nullopt;
    }
    return is_allowed(*parsed.value, value) ? parsed.value : std::nullopt;
  }

  ParsedValue parse(const Value& value) const {
    const bool is_no_yes =
        parameter.choices.size() == 2 && parameter.choices[0] == "no" && parameter.choices[1] == "yes";
    if (value.kind == Kind::text) return parse_value(value.text, parameter, currency);
    const bool is_endless = value.kind == Kind::number && !std::isfinite(value.number);
    if (is_endless && parameter.unit != Unit::choice) return {value.number, {}};  // out of any range
    if (value.kind == Kind::number) return parse_bare(value.number, parameter, currency);
    if (value.kind == Kind::boolean && is_no_yes) return {value.boolean ? 1. : 0., {}};
    std::string found = "a date";
    if (value.kind == Kind::boolean) found = value.boolean ? "`true`" : "`false`";
    if (value.kind == Kind::list) found = "a list";
    if (value.kind == Kind::section || value.kind == Kind::inline_table) found = "a table";
    return {std::nullopt,
            {std::string(codes::wrong_type),
             name() + " is " + std::string(unit_noun(parameter.unit)) + ", not " + found,
             "write it like " + unit_example(parameter.unit, currency), ""}};
  }

  bool is_allowed(double number, const Value& value) const {
    const bool is_inside = number >= parameter.min && number <= parameter.max;
    if (!is_inside) {
      const std::string text = std::isfinite(number)      ? format_value(number, parameter, currency)
                               : value.kind == Kind::text ? "\"" + value.text + "\""
                               : std::isnan(number)       ? "nan"
                               : number > 0               ? "inf"
                                                          : "-inf";
      report(codes::out_of_range, value, name() + " cannot be " + text,
             "allowed: " + allowed_values(parameter, currency));
      return false;
    }
    const bool must_be_whole = parameter.unit == Unit::count || parameter.unit == Unit::weeks;
    if (must_be_whole && number != std::floor(number)) {
      const std::string near = format_value(std::round(number), parameter, currency);
      report(codes::not_whole, value,
             name() + " must be a whole number" + (parameter.unit == Unit::weeks ? " of weeks" : ""),
             "for example " + near);
      return false;
    }
    return true;
  }

  std::optional<std::vector<double>> list(const Value& value) const {
    const std::size_t most = static_cast<std::size_t>(parameter.length);
    if (value.items.empty() || value.items.size() > most) {
      report(codes::list_length, value, name() + " has " + std::to_string(value.items.size()) + " values",
             "allowed: from 1 to " + std::to_string(most) + " values");
      return std::nullopt;
    }
    std::vector<double> numbers;
    for (const Value& item : value.items)
      if (const auto read = number(item)) numbers.push_back(*read);
    if (numbers.size() != value.items.size()) return std::nullopt;
    return numbers;
  }

  std::optional<std::vector<double>> numbers(const Value& value) const {
    if (value.kind == Kind::list && parameter.length > 1) return list(value);
    if (const auto read = number(value)) return std::vector<double>{*read};
    return std::nullopt;
  }
};

}  // namespace

const std::vector<std::string>& evidence_words() {
  static const std::vector<std::string> words = {"strong", "weak", "none", "decision"};
  return words;
}

std::optional<ReadValue> read_value(const Document& document, const std::string& dotted_key,
                                    const Value& value, const Parameter& parameter, std::string_view currency,
                                    Diagnostics& problems) {
  const Reader reader{document, parameter, currency, problems};
  if (value.kind != Kind::inline_table) {
    const auto numbers = reader.numbers(value);
    return numbers ? std::optional<ReadValue>({*numbers, std::nullopt}) : std::nullopt;
  }

  // a value with its mark
  const std::size_t before = problems.size();
  const MarkedValue marked = read_mark(document, dotted_key, value, parameter, problems);
  if (marked.value == nullptr) return std::nullopt;
  const auto numbers = reader.numbers(*marked.value);
  if (!numbers || problems.size() > before) return std::nullopt;
  return ReadValue{*numbers, marked.mark};
}

}  // namespace townsquare
