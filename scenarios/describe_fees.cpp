// The clause about what a platform keeps of a sale, and what else it asks.
#include <algorithm>
#include <cmath>

#include "scenarios/prose.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

std::string tiered_fee(const Values& values) {
  const auto keys = keys_of(values.scenario(), "fees");
  const Key &rates = keys[0], &starts = keys[1];
  std::vector<std::string> levels;
  for (int i = 0;
       i < rates.parameter->length && !std::isnan(rates.values[i]) && !std::isnan(starts.values[i]); ++i) {
    const std::string rate = readable(rates.values[i], *rates.parameter, "");
    levels.push_back(i == 0 ? rate + " of each sale at first"
                            : rate + " from " + counted(starts.values[i], "order") + " on");
  }
  return "The platform keeps a share of each sale that depends on how much the seller has sold since the start of "
         "the platform's year: " +
         in_words(levels) + ".";
}

/// "8 %", "0.20 USD": a value of a list by its key.
std::string shown(const Values& values, const Key& key, int place) { return readable(key.values[place], *key.parameter, values.scenario().currency); }

/// What sellers pay beside the share that is kept.
std::vector<std::string> asked_of_sellers(const Values& values) {
  const auto text = [&](const char* key) { return values.text(dotted("fees", key)); };
  const auto has = [&](const char* key) { return values.number(dotted("fees", key)) > 0; };
  std::vector<std::string> asked;
  if (has("per_order")) asked.push_back(text("per_order") + " for each order");
  if (has("payment_rate") || has("payment_fixed"))
    asked.push_back(text("payment_rate") + " and " + text("payment_fixed") + " of each order for its payment");
  if (has("advertising_rate") && has("advertised_share"))
    asked.push_back(text("advertising_rate") + " of the orders that come by advertisements (" + text("advertised_share") + " of all)");
  if (has("listing_fee")) asked.push_back(text("listing_fee") + " for each listing, every " + text("listing_weeks"));
  if (has("subscription")) asked.push_back(text("subscription") + " for a place");
  return asked;
}

/// "From week 196 on, the take rate is 6.5 %." for each date; the first week has the number one, as in a trace.
std::string later_changes(const Values& values) {
  const std::vector<Key> keys = keys_of(values.scenario(), "fees");
  const Parameter count{"", Unit::count, 0, 0, 1e9, "", Evidence::decision, ""};
  const auto dates = std::ranges::find_if(keys, [](const Key& key) { return key.parameter->key == "effective_week"; });
  std::string text;
  for (int date = 1; date < dates->parameter->length && !std::isnan(dates->values[date]); ++date) {
    std::vector<std::string> changes;
    for (auto key = keys.begin(); key != dates; ++key) {
      if (std::isnan(key->values[date])) continue;
      std::string name(key->parameter->key);
      std::ranges::replace(name, '_', ' ');
      changes.push_back("the " + name + " is " + shown(values, *key, date));
    }
    if (!changes.empty()) text += " From week " + readable(dates->values[date] + 1, count, "") + " on, " + in_words(changes) + ".";
  }
  return text;
}

std::string schedule_fee(const Values& values) {
  const auto has = [&](const char* key) { return values.number(dotted("fees", key)) > 0; };
  std::string text = "The platform keeps " + values.text("fees.take_rate") + " of each sale.";
  const std::vector<std::string> sellers = asked_of_sellers(values);
  if (!sellers.empty()) text += " Sellers also pay " + in_words(sellers) + ".";
  std::vector<std::string> buyers;
  if (has("buyer_fee")) buyers.push_back(values.text("fees.buyer_fee") + " of the price");
  if (has("buyer_per_order")) buyers.push_back(values.text("fees.buyer_per_order") + " for each order");
  if (!buyers.empty()) text += " Buyers pay " + in_words(buyers) + " on top.";
  return text + later_changes(values);
}

}  // namespace

std::string fee_text(const Values& values) {
  const std::string rule = values.rule("fees");
  if (rule == "tiered") return tiered_fee(values);
  if (rule == "schedule") return schedule_fee(values);
  if (rule != "take_rate") return values.plain_rule("fees");
  const Parameter share{"", Unit::share, 0, 0, 1, "", Evidence::decision, ""};
  return "The platform keeps " + values.text("fees.take_rate") +
         " of each sale. The seller receives the other " +
         readable(1 - values.number("fees.take_rate"), share, "") + ".";
}

}  // namespace townsquare
