// What a platform does with its users' data and with dishonest sellers, and who attacks it, as sentences.
#include <algorithm>

#include "scenarios/prose.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {

std::string data_text(const Values& values) {
  std::string text = "The platform sells " + values.text("data.sold_share") + " of the data of buyers who ";
  text += values.number("data.consent") > 0 ? "have not opted out" : "have opted in";
  text += ", for " + values.text("data.price") + " a buyer.";
  if (values.number("data.member_share") > 0) text += " Members are paid " + values.text("data.member_share") + " of it.";
  return text + " The median buyer would pay " + values.text("data.privacy_cost") + " a quarter not to be sold.";
}

std::string moderation_text(const Values& values) {
  std::string text = "A seller who delivers less than " + values.text("moderation.dishonest_below") + " of what it promises is suspended with a chance of " +
                     values.text("moderation.strictness") + " a year, for " + values.text("moderation.suspension") + ", ";
  if (values.number("moderation.due_process") > 0) return text + "after a hearing of " + values.text("moderation.hearing") + " in which honest ones are cleared.";
  return text + "at once and unheard: an honest one with " + values.text("moderation.error") + " of that chance.";
}

std::string attack_text(const Values& values) {
  const std::string goals[] = {"the money of the platform", "another fee, of " + values.text("attack.fee"), "a ranking that suits it"};
  std::string text = "From week " + readable(values.number("attack.week"), {"", Unit::count, 0, 0, 1e9, "", Evidence::decision, ""}, "") + " on, with " +
                     values.text("attack.budget") + " to spend, somebody is after " + goals[static_cast<int>(values.number("attack.goal"))] + ". " + attacker_words(values) +
                     " At first it expects " + values.text("attack.opposition") + " of all other votes against it.";
  if (values.number("attack.unread") > 0) text += " Of the members who vote out of duty, " + values.text("attack.unread") + " vote yes without reading.";
  return text;
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
    if (note.section == "shocks.fee") text += values.number(key("notice")) > 0 ? ", in force " + values.text(key("notice")) + " later" : ", without notice";
    text += ").";
  }
  return text;
}

}  // namespace townsquare
