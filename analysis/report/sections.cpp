#include "analysis/report/sections.hpp"

#include "analysis/statistics/number_text.hpp"

namespace townsquare::report {
namespace {

/// What holds of every run of this model, the weightiest first.
const std::vector<std::string>& always() {
  static const std::vector<std::string> points = {
      "A few assumptions decide. What the platform costs, how sensitive buyers are to prices and what they find elsewhere, nobody has measured for your market. They are drawn from stated ranges; an interval covers luck and those ranges and no other error.",
      "People here weigh money, trust and habit. They do not quarrel, copy, organise outside of votes or fall out with each other.",
      "It is a comparison of rules, not a forecast of your firm. Trust a large difference that holds under all assumptions; do not trust a single number.",
      "Unless a scenario has rivals, each platform runs alone in its market, and so do the arms of a comparison.",
      "Seven of ten kinds of vote were never compared with votes that people have cast, and holders of tokens vote far more often here than they do.",
      "An operator's money buys reach and nothing else: no better software, no lower prices.",
      "A verdict can turn with the horizon: flows of the last year and totals are both shown.",
  };
  return points;
}

std::vector<std::string> caveats_of(const Told& told) {
  std::vector<std::string> caveats;
  for (const Json& each : told.summary.value("caveats", Json::array())) caveats.push_back(each.get<std::string>());
  return caveats;
}

/// Three that stand on top: those of this comparison first, and always that a few assumptions decide.
std::vector<std::string> first_caveats(const Told& told) {
  std::vector<std::string> first = caveats_of(told);
  if (first.size() > 2) first.resize(2);
  for (std::size_t k = 0; first.size() < 3; ++k) first.push_back(always()[k]);
  return first;
}

Table published_table(const Json& figures) {
  Table table{"Beside what was published", {"year", "published", "here, median (90 % of runs)", "used to", "inside"}, {}};
  for (const Json& each : figures)
    table.rows.push_back({std::to_string(each.value("year", 0)), number_text(number_in(each, "published"), NumberStyle::money),
                          number_text(number_in(each, "median"), NumberStyle::money) + " (" + range_text(number_in(each, "p05"), number_in(each, "p95"), NumberStyle::money) + ")",
                          each.value("use", "") == "fitted" ? "fit" : "predict", each.value("is_hit", false) ? "✔ yes" : "✘ no: a miss"});
  return table;
}

std::string lead_of(const Told& told) {
  const Json& s = told.summary;
  const int weeks = s.value("weeks", 0);
  return std::to_string(s.value("replications", 0)) + " runs of " + (weeks % 52 == 0 && weeks > 0 ? std::to_string(weeks / 52) + " years" : std::to_string(weeks) + " weeks") + " for each scenario, on the same luck (seed " +
         std::to_string(s.value("seed", 0)) + "). Simulated with Townsquare" + (told.file ? " " + told.file->version : "") + "; money in " + s.value("currency", "") + ".";
}

}  // namespace

Section limits(const Told& told) {
  Section section{"limits", "What this model leaves out"};
  section.points = caveats_of(told);
  section.points.insert(section.points.end(), always().begin(), always().end());
  if (told.summary.contains("published") && !told.summary["published"].empty()) section.tables.push_back(published_table(told.summary["published"]));
  return section;
}

Section how_to_repeat(const Told& told) {
  Section section{"repeat", "How to repeat it"};
  if (told.file == nullptr) return section;
  const ResultFile& file = *told.file;
  section.paragraphs.push_back("The result file holds everything that made these numbers. Whoever has it can run any replication again and get the same bits.");
  section.tables.push_back({"Where it comes from", {"", ""}, {{"made by", file.command_line}, {"version", file.version + (file.git_revision.empty() ? "" : ", " + file.git_revision)}, {"seed", std::to_string(file.seed)},
                                                              {"replications", std::to_string(file.first_replication) + " to " + std::to_string(file.first_replication + file.n_replications - 1)},
                                                              {"fingerprint", told.summary.value("fingerprint", "")}, {"complete", file.is_complete ? "yes" : "no: it was stopped"}}});
  section.commands = told.program + " rerun " + told.path + " --replication " + std::to_string(file.first_replication) + "\n" + told.program + " verify " + told.path + "\n" + told.program + " export " + told.path + " --outcomes";
  return section;
}

Page page_of(const Told& told) {
  Page page;
  page.title = told.summary.value("title", "A marketplace, simulated");
  page.lead = lead_of(told);
  page.caveats = first_caveats(told);
  for (Section& each : std::vector<Section>{verdicts(told), gains(told), cold_start(told), shocks(told), causes(told), frontier(told), winners(told), history(told), limits(told), how_to_repeat(told)}) {
    const bool is_empty = each.paragraphs.empty() && each.verdicts.empty() && each.figures.empty() && each.tables.empty() && each.story.empty() && each.points.empty() && each.missing.empty();
    if (!is_empty) page.sections.push_back(std::move(each));
  }
  page.footer = "This page is whole: it needs no network, and nothing of it is sent anywhere.";
  return page;
}

}  // namespace townsquare::report
