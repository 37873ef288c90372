// What the runs answer: which promises hold, what members gain, who wins.
#include <cmath>

#include "analysis/statistics/number_text.hpp"
#include "analysis/metrics/outcome.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"

namespace townsquare::report {
namespace {

/// An outcome as the page names it.
struct Named {
  const char* outcome;
  const char* words;
  NumberStyle style;
};

constexpr Named gained[] = {
    {"income_per_seller_last_year", "Income of a seller in the last year", NumberStyle::money},
    {"surplus_per_buyer_last_year", "Worth to a buyer beyond the price, last year", NumberStyle::money},
    {"dividends_per_member_last_year", "Surplus paid to a member in the last year", NumberStyle::money},
};

constexpr Named wholes[] = {
    {"seller_income_total", "Sellers' income, all years", NumberStyle::money},       {"buyer_surplus_total", "Buyers' surplus, all years", NumberStyle::money},
    {"gmv_total", "Sales, all years", NumberStyle::money},                          {"platform_surplus", "The platform's own surplus", NumberStyle::money},
    {"surplus_to_members", "… of it paid to members", NumberStyle::money},           {"surplus_to_investors", "… of it paid to investors", NumberStyle::money},
    {"final_take_rate", "Share of a sale that the platform keeps", NumberStyle::share}, {"survived", "Runs still open at the end", NumberStyle::share},
    {"reached_critical_mass", "Runs that take off", NumberStyle::share},
};

constexpr Named divided[] = {
    {"gini_of_sales", "Gini of sales (0: all sell the same)", NumberStyle::index},   {"top_tenth_share", "Share of sales of the tenth that sells most", NumberStyle::share},
    {"sellers_at_end", "Sellers at the end", NumberStyle::count},                    {"income_per_seller_last_year", "Income of a seller in the last year", NumberStyle::money},
    {"surplus_per_buyer_last_year", "Worth to a buyer beyond the price, last year", NumberStyle::money},
    {"wrong_ruling_share", "Rulings against the truth", NumberStyle::share},         {"gini_of_power", "Gini of votes", NumberStyle::index},
    {"largest_power_index", "Power of the largest member", NumberStyle::share},
};

std::string text_of(const Json& estimate, NumberStyle style) {
  const double mean = number_in(estimate, "estimate");
  if (!std::isfinite(mean)) return "–";
  return number_text(mean, style);
}

Estimate estimate_in(const Json& document) {
  return {number_in(document, "estimate"), number_in(document, "low"), number_in(document, "high"), static_cast<std::size_t>(document.value("runs", 0))};
}

bool has(const Told& told, const char* key) { return told.summary.contains(key) && !told.summary[key].empty(); }

/// A table of outcomes by arm; outcomes that no arm has are left out.
Table table_by_arm(const Told& told, std::span<const Named> rows, const std::string& caption) {
  Table table{caption, {""}, {}};
  for (const std::string& arm : arms_of(told)) table.head.push_back(title_of_arm(told, arm));
  for (const Named& row : rows) {
    std::vector<std::string> cells = {row.words};
    bool is_there = false;
    for (const std::string& arm : arms_of(told)) {
      const Json& outcomes = told.summary["arms"][arm]["outcomes"];
      if (!outcomes.contains(row.outcome)) continue;
      const Json& each = outcomes[row.outcome];
      const double mean = number_in(each, "estimate");
      is_there = is_there || std::isfinite(mean);
      const std::string range = std::isfinite(number_in(each, "p05")) && row.style != NumberStyle::share
                                    ? " (" + range_text(number_in(each, "p05"), number_in(each, "p95"), row.style) + ")" : "";
      cells.push_back(text_of(each, row.style) + range);
    }
    if (is_there && cells.size() == table.head.size()) table.rows.push_back(std::move(cells));
  }
  return table;
}

/// "On average a seller earns 1.2k USD more a year with B than with A [0.4k, 2.0k]."
std::string sentence_of(const Told& told, const Named& row, const std::string& arm, const std::string& base) {
  const Json& document = told.summary["differences"][arm][row.outcome];
  const Estimate difference = estimate_in(document);
  if (!std::isfinite(difference.mean)) return "";
  const bool is_open = difference.low <= 0 && difference.high >= 0;
  const std::string how = difference.mean < 0 ? " less" : " more";
  return std::string(row.words) + ": with “" + title_of_arm(told, arm) + "” " + amount(std::fabs(difference.mean), document.value("unit", "")) + how + " than with “" +
         title_of_arm(told, base) + "” (" + difference_text(difference, row.style) + ", 95 % interval)" + (is_open ? "; which is better stays open." : ".");
}

}  // namespace

std::string title_of_arm(const Told& told, const std::string& arm) {
  const Json arms = told.summary.value("arms", Json::object());
  const std::string title = arms.contains(arm) ? arms[arm].value("title", "") : "";
  for (const auto& [other, value] : arms.items())
    if (other != arm && value.value("title", "") == title) return arm;
  return title.empty() ? arm : title;
}

std::vector<std::string> arms_of(const Told& told) {
  std::vector<std::string> names;
  if (told.summary.contains("arms"))
    for (const auto& [name, value] : told.summary["arms"].items()) names.push_back(name);
  return names;
}

double number_in(const Json& document, const char* key) {
  return document.is_object() && document.contains(key) && document[key].is_number() ? document[key].get<double>() : std::nan("");
}

std::string amount(double value, const std::string& unit) {
  const bool is_money = unit.size() == 3 && unit[0] >= 'A' && unit[0] <= 'Z';
  return number_text(value, unit == "1" ? NumberStyle::share : is_money ? NumberStyle::money : NumberStyle::weeks) + (unit == "1" ? "" : " " + unit);
}

Section verdicts(const Told& told) {
  Section section{.id = "verdicts", .heading = "Verdicts"};
  if (has(told, "promises")) {
    const bool is_of_several = arms_of(told).size() > 1;
    for (const Json& each : told.summary["promises"]) {
      const std::string word = each.value("verdict", "");
      const Json& interval = each["interval"];
      const std::string arm = each.value("arm", "");
      const std::string who = is_of_several && !arm.empty() ? title_of_arm(told, arm) + ": " : "";
      section.verdicts.push_back({word == "too close to call" ? "too_close" : word,
                                  who + each.value("says", "") + ". Kept in " + number_text(number_in(each, "share_of_runs"), NumberStyle::share) + " of " + std::to_string(each.value("runs", 0)) + " runs (95 % interval " +
                                      number_text(interval[0].get<double>(), NumberStyle::share) + " to " + number_text(interval[1].get<double>(), NumberStyle::share) + "); " +
                                      number_text(number_in(each, "promised_share_of_runs"), NumberStyle::share) + " was promised."});
    }
  } else {
    section.missing = "No scenario here promises anything. A file written by “" + told.program + " new” has promises, and this section then says which of them hold.";
  }
  if (has(told, "differences")) {
    const std::string base = told.summary.value("baseline", "");
    for (const auto& [arm, value] : told.summary["differences"].items())
      for (const Named& row : {gained[0], gained[1]})
        if (const std::string sentence = sentence_of(told, row, arm, base); !sentence.empty() && !has(told, "launch")) section.paragraphs.push_back(sentence);
  }
  return section;
}

Section gains(const Told& told) {
  Section section{.id = "gains", .heading = "What members gain and lose"};
  if (arms_of(told).empty()) return section;
  if (has(told, "differences") && !has(told, "launch")) {
    std::vector<Range> ranges;
    Table table{"Differences for one person, with 95 % intervals", {"", "against"}, {}};
    const std::string base = told.summary.value("baseline", "");
    table.head = {"", "scenario", "difference", "runs"};
    for (const Named& row : gained)
      for (const auto& [arm, outcomes] : told.summary["differences"].items()) {
        const Estimate e = estimate_in(outcomes[row.outcome]);
        if (!std::isfinite(e.mean)) continue;
        ranges.push_back({row.words, title_of_arm(told, arm), e.mean, e.low, e.high});
        table.rows.push_back({row.words, title_of_arm(told, arm), difference_text(e, row.style), std::to_string(e.n)});
      }
    if (!ranges.empty())
      section.figures.push_back({"gains-chart", "For one seller and one buyer, beside “" + title_of_arm(told, base) + "”",
                                 "Each point is the mean difference over paired runs on the same luck, its line the 95 % interval. To the right of zero is better than “" + title_of_arm(told, base) +
                                     "”; a line across zero leaves open which is better. Money is in " + told.summary.value("currency", "") + ".",
                                 forest_chart(ranges, told.summary.value("currency", "") + " a year"), table, told.program + " export " + told.path + " --outcomes"});
  } else if (!has(told, "launch")) {
    section.missing = "One scenario alone has nothing to be compared with. “" + told.program + " compare SCENARIO OTHER --output " + told.path + "” sets another beside it, on the same luck.";
  }
  if (!has(told, "launch")) section.tables.push_back(table_by_arm(told, wholes, "Means over runs; in brackets 90 % of the runs. Money in " + told.summary.value("currency", "")));
  return section;
}

Section winners(const Told& told) {
  Section section{.id = "winners", .heading = "Who wins and who loses"};
  if (has(told, "launch") || arms_of(told).empty()) return section;
  std::vector<Range> bars;
  for (const std::string& arm : arms_of(told)) {
    const Json& outcomes = told.summary["arms"][arm]["outcomes"];
    if (!outcomes.contains("top_tenth_share")) continue;
    bars.push_back({title_of_arm(told, arm), "", number_in(outcomes["top_tenth_share"], "estimate"), 0, 0});
  }
  std::string sentence = "The tenth of sellers that sells most makes ";
  for (std::size_t k = 0; k < bars.size(); ++k)
    sentence += (k == 0 ? "" : k + 1 == bars.size() ? " and " : ", ") + number_text(bars[k].value, NumberStyle::share) + " of all sales" + (bars.size() > 1 ? " with “" + bars[k].row + "”" : "");
  if (!bars.empty())
    section.figures.push_back({"winners-chart", "How evenly sales are spread", sentence + "; a tenth would be perfect evenness.", bar_chart(bars, "share of sales", true),
                               table_by_arm(told, divided, "By group: means over runs, in brackets 90 % of the runs"), told.program + " export " + told.path + " --outcomes"});
  return section;
}

}  // namespace townsquare::report
