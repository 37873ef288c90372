// Part of a niche's attention is sold as places, at least `reserve` for a click; the rest goes by recent orders. That sellers know what a
// click is worth and bid as in the lowest envy-free equilibrium is an assumption. What nobody bids for goes by recent orders too.
#include "engine/rules/ranking/paid_placement.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/math.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"slots", Unit::count, 3, 1, 64, "Places that are sold in each niche.", Evidence::decision, "constitution"},
    {"sold_share", Unit::share, .3, 0, 1, "Part of attention that the sold places get when all are taken.", Evidence::decision, "constitution"},
    {"reserve", Unit::money, 5, 0, 1e7, "Least price of being examined once in a place that was bought.", Evidence::decision, "constitution"},
    {"steepness", Unit::number, .77, 0, 3, "Exponent a of the attention r^-a that sold place r gets.", Evidence::weak, "Williams 2012: .77 by places 1 and 15, 1 by places 1 and 2"},
};
constexpr double sales_floor = .02;  // orders; lets a seller without sales be found

struct Auction {
  std::size_t slots;
  double sold_share, reserve, steepness;
};

Auction read(std::span<const double> v) { return {static_cast<std::size_t>(v[0] + .5), v[1], v[2], v[3]}; }

double clicks_of(std::size_t place, double steepness) { return math::pow(static_cast<double>(place + 1), -steepness); }

/// Places of the bidders, highest worth first; of equals the one who has been there longest, then whoever sold more, has the better name
/// or the lower price.
std::vector<std::size_t> bidders(const RankingColumns& c, double reserve) {
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < c.worth.size(); ++j)
    if (c.worth[j] > 0 && static_cast<double>(c.worth[j]) >= reserve) order.push_back(j);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (c.worth[a] != c.worth[b]) return c.worth[a] > c.worth[b];
    if (c.age[a] != c.age[b]) return c.age[a] > c.age[b];
    if (c.orders_quarter[a] != c.orders_quarter[b]) return c.orders_quarter[a] > c.orders_quarter[b];
    if (c.reputation[a] != c.reputation[b]) return c.reputation[a] > c.reputation[b];
    return c.price[a] != c.price[b] ? c.price[a] < c.price[b] : a < b;
  });
  return order;
}

/// Part of attention that each winner buys.
std::vector<double> bought(const Auction& a, std::size_t n_winners) {
  double all = 0;
  for (std::size_t r = 0; r < a.slots; ++r) all += clicks_of(r, a.steepness);
  std::vector<double> share(n_winners);
  for (std::size_t r = 0; r < n_winners; ++r) share[r] = a.sold_share * clicks_of(r, a.steepness) / all;
  return share;
}

/// Part of attention that is not bought, by recent orders.
std::vector<double> earned(const RankingColumns& c, double left) {
  std::vector<double> share(c.orders_quarter.size());
  for (std::size_t j = 0; j < share.size(); ++j) share[j] = static_cast<double>(c.orders_quarter[j]) + sales_floor;
  const double all = std::accumulate(share.begin(), share.end(), 0.);
  for (double& s : share) s *= left / all;
  return share;
}

/// Everything that an auction decides of a niche.
struct Result {
  std::vector<std::size_t> winner;
  std::vector<double> bought, earned, price;  // of winners; of all sellers; of winners, for a click in the place
};

Result hold(const Auction& a, const RankingColumns& c) {
  Result result;
  const std::vector<std::size_t> order = bidders(c, a.reserve);
  const std::size_t n = std::min(order.size(), a.slots);
  std::vector<double> worth;
  for (std::size_t j : order) worth.push_back(static_cast<double>(c.worth[j]));
  result.winner.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n));
  result.price.resize(n);
  price_places(worth, a.slots, a.steepness, a.reserve, result.price);
  result.bought = bought(a, n);
  result.earned = earned(c, 1 - std::accumulate(result.bought.begin(), result.bought.end(), 0.));
  return result;
}

Ranking bind(std::span<const double> v) {
  return [auction = read(v)](const RankingColumns& c, std::span<float> exposure) {
    if (exposure.empty()) return;
    Result result = hold(auction, c);
    for (std::size_t r = 0; r < result.winner.size(); ++r) result.earned[result.winner[r]] += result.bought[r];
    for (std::size_t j = 0; j < exposure.size(); ++j) exposure[j] = static_cast<float>(result.earned[j]);
  };
}

/// A seller is examined in its place and among the others; it pays for the former, so less for one of all.
PlacePrices sell(std::span<const double> v) {
  return [auction = read(v)](const RankingColumns& c, std::span<float> price) {
    std::ranges::fill(price, 0.F);
    if (price.empty()) return;
    const Result result = hold(auction, c);
    for (std::size_t r = 0; r < result.winner.size(); ++r) {
      const double all = result.bought[r] + result.earned[result.winner[r]];
      if (all > 0) price[result.winner[r]] = static_cast<float>(result.price[r] * result.bought[r] / all);
    }
  };
}
}  // namespace

void price_places(std::span<const double> worth, std::size_t n_places, double steepness, double reserve, std::span<double> price) {
  const std::size_t n = std::min(worth.size(), n_places);
  double below = 0;  // paid for all clicks of the place below
  for (std::size_t r = n; r-- > 0;) {
    const double here = clicks_of(r, steepness), next = r + 1 < n_places ? clicks_of(r + 1, steepness) : 0;
    const double rival = r + 1 < worth.size() ? worth[r + 1] : reserve;
    // whoever is shut out would give its worth for the last place; with nobody there the reserve is asked
    below = r + 1 == n ? here * rival : below + (here - next) * rival;
    price[r] = below / here;
  }
}

RankingRule paid_placement_rule() {
  return {{"paid_placement", "Places at the top are sold by auction; the rest of attention goes by recent orders.", "Edelman, Ostrovsky and Schwarz 2007; Varian 2007", parameters}, bind, sell};
}
}  // namespace townsquare
