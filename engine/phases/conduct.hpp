// What a platform pays for orders, and what its advertisements cost a visitor.
#pragma once
#include <algorithm>

#include "engine/simulate.hpp"

namespace townsquare {

/// Whether orders are subsidised this week.
bool is_subsidising(const World& world, std::size_t platform);

/// Paid to the buyer for an order from a seller while orders are subsidised, minor units: at most its price.
inline Cents buyer_subsidy(const Conduct& conduct, const PlatformState& p, std::size_t seller) {
  return std::min(static_cast<Cents>(conduct.buyer_subsidy), buyer_price(p.sellers.price[seller], p.fee_terms));
}

/// What the advertisements of a page cost a visitor, in utility.
inline float cost_of_advertisements(const Conduct& conduct) { return static_cast<float>(conduct.advertising_load * conduct.advertising_cost); }

}  // namespace townsquare
