// What a platform does with its users' data and with dishonest sellers, and who attacks it, as sentences.
#include <algorithm>

#include "scenarios/prose.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {

std::string data_text(const Values& values) {
  std::string text = "The platform sells " + values.text("data.sold_share") + " of the data of buyers who ";
  text += values.number("data.consent") > 0 ? "have not opted out" : "have opted in";
  text += ", for " + values.text("data.price") + " each.";
  if (values.number("data.member_share") > 0) text += " Members are paid " + values.text("data.member_share") + " of it.";
  return text;
}

std::string moderation_text(const Values& values) {
  std::string text = "A seller who delivers less than " + values.text("moderation.dishonest_below") + " of what it promises is caught at a rate of " +
                     values.text("moderation.strictness") + " a year and suspended for " + values.text("moderation.suspension") + ", ";
  if (values.number("moderation.due_process") > 0) return text + "after a hearing of " + values.text("moderation.hearing") + ".";
  return text + "at once; honest ones are hit at " + values.text("moderation.error") + " of that rate.";
}

std::string attack_text(const Values& values) {
  const char* const goals[] = {"the money of the platform", "another fee", "a ranking that suits it"};
  return "From week " + readable(values.number("attack.week"), {"", Unit::count, 0, 0, 1e9, "", Evidence::decision, ""}, "") + " on, with " +
         values.text("attack.budget") + ", somebody is after " + goals[static_cast<int>(values.number("attack.goal"))] + ". " + values.plain_rule("attack");
}

std::string shocks_text(const Values& values) {
  constexpr Parameter count{"", Unit::count, 0, 0, 1e9, "", Evidence::decision, ""};
  std::string text;
  for (const SectionNote& note : section_notes()) {
    if (!note.section.starts_with("shocks.") || values.number(dotted(note.section, "size")) == 0) continue;
    const auto key = [&](std::string_view name) { return dotted(note.section, name); };
    text += std::string(text.empty() ? "" : "\n") + "- In week " + readable(values.number(key("week")) + 1, count, "") + ": " + std::string(note.meaning);
    text.back() = ' ';
    text += "(" + values.text(key("size"));
    const bool lasts = std::ranges::any_of(core_parameters(), [&](const CoreParameter& row) { return row.section == note.section && row.parameter.key == "length"; });
    if (lasts) text += values.number(key("length")) > 0 ? ", for " + values.text(key("length")) : ", to the end";
    text += ").";
  }
  return text;
}

}  // namespace townsquare
