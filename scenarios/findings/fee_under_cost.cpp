#include "scenarios/findings/finding.hpp"
#include "scenarios/findings/words.hpp"

namespace townsquare {
namespace {

std::string money(double cents) {
  const std::string text = std::to_string(std::lround(cents));
  const std::string padded = text.size() < 3 ? std::string(3 - text.size(), '0') + text : text;
  return padded.substr(0, padded.size() - 2) + "." + padded.substr(padded.size() - 2);
}

// A typical price, minor units; 0 where the file does not tell.
double typical_price(const Check& check) {
  const bool is_known = check.given("pricing.rule") || check.given("pricing.price") || check.given("pricing.markup");
  if (!is_known) return 0;  // the default market is nobody's
  const std::string_view rule = check.rule("pricing");
  if (rule == "fixed") return check.value("pricing.price");
  return rule == "cost_plus" ? check.value("pricing.markup") * check.scenario().market.unit_cost : 0;
}

}  // namespace

void find_fee_under_cost(Check& check, const Finding& finding) {
  const Costs& costs = check.platform().costs;
  const double price = typical_price(check);
  if (check.rule("fees") != "take_rate" || price <= 0) return;
  const double fee = check.value("fees.take_rate") * price;
  const double cost = costs.per_order + costs.payment_share * price + costs.payment_fixed + check.scenario().delivery.dispute_base * costs.per_dispute;
  if (fee >= cost) return;
  const std::string& currency = check.scenario().currency;
  tell(check, finding, "of an order of " + money(price) + " " + currency + " the platform keeps " + money(fee) + ", and it costs " + money(cost) + " (support " + money(costs.per_order) + ", payment " +
                           money(costs.payment_share * price + costs.payment_fixed) + ")", {"fees.take_rate"});
}

}  // namespace townsquare
