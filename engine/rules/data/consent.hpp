// Whose data is sold, and what that is worth to them.
#pragma once

namespace townsquare {

/// Terms of a sale of users' data. Money in minor units.
struct DataSale {
  double sold_share = 0;    // of a consenting user's data, [0, 1]
  bool is_opt_out = false;  // consent is assumed until withdrawn
  double price = 0;         // per user and week for all of its data
  double member_share = 0;  // of the revenue, paid to those who are members
  double trouble = 0;       // what it costs to say no, or yes, against the default: the time to read
};

/// What a user would pay in a quarter not to be sold: half of its privacy cost times the square of the share sold, as in the
/// ballot on data. *Assumption*: the first byte hurts least.
inline double privacy_loss(double privacy_cost, double sold_share) { return .5 * privacy_cost * sold_share * sold_share; }

/// Whether a user's data may be sold: it leaves the default when a quarter's gain from doing so is more than the trouble.
/// `is_member`: it is paid its part of the revenue. *Source*: defaults stick, Johnson, Bellman and Lohse 2002, Defaults,
/// framing and privacy; the trouble as the measure of it is an assumption.
inline bool consents(const DataSale& sale, double privacy_cost, bool is_member) {
  const double paid = is_member ? 13 * sale.price * sale.sold_share * sale.member_share : 0;
  const double gain = paid - privacy_loss(privacy_cost, sale.sold_share);
  return sale.is_opt_out ? -gain <= sale.trouble : gain > sale.trouble;
}

/// Utility that a week of being sold takes from a buyer's experience of a visit: its loss of the quarter over 13 weeks in
/// utility units, at the rate at which a visit is remembered. With needs lambda a week the experience so ends up lower by
/// the loss per visit, loss / (13 lambda). `price_sensitivity` in utility per major unit.
inline double experience_lost(double privacy_cost, double sold_share, double price_sensitivity, double experience_rate) {
  return experience_rate * price_sensitivity * privacy_loss(privacy_cost, sold_share) / 100 / 13;
}

}  // namespace townsquare
