// Sellers: what they are, and what they are on one platform.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/behaviour/participation/perception.hpp"
#include "engine/behaviour/pricing/pricing.hpp"
#include "engine/money.hpp"
#include "engine/state/column.hpp"

namespace townsquare {

/// The sellers of the market; fixed for a run.
struct Sellers {
  std::vector<std::uint32_t> niche;   // (n_sellers)
  Column<float> position;             // product positions, seller-major, (n_sellers * n_taste_axes)
  Column<float> quality;              // theta in [0, 1], (n_sellers)
  Column<float> honesty;              // share of quality delivered, [0, 1], (n_sellers)
  Column<float> leaving_rate;         // own hazard of leaving, per week, (n_sellers)
  Column<float> reservation_income;   // minor units per week, (n_sellers)
  std::vector<Cents> unit_cost;       // cost of one good, minor units, (n_sellers)
  std::vector<std::uint32_t> second_niche;  // in which it lists too; its own: in none; empty where nobody does, (n_sellers)
  std::vector<std::uint8_t> also_buys;      // 1: one person with the buyer of the same id; empty where nobody does, (n_sellers)

  std::size_t size() const { return niche.size(); }

  /// Whether the seller and the buyer of an id are one person.
  bool is_also_buyer(std::size_t id) const { return id < also_buys.size() && also_buys[id] != 0; }
  /// Whether the seller lists in a second niche.
  bool lists_twice(std::size_t seller) const { return !second_niche.empty() && second_niche[seller] != niche[seller]; }
};

enum SellerFlag : std::uint8_t { seller_informed = 1, seller_member = 2, seller_former = 4, seller_founder = 8, seller_treated = 16, seller_accused = 32, seller_suspended = 64, seller_expelled = 128 };

/// The sellers on one platform; columns have n_sellers rows.
struct SellersOnPlatform {
  Column<std::uint8_t> flags;             // SellerFlag bits
  std::vector<double> take_rate;          // share of each sale that the platform keeps this week; FeeTerms says what else it asks
  std::vector<Cents> price;               // asking price without what the buyer pays on top, minor units
  Column<float> good_ratings;             // r of the beta reputation
  Column<float> bad_ratings;              // s of the beta reputation
  Column<float> sales_quarter;            // gross sales, exponential 13-week sum, minor units
  Column<float> orders_quarter;           // orders, exponential 13-week sum
  Column<float> views_quarter;            // times examined, exponential 13-week sum
  Column<float> income_week;              // net income, exponential 13-week mean, minor units per week
  Column<float> exposure;                 // share of the niche's attention budget
  Column<std::uint32_t> views;            // times examined this week
  Column<std::uint32_t> orders;           // real orders this week
  Column<std::uint32_t> orders_year;      // real orders since the start of the platform's year
  std::vector<Cents> sales_year;          // gross sales settled this year, minor units (patronage)
  std::vector<Cents> sales_total;         // gross sales settled since the launch
  std::vector<Cents> sales;               // gross sales settled this week
  std::vector<Cents> fees;                // fees charged this week
  std::vector<Cents> goods_cost;          // cost of goods and of disputes this week
  Column<std::int32_t> joined_week;       // week of the present membership
  Column<std::int32_t> grace_until;       // first week in which income is judged
  std::vector<PriceTrial> price_trial;    // of prices that are searched for; else empty
  std::vector<Perceived> perceived;       // where people remember a utility; else empty
  Column<float> wash_orders_quarter;      // orders from themselves, exponential 13-week sum; empty where nobody does it
  std::vector<Cents> washed;              // value of these this week; empty where nobody does it
  Column<float> placement_price;          // owed for each time examined, minor units; empty where places are not sold
  std::vector<std::uint32_t> waiting;     // ids of those who wait for a place, in the order in which they came
  Column<std::int32_t> heard_week;        // of the accused: when a suspension begins; of the suspended: when it ends; empty where
                                          // nobody can be suspended

  bool is_member(std::size_t seller) const { return flags[static_cast<Eigen::Index>(seller)] & seller_member; }

  /// A member whom buyers can find. A suspended member keeps its vote.
  bool is_listed(std::size_t seller) const { return (flags[static_cast<Eigen::Index>(seller)] & (seller_member | seller_suspended)) == seller_member; }
};

}  // namespace townsquare
