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

/// What voting a seller out does. The platform loses the seller's part of the treasury and the trade that does not go to others;
/// of what goes on, half, as with rankings, sellers of its niche share by sales. Buyers are spared what it delivers short.
struct Expulsion {
  std::uint32_t seller = 0;
  Cents part = 0;               // of the treasury, minor units
  double lost_gmv = 0;          // minor units a quarter
  double to_niche = 0;          // net income of others for each unit of their sales
  double spared = 0;            // share of a buyer's spending that is delivered short today
};
Expulsion expulsion_of(const World& world, std::size_t platform, std::uint32_t seller, double gmv);

/// Direct effect of it on a member, minor units a quarter.
double expulsion_effect(const World& world, std::size_t platform, const Expulsion& expulsion, MemberClass member_class, std::uint32_t agent, const ballot::Position& own);

/// Cost of a court of a size per quarter, and its chance of being wrong.
double court_cost(const World& world, std::size_t platform, double size);
double chance_of_wrong(const World& world, std::size_t platform, double size);

/// Money of a member that is disputed in a quarter, minor units.
double disputed_money(const World& world, std::size_t platform, const ballot::Position& own);

/// Revenue of a quarter from selling all data that may be sold, minor units.
double data_revenue(const World& world, std::size_t platform);

/// What a user would pay in a quarter not to be sold at all, minor units; 0 for who is never sold.
double privacy_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t row);

/// What a member loses in a quarter when a share of the data is sold, minor units: nothing where it refuses, which it does as in
/// the sale itself (rules/data/consent.hpp).
double privacy_loss_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t row, double sold_share);

/// Part of all sales that dishonest sellers make.
double dishonest_share(const World& world, std::size_t platform);

/// Gain of a quarter from one more unit of strictness a quarter, minor units: honest sellers get the trade of the
/// suspended and fear an error, dishonest ones fear being caught, buyers lose fewer bad deliveries.
double moderation_effect(const World& world, std::size_t platform, double dishonest_share, MemberClass member_class, std::uint32_t agent, const ballot::Position& own);

}  // namespace townsquare::governing
