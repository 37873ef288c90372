// Seller, of an order at price p:  take_rate p + per_order + payment_rate p + payment_fixed + advertising_rate advertised_share p.
// Seller, of a week:  listing_fee / listing_weeks for each listing + subscription.   Buyer, of an order:  buyer_fee p + buyer_per_order.
// Prices are without shipping. The payment part is the platform's income like any other; what its own processor takes is in
// [costs] (payment_share, payment_fixed), as on every platform, so that it is paid once. An order comes by an advertisement
// with the chance advertised_share and is charged the mean. Listings are the seller's catalogue in the market, each listed
// again when its time is over. Advertisements and subscriptions buy nothing but what is stated elsewhere.
// Lists are values by date: value i holds from effective_week i on, and a shorter list keeps what it has.
// *Source*: the published schedules of marketplaces 2016-2025; the mean over orders and relisting are assumptions.
#include "engine/rules/fee/schedule.hpp"

#include <cmath>

namespace townsquare {
namespace {
constexpr std::size_t n_dates = 6;
constexpr Evidence decision = Evidence::decision;
constexpr std::string_view source = "published schedule";

constexpr Parameter dated(std::string_view key, Unit unit, double usual, double most, std::string_view meaning) {
  return {key, unit, usual, 0, most, meaning, decision, source, 1, 1, {}, static_cast<int>(n_dates)};
}

enum Key : std::size_t {
  take_rate, per_order, payment_rate, payment_fixed, advertising_rate, advertised_share, listing_fee, listing_weeks, subscription,
  buyer_fee, buyer_per_order, effective_week, n_dated_keys
};
constexpr std::size_t money_step = n_dated_keys * n_dates, money_most = money_step + 1;

constexpr Parameter parameters[] = {
    dated("take_rate", Unit::share, .08, largest_take_rate, "Share of each sale that the platform keeps."),
    dated("per_order", Unit::money, 0, 1e6, "Asked of the seller for each order."),
    dated("payment_rate", Unit::share, 0, .5, "Share of each sale that the seller pays for payment; the platform's own processor is in [costs]."),
    dated("payment_fixed", Unit::money, 0, 1e6, "Asked of the seller for the payment of each order."),
    dated("advertising_rate", Unit::share, 0, .95, "Share that the seller pays of an order that came by an advertisement."),
    dated("advertised_share", Unit::share, 0, 1, "Orders that come by advertisements."),
    dated("listing_fee", Unit::money, 0, 1e6, "Asked of the seller for each listing."),
    {"listing_weeks", Unit::weeks, 17, 1, 520, "Weeks until a listing is paid for again.", decision, source, 1, 1, {}, static_cast<int>(n_dates)},
    dated("subscription", Unit::money_per_week, 0, 1e7, "Asked of each seller by the week."),
    dated("buyer_fee", Unit::share, 0, .95, "Share of the price that the buyer pays on top."),
    dated("buyer_per_order", Unit::money, 0, 1e6, "Asked of the buyer for each order."),
    dated("effective_week", Unit::weeks, 0, 5200, "Weeks from which the first, second, ... value of each list holds; the first is 0."),
    {"money_step", Unit::share, .25, .001, 1, "Part of a written sum of money by which a vote moves it one step.", decision, "constitution"},
    {"money_most", Unit::number, 4, 1, 1000, "Most that votes can make of a written sum of money, times the sum.", decision, "constitution"},
};

/// Numbers that members vote on.
constexpr Key voted_keys[] = {take_rate, per_order, payment_rate, payment_fixed, advertising_rate, listing_fee, subscription, buyer_fee, buyer_per_order};

// what is in force stands in the first place of each list
double in_force(std::span<const double> values, Key key) { return values[key * n_dates]; }

Fee bind(std::span<const double> values) {
  const double rate = in_force(values, take_rate);
  return [rate](const FeeColumns&, std::span<double> rates) { std::ranges::fill(rates, rate); };
}

FeeTerms terms(std::span<const double> v) {
  FeeTerms terms;
  terms.per_order = in_force(v, per_order);
  terms.payment_rate = in_force(v, payment_rate);
  terms.payment_fixed = in_force(v, payment_fixed);
  terms.advertising = in_force(v, advertising_rate) * in_force(v, advertised_share);
  terms.listing = in_force(v, listing_fee) / in_force(v, listing_weeks);
  terms.subscription = in_force(v, subscription);
  terms.buyer_rate = in_force(v, buyer_fee);
  terms.buyer_fixed = in_force(v, buyer_per_order);
  return terms;
}

/// Largest of a list; unused slots are no numbers.
double largest(std::span<const double> written, Key key) {
  double most = 0;
  for (std::size_t i = 0; i < n_dates; ++i)
    if (written[key * n_dates + i] > most) most = written[key * n_dates + i];
  return most;
}

std::vector<VotedFee> levers(std::span<const double> written) {
  std::vector<VotedFee> all;
  for (Key key : voted_keys) {
    const double most = largest(written, key);
    if (!(most > 0)) continue;
    VotedFee fee{key * n_dates};
    if (parameters[key].unit != Unit::share) fee = {key * n_dates, written[money_step] * most, written[money_most] * most};
    all.push_back(fee);
  }
  return all;
}

void enact(std::span<const double> written, std::int32_t week, std::span<double> values) {
  for (std::size_t date = 1; date < n_dates; ++date) {
    const double from = written[effective_week * n_dates + date];
    if (!(from == static_cast<double>(week))) continue;
    for (std::size_t key = 0; key < effective_week; ++key)
      if (!std::isnan(written[key * n_dates + date])) values[key * n_dates] = written[key * n_dates + date];
  }
}
}  // namespace

FeeRule schedule_rule() {
  return {{"schedule", "A published schedule: a share, sums per order, listing, payment, advertising, subscription, and the buyer's side, with dates.",
           "published fee schedules of marketplaces, 2016-2025", parameters}, 0, bind, terms, levers, enact};
}
}  // namespace townsquare
