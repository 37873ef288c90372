// Places at the top are sold by auction.
#pragma once
#include <span>

#include "engine/rules/ranking/ranking.hpp"

namespace townsquare {

/// What the winners of a position auction pay for a click, when each is worth `worth` to its buyer.
/// Places r = 1, 2, ... get clicks in proportion to r^-steepness and go by worth; payments are those of the lowest equilibrium in
/// which nobody would rather have another's place at its price: a_r p_r = (a_r - a_r+1) v_r+1 + a_r+1 p_r+1, where v of the first
/// without a place is its worth, and at least the reserve.
/// @param worth      of a click, minor units, highest first; all at least `reserve`
/// @param n_places   at least 1
/// @param reserve    least price of a click, minor units, >= 0
/// @param price      one per winner (the first n_places of worth, or all), minor units a click
/// *Source*: Edelman, Ostrovsky and Schwarz 2007, Internet advertising and the generalized second-price auction, American Economic
/// Review 97:242; Varian 2007, Position auctions, International Journal of Industrial Organization 25:1163.
void price_places(std::span<const double> worth, std::size_t n_places, double steepness, double reserve, std::span<double> price);

RankingRule paid_placement_rule();
}  // namespace townsquare
