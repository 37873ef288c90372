#include "scenarios/decimal.hpp"

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace townsquare {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_from(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - start;
}

// Length of an exponent (`e-3`) at `start`; 0 if there is none.
std::size_t exponent_length(std::string_view text, std::size_t start) {
  if (start >= text.size() || (text[start] != 'e' && text[start] != 'E')) return 0;
  std::size_t length = 1;
  if (start + 1 < text.size() && (text[start + 1] == '-' || text[start + 1] == '+')) ++length;
  const std::size_t digits = digits_from(text, start + length);
  return digits == 0 ? 0 : length + digits;
}

std::optional<double> nearest_double(const std::string& text) {
#if defined(__cpp_lib_to_chars)
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
#else
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return std::nullopt;
  return value;
#endif
}

// Shortest digits in scientific form: "-1.25e+03".
std::string scientific(double value) {
#if defined(__cpp_lib_to_chars)
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  return {buffer, end};
#else
  char buffer[64];
  for (int digits = 0; digits < 17; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*e", digits, value);
    if (std::strtod(buffer, nullptr) == value) break;
  }
  return buffer;
#endif
}

// Digits and the place of the point as people write them: 1250, 0.04; far from one: 1.25e-9.
std::string laid_out(std::string digits, int exponent) {
  const int n = static_cast<int>(digits.size());
  if (exponent < -6 || exponent > 15) {
    if (n > 1) digits.insert(1, ".");
    return digits + "e" + std::to_string(exponent);
  }
  if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (exponent >= n - 1) return digits + std::string(static_cast<std::size_t>(exponent - n + 1), '0');
  return digits.insert(static_cast<std::size_t>(exponent + 1), ".");
}

}  // namespace

std::size_t decimal_length(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const std::size_t whole = digits_from(text, at);
  if (whole == 0) return 0;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_from(text, at + 1);
    if (fraction > 0) at += 1 + fraction;
  }
  return at + exponent_length(text, at);
}

std::optional<double> parse_decimal(std::string_view text, int shift) {
  if (text.empty() || decimal_length(text) != text.size()) return std::nullopt;
  if (text[0] == '+') text.remove_prefix(1);
  std::string mantissa(text);
  int exponent = shift;
  const std::size_t mark = text.find_first_of("eE");
  if (mark != std::string_view::npos) {
    if (text.size() - mark > 6) return std::nullopt;  // no quantity has such an exponent
    exponent += std::atoi(mantissa.c_str() + mark + 1);
    mantissa.resize(mark);
  }
  return nearest_double(mantissa + "e" + std::to_string(exponent));
}

std::string shortest_decimal(double value, int shift) {
  const std::string text = scientific(value);
  const std::size_t mark = text.find('e');
  const bool is_negative = text[0] == '-';
  std::string digits = text.substr(is_negative, mark - is_negative);
  if (digits.size() > 1) digits.erase(1, 1);  // the point
  if (digits.find_first_not_of('0') == std::string::npos) return is_negative ? "-0.0" : "0";
  const int exponent = std::atoi(text.c_str() + mark + 1) - shift;
  return (is_negative ? "-" : "") + laid_out(digits, exponent);
}

}  // namespace townsquare
