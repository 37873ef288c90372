// What the classes of decision other than the fee do to members, from the platform's own columns.
#pragma once
#include <span>
#include <vector>

#include "engine/behaviour/ballot/outlook.hpp"
#include "engine/simulate.hpp"

namespace townsquare::governing {

/// What other shares of attention do: to each seller, minor units a quarter (0 for who is no member); to a visit in each
/// niche, utility.
struct RankingEffect {
  std::vector<float> income;     // (n_sellers)
  std::vector<double> utility;   // (n_niches)
};

/// Exposure is computed again under the proposed share on last quarter's columns: delta y = half of (e' - e) x views of the
/// niche x orders per view x margin, with orders per view shrunk to the niche's mean by ten views.
RankingEffect ranking_effect(const World& world, std::size_t platform, std::size_t criterion, double share);

/// What a quarter's visits of a buyer gain from a change of what is shown, minor units.
double buyers_gain(const World& world, std::uint32_t buyer, std::span<const double> utility_by_niche);

/// Sellers in a year under another share of applications accepted, over sellers in a year under the present one.
double sellers_after(const World& world, std::size_t platform, double admission_share, double proposed);

/// Cost of a court of a size per quarter, and its chance of being wrong.
double court_cost(const World& world, std::size_t platform, double size);
double chance_of_wrong(const World& world, std::size_t platform, double size);

/// Money of a member that is disputed in a quarter, minor units.
double disputed_money(const World& world, std::size_t platform, const ballot::Position& own);

/// Revenue of a quarter from selling all data that may be sold, minor units.
double data_revenue(const World& world, std::size_t platform);

/// What a member would pay in a quarter not to be sold, minor units.
double privacy_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t row);

/// Part of all sales that dishonest sellers make.
double dishonest_share(const World& world, std::size_t platform);

/// Gain of a quarter from one more unit of strictness a quarter, minor units: honest sellers get the trade of the
/// suspended and fear an error, dishonest ones fear being caught, buyers lose fewer bad deliveries.
double moderation_effect(const World& world, std::size_t platform, double dishonest_share, MemberClass member_class, std::uint32_t agent, const ballot::Position& own);

}  // namespace townsquare::governing
