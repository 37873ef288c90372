#include "analysis/cli/outcome_rows.hpp"

#include <algorithm>

#include "engine/behaviour/attack/attack.hpp"
#include "engine/rules/electorate/electorate.hpp"

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
    {"other_flows", "    less paid in by members, data, projects, net", money, false, true},
    {"", "The marketplace"},
    {"final_take_rate", "  take rate{year}", share},
    {"gini_of_sales", "  Gini of sales", index},
    {"sellers_at_end", "  sellers at the end", count},
    {"weeks_to_critical_mass", "  weeks to critical mass", weeks},
    {"reached_critical_mass", "  runs that reach it", share},
    {"survived", "  runs still alive", share},
};

constexpr OutcomeRow votes_table[] = {
    {"", "Votes, and who holds the power in the end"},
    {"turnout", "  turnout of members", share},
    {"proposals_executed", "  proposals carried out", weeks},
    {"proposals_defeated", "  proposals voted down", weeks},
    {"proposals_no_quorum", "  proposals without a quorum", weeks},
    {"weeks_to_rule_change", "  weeks to a change of rules", weeks, true},
    {"gini_of_power", "  Gini of power", index, true},
    {"nakamoto_coefficient", "  fewest with half of the votes", weeks, true},
    {"largest_power_index", "  largest member's power", share, true},
    {"", "Why the fee is what it is: who would gain from another"},
    {"votes_for_higher_fee", "  higher, of all votes", share, true},
    {"members_for_higher_fee", "  higher, of all members", share, true},
    {"votes_for_lower_fee", "  lower, of all votes", share, true},
    {"members_for_lower_fee", "  lower, of all members", share, true},
};

constexpr OutcomeRow attack_table[] = {
    {"", "The attack"},
    {"attack_spent", "  spent by the attacker"},
    {"cost_of_control", "  cost of control"},
    {"value_extracted", "  taken by the attacker"},
    {"attack_control", "  runs in which it has control", share},
    {"attack_succeeded", "  runs in which it gets its way", share},
};

constexpr std::size_t year = 52;

bool is_about_last_year(const OutcomeRow& row) { return row.outcome.ends_with("_last_year"); }

}  // namespace

RowBlocks blocks_of(const Scenario& scenario) {
  RowBlocks blocks;
  for (const Platform& p : scenario.platforms) {
    if (p.control != static_cast<double>(Control::members)) continue;
    for (std::size_t c = 1; c < n_decision_classes; ++c) blocks.has_votes |= p.decisions[c].body != static_cast<double>(Body::nobody);
    const auto e = static_cast<std::size_t>(p.process(DecisionClass::fees).body) - static_cast<std::size_t>(Body::members);
    blocks.has_votes |= e < n_electorates && electorate_rules()[p.electorates[e].rule.row].is_by_tokens;
    blocks.has_attack |= attack_rules()[p.attack.rule.row].row.name != "none";
  }
  return blocks;
}

std::vector<OutcomeRow> outcome_rows(std::size_t n_weeks, RowBlocks blocks) {
  std::vector<OutcomeRow> rows;
  const auto is_told = [&](const OutcomeRow& row) {
    const bool is_known = row.outcome.empty() || outcome_index(row.outcome).has_value();
    return is_known && (n_weeks > year || !is_about_last_year(row));
  };
  std::ranges::copy_if(table, std::back_inserter(rows), is_told);
  if (blocks.has_votes) std::ranges::copy_if(votes_table, std::back_inserter(rows), is_told);
  if (blocks.has_attack) std::ranges::copy_if(attack_table, std::back_inserter(rows), is_told);
  return rows;
}

std::string horizon_text(std::size_t n_weeks) {
  if (n_weeks % year != 0) return std::to_string(n_weeks) + (n_weeks == 1 ? " week" : " weeks");
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
