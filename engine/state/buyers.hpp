// Buyers: what they are (one record, read at random by the shop) and what they are on one platform.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/behaviour/choice/loyalty.hpp"
#include "engine/behaviour/participation/perception.hpp"
#include "engine/money.hpp"
#include "engine/state/column.hpp"

namespace townsquare {

/// What a visit reads of a buyer, in one half cache line.
struct alignas(32) BuyerRecord {
  float taste[n_taste_axes];  // place in taste space
  float need_rate;            // needs per week
  float price_sensitivity;    // utility per major unit of money
  float outside_value;        // value of buying elsewhere, logsum units
  std::uint32_t niche;
};
static_assert(sizeof(BuyerRecord) == 32);

/// Value of buying elsewhere when whoever sells there pays the buyer something for it, major units of money.
inline double value_elsewhere(const BuyerRecord& buyer, double subsidy) {
  return static_cast<double>(buyer.outside_value) + static_cast<double>(buyer.price_sensitivity) * subsidy;
}

/// The buyers of the market.
struct Buyers {
  std::vector<BuyerRecord> record;  // (n_buyers)
  Column<float> leaving_rate;       // own hazard of leaving, per week, (n_buyers)

  std::size_t size() const { return record.size(); }
};

enum BuyerFlag : std::uint8_t { buyer_informed = 1, buyer_member = 2, buyer_former = 4 };

/// The buyers on one platform.
struct BuyersOnPlatform {
  Column<std::uint8_t> flags;        // BuyerFlag bits, (n_buyers)
  Column<float> experience;          // E, logsum units, (n_buyers)
  Column<std::uint16_t> uses;        // visits made, saturating, (n_buyers)
  Column<float> visit_surplus;       // sum of this week's logsums, (n_buyers)
  Column<std::uint8_t> visits;       // visits this week, saturating, (n_buyers)
  // kept where buyers are members, else empty
  Column<float> spend_quarter;       // of one person, exponential 13-week sum, minor units, (n_buyers)
  Column<float> surplus_quarter;     // of its visits, exponential 13-week sum, minor units, (n_buyers)
  std::vector<Cents> spend;          // of the whole agent, settled this week, minor units, (n_buyers)
  Column<std::int32_t> joined_week;  // week of the present membership, (n_buyers)
  std::vector<Cents> spend_year;     // of the whole agent this year, minor units, (n_buyers)
  std::vector<Perceived> perceived;  // where people remember a utility, else empty, (n_buyers)
  std::vector<Loyalty> loyalty;      // where buyers remember sellers, else empty, (n_buyers)

  bool is_member(std::size_t buyer) const { return flags[static_cast<Eigen::Index>(buyer)] & buyer_member; }

  /// Comes in without a look: a stranger expects to do just as well as elsewhere, at the friction of many uses; whoever was here remembers.
  void enter(std::size_t buyer, float outside_value, float friction_final) {
    const auto row = static_cast<Eigen::Index>(buyer);
    if (!(flags[row] & (buyer_member | buyer_former))) experience[row] = outside_value + friction_final;
    flags[row] |= buyer_informed | buyer_member;
  }
};

}  // namespace townsquare
