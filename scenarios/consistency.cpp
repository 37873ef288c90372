#include "scenarios/consistency.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/rules/fee/fee.hpp"
#include "scenarios/codes.hpp"
#include "scenarios/consistency_attack.hpp"
#include "scenarios/consistency_governance.hpp"
#include "scenarios/contradiction.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/units.hpp"

namespace townsquare {
namespace {

// Sections in which all shares of one rule are parts of a whole.
struct Whole {
  std::string_view section, rule, what;
};
constexpr Whole wholes[] = {
    {"ranking", "weighted", "shares of attention"},
    {"surplus", "patronage", "parts of the surplus"},
};

void check_wholes(Check& check, const Reading& reading) {
  for (const Whole& whole : wholes) {
    const FamilySection* family = family_of(whole.section);
    if (family == nullptr || chosen_row(*family, reading.scenario).name != whole.rule) continue;
    double sum = 0;
    std::string parts;
    std::vector<std::string> names;
    for (const Parameter& parameter : chosen_row(*family, reading.scenario).parameters) {
      if (parameter.unit != Unit::share) continue;
      names.push_back(dotted(whole.section, parameter.key));
      sum += check.value(names.back());
      parts += (parts.empty() ? "" : " + ") + std::string(parameter.key) + " " + check.shown(names.back());
    }
    if (std::abs(sum - 1) <= 1e-9) continue;
    const double rounded = std::round(sum * 1e8) / 1e8;
    check.report(codes::weights_sum, Severity::error,
                 "the " + std::string(whole.what) + " in [" + std::string(whole.section) + "] sum to " +
                     format_value(rounded, {"", Unit::share, 0, 0, 1, "", Evidence::decision, ""}, "") +
                     ", not to 100 %",
                 parts, names);
  }
}

void check_bounds(Check& check) {
  const std::string low = "governance.fees.lower_bound", high = "governance.fees.upper_bound",
                    rate = "fees.take_rate";
  if (check.value(low) > check.value(high)) {
    check.report(codes::bounds, Severity::error, "the lower bound of the fee is above the upper bound",
                 "lower_bound is " + check.shown(low) + ", upper_bound is " + check.shown(high), {low, high});
    return;
  }
  const bool has_members = check.value("control.by") == static_cast<double>(Control::members);
  if (!has_members || !check.key(rate)) return;
  if (check.value(rate) >= check.value(low) && check.value(rate) <= check.value(high)) return;
  check.report(codes::bounds, Severity::error,
               "the fee at the start is outside the bounds that members set for it",
               "take_rate is " + check.shown(rate) + "; [governance.fees] allows " + check.shown(low) +
                   " to " + check.shown(high),
               {rate, low, high});
}

void check_population(Check& check) {
  const std::string sellers = "market.sellers", founders = "growth.founding_sellers", cap = "membership.cap";
  if (check.value(founders) > check.value(sellers)) {
    check.report(
        codes::more_than_exist, Severity::error, "more sellers found the platform than the market has",
        "founding_sellers is " + check.shown(founders) + ", market.sellers is " + check.shown(sellers),
        {founders, sellers});
  }
  if (check.value(cap) > 0 && check.value(founders) > check.value(cap)) {
    check.report(codes::more_than_exist, Severity::error, "more sellers found the platform than it admits",
                 "founding_sellers is " + check.shown(founders) + ", membership.cap is " + check.shown(cap),
                 {founders, cap});
  }
  const std::string buyers = "market.buyers", first = "growth.founding_buyers";
  if (check.value(first) > check.value(buyers)) {
    check.report(codes::more_than_exist, Severity::error,
                 "more buyers are there at the launch than the market has",
                 "founding_buyers is " + check.shown(first) + ", market.buyers is " + check.shown(buyers),
                 {first, buyers});
  }
}

void check_times(Check& check) {
  const std::string section = "governance.fees.";
  const std::vector<std::string> parts = {section + "voting_delay", section + "voting_period",
                                          section + "timelock"};
  double weeks = 0;
  for (const std::string& part : parts) weeks += check.value(part);
  const bool has_members = check.value("control.by") == static_cast<double>(Control::members);
  if (!has_members || weeks <= check.value("run.weeks")) return;
  check.report(codes::longer_than_run, Severity::warning,
               "no change of the fee can take effect within the run",
               "voting_delay + voting_period + timelock is " + std::to_string(static_cast<long long>(weeks)) +
                   " weeks, the run is " + check.shown("run.weeks"),
               {parts[0], parts[1], parts[2], "run.weeks"});
}

// Values of a list.
int used(const Key& key) {
  int n = 0;
  while (n < key.parameter->length && !std::isnan(key.values[n])) ++n;
  return n;
}

void check_levels(Check& check) {
  const auto rates = check.key("fees.take_rates"), starts = check.key("fees.from_orders");
  if (!rates || !starts) return;
  const int n = used(*starts);
  const std::vector<std::string> names = {"fees.take_rates", "fees.from_orders"};
  if (used(*rates) != n) {
    check.report(codes::not_ascending, Severity::error,
                 "`take_rates` and `from_orders` have different lengths",
                 std::to_string(used(*rates)) + " rates, " + std::to_string(n) + " starts of levels", names);
    return;
  }
  bool is_rising = starts->values[0] == 0;
  for (int i = 1; i < n; ++i) is_rising = is_rising && starts->values[i] > starts->values[i - 1];
  if (!is_rising)
    check.report(codes::not_ascending, Severity::error, "`from_orders` must start at 0 and rise",
                 "for example [0, 100, 250]", names);
}

// A fee schedule: dates that rise from 0, no value without a date, and something left for the seller.
void check_schedule(Check& check, const Reading& reading) {
  const std::string dates = "fees.effective_week";
  const auto weeks = check.key(dates);
  if (!weeks) return;
  const int n = used(*weeks);
  bool is_rising = weeks->values[0] == 0;
  for (int i = 1; i < n; ++i) is_rising = is_rising && weeks->values[i] > weeks->values[i - 1];
  if (!is_rising)
    check.report(codes::not_ascending, Severity::error, "`effective_week` must start at 0 and rise",
                 "for example [\"0 weeks\", \"52 weeks\"]", {dates});
  for (const Key& key : keys_of(reading.scenario, "fees")) {
    if (key.parameter->length == 1 || used(key) <= n) continue;
    const std::string name = dotted("fees", key.parameter->key);
    check.report(codes::list_length, Severity::error,
                 "`" + std::string(key.parameter->key) + "` has " + std::to_string(used(key)) + " values and `effective_week` " + std::to_string(n),
                 "give every value the week from which it holds", {name, dates});
  }
  const std::vector<std::string> shares = {"fees.take_rate", "fees.payment_rate", "fees.advertising_rate"};
  const double asked = check.value(shares[0]) + check.value(shares[1]) + check.value(shares[2]) * check.value("fees.advertised_share");
  if (asked > .95)
    check.report(codes::bounds, Severity::error, "the shares that sellers pay add up to more than 95 % of a sale",
                 "take_rate " + check.shown(shares[0]) + ", payment_rate " + check.shown(shares[1]) + ", advertising_rate " + check.shown(shares[2]), shares);
}

void check_jury(Check& check) {
  const auto jurors = check.key("disputes.jurors");
  if (!jurors) return;
  const int n = static_cast<int>(*jurors->values);
  if (n % 2 == 1) return;
  check.report(codes::even_jury, Severity::error, "a jury needs an odd number of jurors, so that no vote is tied",
               "`jurors` is " + std::to_string(n) + "; write " + std::to_string(n - 1) + " or " +
                   std::to_string(n + 1),
               {"disputes.jurors"});
}

void check_tokens(Check& check) {
  const std::vector<std::string> parts = {"ownership.founders_share", "ownership.investors_share", "ownership.treasury_share"};
  double sum = 0;
  for (const std::string& part : parts) sum += check.value(part);
  if (sum <= 1 + 1e-9) return;
  check.report(codes::weights_sum, Severity::error, "more tokens are given away at the launch than there are",
               check.shown(parts[0]) + " to founders + " + check.shown(parts[1]) + " to investors + " + check.shown(parts[2]) + " to the treasury",
               parts);
}

// A fixed schedule has no value that an operator's split tests could change: it would test for ever.
void check_operator(Check& check, const Reading& reading) {
  const Platform& platform = reading.scenario.platforms[0];
  const bool has_operator = check.value("control.by") == static_cast<double>(Control::operator_);
  const FamilySection* operators = family_of("operator");
  if (!has_operator || chosen_row(*operators, reading.scenario).name != "grow_then_harvest") return;
  const FeeRule& fees = fee_rules()[platform.fees.row];
  if (fees.voted >= 0) return;
  check.report(codes::nothing_to_test, Severity::error,
               "an operator with the rule `grow_then_harvest` tests its fee, and `" + std::string(fees.row.name) +
                   "` is a fixed schedule",
               "write rule = \"take_rate\" in [fees], or rule = \"published_schedule\" in [operator]",
               {"fees.rule", "operator.rule", "control.by"});
}

// What is written and nothing reads: it would look as if it did something.
void check_without_effect(Check& check, const Reading& reading) {
  const Platform& platform = reading.scenario.platforms[0];
  const std::string size = "conduct.reweighting", list = "membership.waiting_list", fade = "visit.loyalty_fade", capacity = "market.capacity";
  const auto warn = [&](std::string what, std::string hint, const std::string& key) { check.report(codes::without_effect, Severity::warning, std::move(what), std::move(hint), {key}); };
  const bool has_operator = check.value("control.by") == static_cast<double>(Control::operator_);
  if (check.value(size) > 0 && !(has_operator && chosen_row(*family_of("ranking"), reading.scenario).name == "weighted"))
    warn("nobody moves attention in silence here", "`reweighting` is a habit of an operator whose ranking is `weighted`", size);
  if (check.value(list) > 0 && platform.membership.cap <= 0) warn("nobody ever waits", "a waiting list needs `membership.cap`", list);
  if (reading.given.contains(fade) && check.value("visit.loyalty") <= 0) warn("nobody remembers sellers", "`loyalty_fade` needs `visit.loyalty`", fade);
  if (check.value(capacity) > 0 && check.value(capacity) < check.value("market.buyers_per_agent"))
    warn("a seller serves more than it can: an order of a buyer agent is not divided",
         "capacity is " + check.shown(capacity) + ", an agent stands for " + check.shown("market.buyers_per_agent") + " buyers", capacity);
  const std::string both = "market.sellers_who_buy", twice = "market.neighbouring_niches";
  if (check.value(both) > 0 && check.value("market.buyers_per_agent") > 1)
    warn("no seller buys: an agent that stands for several buyers is not one person with anybody", "`sellers_who_buy` needs `buyers_per_agent = 1`", both);
  if (check.value(twice) > 0 && check.value("market.niches") < 2) warn("there is no neighbouring niche", "`neighbouring_niches` needs two niches or more", twice);
}

// Rules without a world: they run in the default market, which is hardly what was meant.
void check_market(Check& check, const Reading& reading) {
  const auto is_of_market = [](const auto& given) {
    const std::string section = given.first.substr(0, given.first.rfind('.'));
    return std::ranges::any_of(section_notes(), [&](const SectionNote& note) {
      return note.section == section && note.layer == "market";
    });
  };
  if (!check.found.empty() || std::ranges::any_of(reading.given, is_of_market)) return;  // what is wrong comes first
  check.report(codes::no_market, Severity::warning,
               "nothing is said of the market, so this runs in the default one, which is no market of anybody's",
               "name the file of a market in `include`, such as scenarios/catalogue/markets/stock-photo.toml; "
               "`townsquare list` shows those of the catalogue",
               {});
}

}  // namespace

Diagnostics find_contradictions(const Reading& reading, const std::string& file) {
  Check check(reading, file);
  check_wholes(check, reading);
  check_bounds(check);
  check_population(check);
  check_times(check);
  check_levels(check);
  check_schedule(check, reading);
  check_jury(check);
  check_tokens(check);
  check_operator(check, reading);
  check_without_effect(check, reading);
  check_governance(check);
  check_attack(check);
  check_market(check, reading);
  return std::move(check.found);
}

}  // namespace townsquare
