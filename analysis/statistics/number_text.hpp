// Numbers as people read them: three digits that count, and k, M, G for 10^3, 10^6, 10^9.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/statistics/statistics.hpp"

namespace townsquare {

/// How the numbers of a row are written.
enum class NumberStyle { money, share, index, weeks, count };

/// One value: "2.31M", "46 %", "0.61", "41.3".
std::string number_text(double value, NumberStyle style);

/// A difference with its interval in the same scale: "-2.31M [-2.60, -2.02]"; shares in points: "-12.3pt".
std::string difference_text(const Estimate& difference, NumberStyle style);

/// A range of values: "850k to 2.60M".
std::string range_text(double low, double high, NumberStyle style);

/// "3,120".
std::string grouped(std::size_t number);

/// Characters of a text in UTF-8, which is its width for the letters that titles are made of.
std::size_t width_of(std::string_view text);
std::string pad_left(std::string text, std::size_t width);
std::string pad_right(std::string text, std::size_t width);

}  // namespace townsquare
