#include "analysis/sweeps/sweep_study.hpp"
#include "scenarios/write_scenario.hpp"

namespace townsquare {
namespace {

std::string list_text(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + quote(word);
  return "[" + text + "]";
}

// What a level sets, as an inline table.
std::string bundle_text(const SweepLevel& level) {
  std::string text;
  for (const std::string& setting : level.settings) {
    const std::size_t at = setting.find('=');
    text += (text.empty() ? " " : ", ") + quote(setting.substr(0, at)) + " = " + setting.substr(at + 1);
  }
  return text.empty() ? "{}" : "{" + text + " }";
}

std::string factor_text(const SweepFactor& factor, const std::vector<std::string>& files) {
  std::string text = "\n[[factor]]\nkey = " + quote(factor.key) + "\nname = " + quote(factor.name) + "\n";
  if (factor.levels.empty()) return text + "low = " + factor.low + "\nhigh = " + factor.high + "\nscale = " + quote(factor.scale) + "\n";
  std::string levels;
  if (!factor.has_labels && factor.key != "scenario") {
    for (const SweepLevel& level : factor.levels)
      levels += (levels.empty() ? "" : ", ") + level.settings[0].substr(level.settings[0].find('=') + 1);
    return text + "levels = [" + levels + "]\n";
  }
  for (std::size_t i = 0; i < factor.levels.size(); ++i)
    levels += (i == 0 ? " " : ", ") + quote(factor.levels[i].label) + " = " + (factor.key == "scenario" ? quote(files[i]) : bundle_text(factor.levels[i]));
  return text + "levels = {" + levels + " }\n";
}

}  // namespace

std::string write_sweep_study(const SweepStudy& study, const std::string& scenario, const std::vector<std::string>& levels) {
  std::string text = "title = " + quote(study.title) + "\nscenario = " + quote(scenario) + "\nreplications = " + std::to_string(study.replications) +
                     "\nseed = " + std::to_string(study.seed) + "\noutcomes = " + list_text(study.outcomes) + "\nseries = " +
                     list_text(study.series) + "\nevery = " + std::to_string(study.every) + "\n\n[design]\nkind = " + quote(study.design.kind) + "\n";
  if (study.design.is_sampled())
    text += "points = " + std::to_string(study.design.points) + "\nseed = " + std::to_string(study.design.seed) + "\nsecond_order = " +
            (study.design.second_order ? "true" : "false") + "\nlevels = " + std::to_string(study.design.levels) + "\n";
  for (const SweepFactor& factor : study.factors) text += factor_text(factor, levels);
  return text;
}

}  // namespace townsquare
