#include "scenarios/describe.hpp"

#include <algorithm>

#include "scenarios/prose.hpp"
#include "scenarios/rivals.hpp"

namespace townsquare {
namespace {

// The next word of a paragraph; a number keeps its unit ("8 %", "30 USD") beside it.
std::string_view next_word(std::string_view text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const bool is_number = end > 0 && text[0] >= '0' && text[0] <= '9';
  return is_number && end < text.size() ? text.substr(0, std::min(text.find(' ', end + 1), text.size()))
                                        : text.substr(0, end);
}

// Breaks one paragraph at blanks; lines after the first of an item stand under its text.
std::string wrapped(std::string_view paragraph, std::size_t width) {
  const std::string indent = paragraph.starts_with("- ") ? "    " : "  ";
  std::string text, line = "  ";
  bool is_new = true;
  while (!paragraph.empty()) {
    const std::string_view word = next_word(paragraph);
    const bool is_full = !is_new && line.size() + 1 + word.size() > width;
    if (is_full) {
      text += line + "\n";
      line = indent;
      is_new = true;
    }
    line += (is_new ? "" : " ") + std::string(word);
    is_new = false;
    paragraph.remove_prefix(std::min(word.size() + 1, paragraph.size()));
  }
  return text + line + "\n";
}

std::string paragraphs(std::string_view text, std::size_t width) {
  std::string all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    all += wrapped(text.substr(0, end), width);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

// What a reader needs to know of each rival, in one clause.
std::vector<Clause> rival_clauses(const Scenario& scenario) {
  std::vector<Clause> clauses;
  for (std::size_t p = 1; p < scenario.platforms.size(); ++p) {
    const Scenario seen = seen_from(scenario, p);
    const Values values(seen);
    std::string text = ownership_text(values) + " " + fee_text(values) + " " + money_text(values) + " It opens with " +
                       counted(values.number("growth.founding_sellers"), "seller");
    text += values.number("growth.launch_week") > 0 ? ", after " + values.text("growth.launch_week") + "." : ".";
    clauses.push_back({"Beside it: " + scenario.platforms[p].title, text});
  }
  if (clauses.empty()) return clauses;
  const Values values(scenario);
  const auto can = [&](const char* key) { return values.number(key) != 0 ? "can be on several platforms at a time" : "are on one platform at a time"; };
  clauses.back().text += "\nBuyers " + std::string(can("participation.buyers_multihome")) + ", sellers " + can("participation.sellers_multihome") + ".";
  return clauses;
}

}  // namespace

std::vector<Clause> clauses_of(const Scenario& scenario) {
  const Values values(scenario);
  std::vector<Clause> clauses = {
      {"Who owns it and decides", ownership_text(values)}, {"Who may sell", admission_text(values)},
      {"What the platform keeps", fee_text(values)},       {"Who is shown to buyers", attention_text(values)},
      {"Who judges disputes", dispute_text(values)},
  };
  const bool has_members = scenario.platforms[0].control == static_cast<double>(Control::members);
  if (has_members) {
    clauses.push_back({"What a vote weighs", power_text(values)});
    for (Clause& clause : decision_clauses(values)) clauses.push_back(std::move(clause));
  }
  if (values.number("data.sold_share") > 0) clauses.push_back({"Whose data is sold", data_text(values)});
  if (values.number("moderation.strictness") > 0) clauses.push_back({"Who is suspended", moderation_text(values)});
  if (has_members && values.rule("attack") != "none") clauses.push_back({"Who attacks it", attack_text(values)});
  if (const std::string conduct = conduct_text(values); !conduct.empty()) clauses.push_back({"What it sells and pays beside", conduct});
  if (const std::string trust = trust_text(values); !trust.empty()) clauses.push_back({"How trust is lost", trust});
  if (const std::string culture = culture_text(values); !culture.empty()) clauses.push_back({"What culture does", culture});
  if (const std::string shocks = shocks_text(values); !shocks.empty()) clauses.push_back({"What happens to it", shocks});
  clauses.push_back({"Where the surplus goes", surplus_text(values)});
  clauses.push_back({"Money", money_text(values)});
  clauses.push_back({"The market", market_text(values)});
  for (Clause& clause : rival_clauses(scenario)) clauses.push_back(std::move(clause));
  clauses.push_back({"What nobody has measured", unmeasured_text(values)});
  return clauses;
}

std::string describe(const Scenario& scenario, std::size_t width) {
  return scenario.title + "\n" + std::string(std::min(scenario.title.size(), width), '=') + "\n" + text_of(clauses_of(scenario), width);
}

std::string text_of(const std::vector<Clause>& clauses, std::size_t width) {
  std::string text;
  for (const Clause& clause : clauses) text += "\n" + clause.heading + "\n" + paragraphs(clause.text, width);
  return text;
}

}  // namespace townsquare
