// Orders of the week, and disputes that wait for a ruling.
#pragma once
#include <cstdint>

#include "engine/money.hpp"
#include "engine/rules/dispute/dispute.hpp"
#include "engine/rules/fee/fee.hpp"

namespace townsquare {

/// One order of a buyer agent; it stands for `buyers_per_agent` real orders, and so do its amounts.
struct Order {
  std::uint32_t buyer, seller;
  std::uint32_t index;     // need of the week, from 0
  float expected;          // quality that the reputation promised
  float delivered;         // quality delivered
  Cents amount;            // price of the goods, paid into escrow, minor units
  Cents fee;               // all that its seller pays the platform if the order settles
  Cents goods_cost;        // seller's cost of goods
  float value = 0;         // utility that the buyer expected of it
};

/// An order whose money is still in escrow.
struct Dispute {
  Order order;
  std::int32_t opened_week;
  bool is_buyer_right;     // the truth, which judges do not see
  CaseProgress progress = {};  // how far the court has come
  OrderFees fees = {};         // parts of the order's fee, and what the buyer paid on top

  /// All that is in escrow for it, minor units.
  Cents held() const { return order.amount + fees.buyer; }
};

}  // namespace townsquare
