#include "analysis/statistics/number_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace townsquare {
namespace {

// By what numbers are divided, what follows them, and how many decimals they have.
struct Scale {
  double factor;
  const char* suffix;
  int decimals;
};

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  const int n = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  std::string digits(text.data(), static_cast<std::size_t>(std::clamp(n, 0, 63)));
  const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
  return is_zero && digits.starts_with("-") ? digits.substr(1) : digits;
}

int three_digits(double value) { return value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2; }

// Whole numbers with commas between the thousands; a sign may lead.
std::string grouped_digits(std::string digits) {
  const std::size_t first = digits.starts_with("-") ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

// The scale in which the largest of some values has three digits that count.
Scale money_scale(double largest) {
  constexpr std::pair<double, const char*> steps[] = {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
  for (const auto& [factor, suffix] : steps)
    if (largest >= .9995 * factor) return {factor, suffix, three_digits(largest / factor)};
  return {1, "", largest >= 99.95 ? 0 : largest >= 9.995 ? 1 : 2};
}

Scale scale_of(double largest, NumberStyle style) {
  switch (style) {
  case NumberStyle::share: return {.01, " %", 1};
  case NumberStyle::index: return {1, "", 2};
  case NumberStyle::count: return {1, "", 0};
  case NumberStyle::weeks: return {1, "", largest >= 99.95 ? 0 : 1};
  default: return money_scale(largest);
  }
}

}  // namespace

std::string number_text(double value, NumberStyle style) {
  if (!std::isfinite(value)) return "-";
  const Scale scale = scale_of(std::abs(value), style);
  const bool is_whole = style == NumberStyle::share && (value == 0 || value == 1);
  const bool is_nothing = style != NumberStyle::index && value == 0;
  const std::string digits = fixed(value / scale.factor, is_whole || is_nothing ? 0 : scale.decimals);
  return (style == NumberStyle::count ? grouped_digits(digits) : digits) + scale.suffix;
}

std::string difference_text(const Estimate& d, NumberStyle style) {
  if (!std::isfinite(d.mean)) return "-";  // no pair has it
  const bool is_known = std::isfinite(d.low) && std::isfinite(d.high);
  const double largest = is_known ? std::max(std::abs(d.low), std::abs(d.high)) : std::abs(d.mean);
  if (largest == 0) return "none";
  const Scale scale = scale_of(largest, style);
  const auto text = [&](double value) {
    const std::string digits = fixed(value / scale.factor, scale.decimals);
    return style == NumberStyle::count ? grouped_digits(digits) : digits;
  };
  const std::string mean =
      (d.mean > 0 ? "+" : "") + text(d.mean) + (style == NumberStyle::share ? "pt" : scale.suffix);
  return is_known ? mean + " [" + text(d.low) + ", " + text(d.high) + "]" : mean + " [one run]";
}

std::string range_text(double low, double high, NumberStyle style) {
  if (!std::isfinite(low) || !std::isfinite(high)) return "-";
  if (low == high) return "always " + number_text(low, style);
  return number_text(low, style) + " to " + number_text(high, style);
}

std::string grouped(std::size_t number) { return grouped_digits(std::to_string(number)); }

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

std::string pad_left(std::string text, std::size_t width) {
  const std::size_t own = width_of(text);
  return own < width ? std::string(width - own, ' ') + text : text;
}

std::string pad_right(std::string text, std::size_t width) {
  const std::size_t own = width_of(text);
  return own < width ? text + std::string(width - own, ' ') : text;
}

}  // namespace townsquare
