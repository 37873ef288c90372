#include "analysis/cli/outcome_rows.hpp"

#include <algorithm>

namespace townsquare {
namespace {

using enum NumberStyle;

constexpr OutcomeRow table[] = {
    {"", "Sellers' income: after fees and cost of goods, dividends included"},
    {"seller_income_total", "  over {all}"},
    {"seller_income_last_year", "  in the last year"},
    {"", "Buyers' surplus: what buying here is worth to them beyond the price"},
    {"buyer_surplus_total", "  over {all}"},
    {"buyer_surplus_last_year", "  in the last year"},
    {"", "Sales through the marketplace (GMV)"},
    {"gmv_total", "  over {all}"},
    {"gmv_last_year", "  in the last year"},
    {"", "The platform's own surplus: fees less costs, and where it went"},
    {"platform_surplus", "  over {all}"},
    {"surplus_to_members", "    paid to members"},
    {"surplus_to_investors", "    paid to investors"},
    {"surplus_to_reserve", "    in the reserve"},
    {"surplus_kept_as_cash", "    change in cash"},
    {"unpaid_bills", "    less unpaid bills"},
    {"", "The marketplace"},
    {"final_take_rate", "  take rate{year}", share},
    {"gini_of_sales", "  Gini of sales", index},
    {"sellers_at_end", "  sellers at the end", count},
    {"weeks_to_critical_mass", "  weeks to critical mass", weeks},
    {"reached_critical_mass", "  runs that reach it", share},
    {"survived", "  runs still alive", share},
};

constexpr std::size_t year = 52;

bool is_about_last_year(const OutcomeRow& row) { return row.outcome.ends_with("_last_year"); }

}  // namespace

std::vector<OutcomeRow> outcome_rows(std::size_t n_weeks) {
  std::vector<OutcomeRow> rows;
  std::ranges::copy_if(table, std::back_inserter(rows),
                       [&](const OutcomeRow& row) { return n_weeks > year || !is_about_last_year(row); });
  return rows;
}

std::string horizon_text(std::size_t n_weeks) {
  if (n_weeks % year != 0) return std::to_string(n_weeks) + " weeks";
  return n_weeks == year ? "1 year" : std::to_string(n_weeks / year) + " years";
}

std::string label_text(const OutcomeRow& row, std::size_t n_weeks) {
  std::string label(row.label);
  const auto fill = [&label](std::string_view place, const std::string& text) {
    if (const std::size_t at = label.find(place); at != std::string::npos) label.replace(at, place.size(), text);
  };
  fill("{all}", horizon_text(n_weeks));
  fill("{year}", n_weeks > year ? ", last year" : "");
  return label;
}

const Outcome& outcome_of(const OutcomeRow& row) { return outcomes()[*outcome_index(row.outcome)]; }

}  // namespace townsquare
