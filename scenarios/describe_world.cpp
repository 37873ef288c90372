// Clauses about the world: money at the start, the market, and what nobody has measured.
#include <algorithm>
#include <cmath>

#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

constexpr std::size_t most_shown = 8;  // a page has room for so many assumptions in words

// An assumption with the ends of its range in stored form.
struct Open {
  std::string key;
  const Parameter* parameter;
  double low, high, width;
};

std::vector<Open> open_keys(const Scenario& scenario) {
  Scenario copy = scenario;
  std::vector<Open> open;
  for (const UncertainKey& uncertain : uncertain_keys(scenario)) {
    const auto place = find_place(copy, uncertain.key);
    if (!place) continue;
    const Parameter& p = *place->parameter;
    const bool is_whole = p.unit == Unit::count || p.unit == Unit::weeks;
    const auto end = [&](double factor) {
      const double value = std::clamp(*place->value * factor, p.min, p.max);
      return is_whole ? std::round(value) : value;
    };
    const double low = std::min(end(uncertain.low), end(uncertain.high)),
                 high = std::max(end(uncertain.low), end(uncertain.high));
    open.push_back({uncertain.key, place->parameter, low, high, std::log(uncertain.high / uncertain.low)});
  }
  std::stable_sort(open.begin(), open.end(), [](const Open& a, const Open& b) { return a.width > b.width; });
  return open;
}

std::string range_item(const Open& open, const std::string& currency) {
  std::string meaning(open.parameter->meaning);
  if (meaning.ends_with('.')) meaning.pop_back();
  return "\n- " + meaning + ": " + readable(open.low, *open.parameter, currency) + " to " +
         readable(open.high, *open.parameter, currency) + " (" + open.key + ")";
}

bool spends_on_growth(const Values& values) {
  const std::string rule = values.rule("operator");
  const bool has_growth = rule == "grow_then_harvest" || rule == "published_schedule";
  return has_growth && values.text("control.by") == "operator" && values.number("marketing.spend") > 0;
}

// Whole weeks that the money at the start pays for when nothing is sold. An operator stops its marketing when it
// has grown for too long, or when its cash falls below the quarters of cost that its rule names.
double weeks_without_sale(const Values& values, double cash, double fixed) {
  if (fixed <= 0) return 0;
  if (!spends_on_growth(values)) return std::floor(cash / fixed);
  const double spend = values.number("marketing.spend"), longest = values.number("operator.grow_weeks");
  const double quarter = 13 * (fixed + spend), floor = values.number("operator.cash_quarters") * quarter;
  const double until_floor = std::max(1., std::ceil((cash - floor) / (fixed + spend)));
  const double grown = std::min({until_floor, std::max(1., longest), std::floor(cash / (fixed + spend))});
  return grown + std::floor((cash - grown * (fixed + spend)) / fixed);
}

// "2.9 years": cut off, so that no month is promised that is not paid for.
std::string years_text(double weeks) {
  return counted(std::floor(weeks / 52 * 10) / 10, "year");
}

std::string price_text(const Values& values) {
  if (values.rule("pricing") == "fixed") return "Every good costs " + values.text("pricing.price") + ".";
  if (values.rule("pricing") == "logit_best_response")
    return "Each seller asks what earns most against the prices of the others, as far as its own books show.";
  if (values.rule("pricing") == "markup_learning")
    return "Sellers begin at " + values.text("pricing.markup") + " times what a good costs them (" + values.text("pricing.price") + " where it costs nothing), and try a price " +
           values.text("pricing.step") + " higher or lower every " + values.text("pricing.period") + ", going on while they earn more.";
  if (values.rule("pricing") != "cost_plus") return values.plain_rule("pricing");
  return "Sellers ask " + values.text("pricing.markup") + " times what a good costs them; " +
         values.text("pricing.pass_through") + " of a change of the fee ends in the price.";
}

}  // namespace

std::string money_text(const Values& values) {
  const double cash = values.number("capital.start_cash"), fixed = values.number("costs.fixed");
  std::string text = "The platform starts with " + values.text("capital.start_cash") + ". It costs " +
                     values.text("costs.fixed") + " whatever is sold, and " + values.text("costs.per_order") +
                     " for each order; payments cost " + values.text("costs.payment_share") +
                     " of the price and " + values.text("costs.payment_fixed") + " for each order.";
  const bool has_marketing = spends_on_growth(values);
  if (has_marketing) text += " While it grows it spends " + values.text("marketing.spend") + " on marketing.";
  const double weeks = weeks_without_sale(values, cash, fixed);
  if (fixed > 0)
    text += std::string(" Without any sale") + (has_marketing ? ", this marketing included" : "") +
            ", the money lasts for " + (weeks < 104 ? counted(weeks, "week") : years_text(weeks)) + ".";
  return text;
}

std::string market_text(const Values& values) {
  const double agents = values.number("market.buyers"), per_agent = values.number("market.buyers_per_agent");
  std::string text = "The market has " + counted(agents * per_agent, "buyer");
  if (per_agent > 1)
    text +=
        " (" + counted(agents, "buyer agent") + ", each standing for " + counted(per_agent, "buyer") + ")";
  text += " and " + counted(values.number("market.sellers"), "seller") + " who could take part, in " +
          counted(values.number("market.niches"), "kind") + " of goods. The platform opens with " +
          counted(values.number("growth.founding_sellers"), "seller") + " and " +
          counted(values.number("growth.founding_buyers"), per_agent > 1 ? "buyer agent" : "buyer") + ". " +
          price_text(values);
  if (values.number("growth.launch_week") > 0) text += " It opens after " + values.text("growth.launch_week") + ".";
  return text + " A run lasts " + values.text("run.weeks") + ".";
}

std::string unmeasured_text(const Values& values) {
  const std::vector<Open> open = open_keys(values.scenario());
  if (open.empty()) return "No assumption of this scenario is drawn from a range.";
  std::string text = counted(static_cast<double>(open.size()), "number") + " in this model " +
                     (open.size() == 1 ? "is an assumption" : "are assumptions") +
                     " that nobody has measured. ";
  text += values.number("run.draw_assumptions") != 0
              ? "Each run draws them anew from their ranges, so that no answer rests on one guess."
              : "This scenario holds them at their values; `run.draw_assumptions = \"yes\"` draws them from "
                "their ranges.";
  if (open.size() > most_shown) text += " The widest ranges:";
  std::vector<std::string> others;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (i < most_shown) text += range_item(open[i], values.scenario().currency);
    else others.push_back(open[i].key);
  }
  return others.empty() ? text : text + "\nThe others: " + in_words(others) + ".";
}

}  // namespace townsquare
