// Orders of the week, and disputes that wait for a ruling.
#pragma once
#include <cstdint>

#include "engine/money.hpp"
#include "engine/rules/dispute/dispute.hpp"

namespace townsquare {

/// One order of a buyer agent; it stands for `buyers_per_agent` real orders, and so do its amounts.
struct Order {
  std::uint32_t buyer, seller;
  std::uint32_t index;     // need of the week, from 0
  float expected;          // quality that the reputation promised
  float delivered;         // quality delivered
  Cents amount;            // paid into escrow, minor units
  Cents fee;               // platform's part if the order settles
  Cents goods_cost;        // seller's cost of goods
};

/// An order whose money is still in escrow.
struct Dispute {
  Order order;
  std::int32_t opened_week;
  bool is_buyer_right;     // the truth, which judges do not see
  CaseProgress progress = {};  // how far the court has come
};

}  // namespace townsquare
