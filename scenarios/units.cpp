#include "scenarios/units.hpp"

#include <cmath>
#include <vector>

#include "scenarios/codes.hpp"
#include "scenarios/decimal.hpp"
#include "scenarios/diagnostics.hpp"

namespace townsquare {
namespace {

// One way to write a unit. `$` stands for the currency; the stored value is the number * 10^shift * factor.
struct Notation {
  Unit unit;
  std::string_view suffix, pattern;
  int shift = 0;
  double factor = 1;
};

// The closed table. The first notation of a unit is the one in which values are written.
constexpr Notation notations[] = {
    {Unit::share, "%", "%", -2},
    {Unit::money, "$", "[kM]? ?[A-Z]{3}", 2},
    {Unit::money_per_week, "$/week", "[kM]? ?[A-Z]{3} ?/ ?week", 2},
    {Unit::per_money, "/$", "/ ?[A-Z]{3}"},
    {Unit::weeks, "weeks", "weeks?"},
    {Unit::weeks, "week", ""},
    {Unit::weeks, "years", "years?", 0, 52},
    {Unit::weeks, "year", "", 0, 52},
    {Unit::per_week, "/week", "/ ?week"},
    {Unit::per_quarter, "/quarter", "/ ?quarter"},
};

const Notation* written_form(Unit unit) {
  for (const Notation& notation : notations)
    if (notation.unit == unit) return &notation;
  return nullptr;
}

std::string with_currency(std::string_view suffix, std::string_view currency) {
  std::string text(suffix);
  const std::size_t mark = text.find('$');
  if (mark != std::string::npos) text.replace(mark, 1, currency);
  return text;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t') kept += c;
  return kept;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// `10_000` as in TOML: an underscore between two digits is left out.
std::string without_underscores(std::string_view text) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::string kept;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '_' || i == 0 || !is_digit(i - 1) || !is_digit(i + 1)) kept += text[i];
  return kept;
}

// Power of ten of a leading `k` or `M`, which is removed.
int take_multiplier(std::string& rest) {
  if (rest.empty() || (rest[0] != 'k' && rest[0] != 'M')) return 0;
  const int shift = rest[0] == 'k' ? 3 : 6;
  rest.erase(0, 1);
  return shift;
}

bool is_money(Unit unit) {
  return unit == Unit::money || unit == Unit::money_per_week;
}

ParsedValue wrong(std::string_view code, std::string message, std::string hint) {
  return {std::nullopt, {std::string(code), std::move(message), std::move(hint), ""}};
}

std::string quoted(std::string_view text) {
  return "`\"" + std::string(text) + "\"`";
}

std::string wanted(const Parameter& p, std::string_view currency) {
  return "`" + std::string(p.key) + "` is " + std::string(unit_noun(p.unit)) + ", written like " +
         unit_example(p.unit, currency);
}

// A number as its author probably meant it, in the unit's own notation: 8 or 0.08 of a share is "8 %".
std::string probable_text(double number, Unit unit, std::string_view currency) {
  const bool is_fraction = unit == Unit::share && std::abs(number) <= 1;
  const Notation* notation = written_form(unit);
  return shortest_decimal(number, is_fraction ? -2 : 0) + " " + with_currency(notation->suffix, currency);
}

ParsedValue missing_unit(double number, const Parameter& p, std::string_view currency) {
  return wrong(codes::missing_unit, "`" + std::string(p.key) + "` needs a unit",
               "write " + quoted(probable_text(number, p.unit, currency)));
}

// The unit after the number is not one of this parameter.
ParsedValue wrong_unit(std::string_view text, std::string_view unit_text, const Parameter& p,
                       std::string_view currency) {
  std::string message = quoted(text) + " has the unit `" + std::string(unit_text) + "`, which does not fit";
  if (unit_text.starts_with(','))
    return wrong(codes::wrong_unit, quoted(text) + " is not a number that can be read",
                 "write numbers without `,`, with a point before decimals: 1200 or 2.9");
  std::string hint = wanted(p, currency);
  if (p.unit == Unit::weeks) hint += "; only weeks and years (of 52 weeks) are known";
  const bool has_other_currency = (is_money(p.unit) || p.unit == Unit::per_money) && unit_text.size() >= 3;
  if (has_other_currency) hint += "; this scenario counts in " + std::string(currency);
  return wrong(codes::wrong_unit, std::move(message), std::move(hint));
}

// More than two decimals of money: a point that stands between thousands, or a wrong unit of account.
ParsedValue sub_cent(std::string_view raw, double cents, const Parameter& p, std::string_view currency) {
  std::string hint = "write " + quoted(format_value(std::floor(cents + .5), p, currency));
  const double thousands = cents * 1000;
  if (thousands == std::floor(thousands))
    hint += ", or " + quoted(format_value(thousands, p, currency)) + " if the point stands between thousands";
  return wrong(codes::sub_cent, quoted(raw) + " is money with more than two decimals", std::move(hint));
}

}  // namespace

ParsedValue parse_value(std::string_view raw, const Parameter& p, std::string_view currency) {
  if (p.unit == Unit::choice) return parse_choice(raw, p);
  const std::string plain = without_underscores(trimmed(raw));
  const std::string_view text = plain;

  // the number
  const std::size_t length = decimal_length(text);
  const std::string_view unit_text = trimmed(text.substr(length));
  if (length == 0)
    return wrong(codes::wrong_unit, quoted(raw) + " does not start with a number", wanted(p, currency));
  if (is_bare(p.unit)) {
    return wrong(codes::wrong_type, "`" + std::string(p.key) + "` is a number without a unit",
                 "write " + std::string(text.substr(0, length)) + " without quotes");
  }
  if (unit_text.empty()) return missing_unit(*parse_decimal(text), p, currency);

  // the unit, with an optional k or M before a currency
  std::string rest = without_blanks(unit_text);
  int multiplier = 0;
  for (int attempt = 0; attempt < 2; ++attempt) {
    for (const Notation& notation : notations) {
      if (notation.unit != p.unit || rest != with_currency(notation.suffix, currency)) continue;
      const auto number = parse_decimal(text.substr(0, length), notation.shift + multiplier);
      if (!number)
        return wrong(codes::wrong_unit, quoted(raw) + " is not a number that can be read",
                     wanted(p, currency));
      if (is_money(p.unit) && *number != std::floor(*number)) return sub_cent(raw, *number, p, currency);
      return {*number * notation.factor, {}};
    }
    multiplier = is_money(p.unit) ? take_multiplier(rest) : 0;
    if (multiplier == 0) break;
  }
  return wrong_unit(text, unit_text, p, currency);
}

ParsedValue parse_bare(double number, const Parameter& p, std::string_view currency) {
  if (is_bare(p.unit)) return {number, {}};
  if (p.unit == Unit::choice)
    return wrong(codes::wrong_type, "`" + std::string(p.key) + "` is a word, not a number",
                 "allowed: " + allowed_values(p, currency));
  return missing_unit(number, p, currency);
}

ParsedValue parse_choice(std::string_view word, const Parameter& p) {
  std::vector<std::string> words(p.choices.begin(), p.choices.end());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return {static_cast<double>(i), {}};
  ParsedValue none =
      wrong(codes::unknown_word, "`" + std::string(word) + "` is not a value of `" + std::string(p.key) + "`",
            "allowed: " + list_words(words));
  none.problem.suggestion = nearest_word(word, words).value_or("");
  return none;
}

std::string format_value(double value, const Parameter& p, std::string_view currency) {
  if (p.unit == Unit::choice) return std::string(p.choices[static_cast<std::size_t>(value)]);
  if (is_bare(p.unit)) return shortest_decimal(value);
  const Notation* notation = written_form(p.unit);
  const std::string suffix = with_currency(notation->suffix, currency);
  const std::string plain = shortest_decimal(value, notation->shift) + " " + suffix;
  if (p.unit == Unit::weeks && value == 1) return "1 week";
  if (!is_money(p.unit) || std::abs(value) < 1e8) return plain;
  const std::string in_millions = shortest_decimal(value, notation->shift + 6) + " M " + suffix;
  return in_millions.size() < plain.size() ? in_millions : plain;
}

std::string file_value(double value, const Parameter& p, std::string_view currency) {
  const std::string text = format_value(value, p, currency);
  return is_bare(p.unit) ? text : "\"" + text + "\"";
}

bool is_bare(Unit unit) {
  return unit == Unit::number || unit == Unit::count;
}

std::string_view unit_noun(Unit unit) {
  switch (unit) {
  case Unit::number: return "a number";
  case Unit::count: return "a whole number";
  case Unit::share: return "a share";
  case Unit::money: return "an amount of money";
  case Unit::money_per_week: return "money per week";
  case Unit::per_money: return "a number per unit of money";
  case Unit::weeks: return "a time in weeks";
  case Unit::per_week: return "a rate per week";
  case Unit::per_quarter: return "a rate per quarter";
  case Unit::choice: return "a word";
  }
  return "";
}

std::string unit_example(Unit unit, std::string_view currency) {
  switch (unit) {
  case Unit::number: return "0.8";
  case Unit::count: return "220";
  case Unit::share: return "\"8 %\"";
  case Unit::money: return "\"30 " + std::string(currency) + "\"";
  case Unit::money_per_week: return "\"800 " + std::string(currency) + "/week\"";
  case Unit::per_money: return "\"0.08 /" + std::string(currency) + "\"";
  case Unit::weeks: return "\"26 weeks\"";
  case Unit::per_week: return "\"0.03 /week\"";
  case Unit::per_quarter: return "\"0.05 /quarter\"";
  case Unit::choice: return "a word in quotes";
  }
  return "";
}

std::string unit_pattern(Unit unit) {
  std::string ways;
  for (const Notation& notation : notations)
    if (notation.unit == unit && !notation.pattern.empty())
      ways += (ways.empty() ? "" : "|") + std::string(notation.pattern);
  return "^[-+]?[0-9]+(_[0-9]+)*([.][0-9]+)?([eE][-+]?[0-9]+)? ?(" + ways + ")$";
}

std::string allowed_values(const Parameter& p, std::string_view currency) {
  if (p.unit == Unit::choice) return list_words(std::vector<std::string>(p.choices.begin(), p.choices.end()));
  return "from " + format_value(p.min, p, currency) + " to " + format_value(p.max, p, currency);
}

}  // namespace townsquare
