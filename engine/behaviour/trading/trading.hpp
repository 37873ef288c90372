// The market for tokens: who sells to whom, and how the price moves.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace townsquare::trading {

/// A uniform number in (0, 1) of a holder; `index` tells several of one holder apart: 0 whether it sells, 1 how much, 2 to whom.
using Draw = std::function<double(std::uint32_t holder, std::uint32_t index)>;

/// Tokens that change hands.
struct Trade {
  std::uint32_t seller = 0, buyer = 0;
  std::int64_t amount = 0;  // thousandths, > 0
};

/// One week of trade. A holder sells with chance `rate`, a uniform share of what is free; its buyer is drawn with probability
/// proportional to wealth, all tokens a holder had when the week began. Who draws itself does not trade. In the order of sellers.
/// @param free    tokens that can be sold, thousandths
/// @param wealth  all tokens, thousandths, >= free
/// *Source*: random matching with wealth-proportional demand; that it concentrates any first allocation is the finding of
/// Delgado Fernandez, Barbereau and Papageorgiou 2022, Agent-based model of initial token allocations, arXiv 2208.10271.
std::vector<Trade> match(double rate, std::span<const std::int64_t> free, std::span<const std::int64_t> wealth, const Draw& draw);

/// Price after a week: its logarithm moves towards that of the value by the share of holders that trade.
/// @param price  minor units, > 0
/// @param value  what a token gives its holder, minor units; 0: it gives no money, and nothing pulls the price
/// *Source*: the part of fundamentalists in Beja and Goldman 1980, On the dynamic behavior of prices in disequilibrium, J. Finance
/// 35(2); that the speed is the rate of trade is an *assumption*.
double next_price(double price, double value, double rate);

}  // namespace townsquare::trading
