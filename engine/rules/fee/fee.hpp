// Fee rules: what a platform asks of its sellers and buyers.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/money.hpp"
#include "engine/parameter.hpp"

namespace townsquare {

/// What a fee may depend on; one entry per seller.
struct FeeColumns {
  std::span<const std::uint32_t> orders_year;  // real orders of the seller since the start of the platform's year
};

/// Fills the take rate of every seller, share of the price in [0, largest_take_rate].
using Fee = std::function<void(const FeeColumns&, std::span<double> take_rate)>;


/// What is asked beside the take rate, the same of everybody. Shares are of the price; money in minor units.
struct FeeTerms {
  double per_order = 0;                        // of the seller, for an order
  double payment_rate = 0, payment_fixed = 0;  // of the seller, for handling its payment; the latter for an order
  double advertising = 0;                      // of the seller, on the average of all its orders
  double listing = 0;                          // of the seller, for a listing and week
  double subscription = 0;                     // of the seller, for a week
  double buyer_rate = 0, buyer_fixed = 0;      // of the buyer, on top of the price; the latter for an order

  double per_sale() const { return per_order + payment_fixed; }
  bool is_paid_by_sale() const { return payment_rate > 0 || advertising > 0 || per_sale() > 0; }
  bool is_paid_by_week() const { return listing > 0 || subscription > 0; }
  bool is_paid_by_buyers() const { return buyer_rate > 0 || buyer_fixed > 0; }
};

/// The parts of a fee, as they are counted.
enum class FeePart : std::uint8_t { take_rate, per_order, payment, advertising, listing, subscription, buyer, placement };
inline constexpr std::size_t n_fee_parts = 8;
inline constexpr std::array<std::string_view, n_fee_parts> fee_part_names = {"take_rate", "per_order", "payment", "advertising", "listing", "subscription", "buyer", "placement"};

/// What one order pays beside the take rate, minor units.
struct OrderFees {
  Cents per_order = 0, payment = 0, advertising = 0;  // of what the seller gets
  Cents buyer = 0;                                    // on top of the amount
};

/// A sum of money as it is charged, whole cents.
inline Cents charged(double amount) { return static_cast<Cents>(amount + .5); }

/// What a buyer pays for a good, minor units.
inline Cents buyer_price(Cents price, const FeeTerms& terms) {
  return terms.is_paid_by_buyers() ? price + share_of(price, terms.buyer_rate) + charged(terms.buyer_fixed) : price;
}

/// Share of a sale at this price that its seller does not keep, in [0, .95]; what is paid by the week is no part of a sale.
inline double marginal_rate(double take_rate, const FeeTerms& terms, double price) {
  if (!terms.is_paid_by_sale()) return take_rate;
  const double fixed = price > 0 ? terms.per_sale() / price : 0;
  return std::min(largest_take_rate, take_rate + terms.payment_rate + terms.advertising + fixed);
}

/// Splits an order of `quantity` goods: `take` of the amount is gone already, and sellers never pay more than they get.
/// What exceeds it is let off, advertising first, then payment.
inline OrderFees fees_of_order(const FeeTerms& terms, Cents amount, Cents take, std::int64_t quantity) {
  OrderFees fees;
  Cents left = amount - take;
  const auto ask = [&left](Cents asked) {
    const Cents paid = std::min(asked, left);
    left -= paid;
    return paid;
  };
  fees.per_order = ask(charged(terms.per_order) * quantity);
  fees.payment = ask(share_of(amount, terms.payment_rate) + charged(terms.payment_fixed) * quantity);
  fees.advertising = ask(share_of(amount, terms.advertising));
  fees.buyer = buyer_price(amount / quantity, terms) * quantity - amount;
  return fees;
}

/// A value of a rule that members can vote on, its place among the values, and its range.
struct VotedFee {
  std::size_t slot;
  double step = 0;  // 0: that of the class of decision
  double most = 0;  // 0: the upper bound of the class
};

/// A row of the family. `voted` is the take rate that an operator tests, and a vote changes, or -1 when the schedule is fixed.
struct FeeRule {
  RuleRow row;
  int voted;
  Fee (*bind)(std::span<const double> values);
  FeeTerms (*terms)(std::span<const double> values) = nullptr;                  // none: nothing beside the take rate
  std::vector<VotedFee> (*levers)(std::span<const double> written) = nullptr;   // none: `voted` alone
  /// Puts into force what was written down for this week.
  void (*enact)(std::span<const double> written, std::int32_t week, std::span<double> in_force) = nullptr;
};

std::span<const FeeRule> fee_rules();

/// What a rule asks beside its take rate.
inline FeeTerms terms_of(const FeeRule& rule, std::span<const double> values) { return rule.terms ? rule.terms(values) : FeeTerms{}; }

}  // namespace townsquare
