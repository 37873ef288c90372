#include "analysis/metrics/event_words.hpp"

#include <span>

namespace townsquare {
namespace {

constexpr std::string_view kinds[] = {"launched",     "drafted",      "opened",   "extended", "passed",    "defeated", "no_quorum",
                                      "queued",       "executed",     "vetoed",   "expired",  "canceled",  "rule_changed",
                                      "surplus_paid", "redeemed",     "attacked", "suspended", "forked",   "closed",   "shocked", "offered"};
constexpr std::string_view classes[] = {"fees",     "ranking",   "disputes",   "data",       "surplus",
                                        "spending", "marketing", "membership", "moderation", "amendment"};
static_assert(std::size(kinds) == n_event_kinds && std::size(classes) == n_decision_classes);

std::string_view word(std::span<const std::string_view> words, std::size_t at) { return at < words.size() ? words[at] : "unknown"; }

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (std::string_view each : words) text += (text.empty() ? "" : " ") + std::string(each);
  return text;
}

}  // namespace

std::string_view word_of(EventKind kind) { return word(kinds, static_cast<std::size_t>(kind)); }
std::string_view word_of(DecisionClass subject) { return word(classes, static_cast<std::size_t>(subject)); }
std::string event_kind_words() { return joined(kinds); }
std::string decision_class_words() { return joined(classes); }

}  // namespace townsquare
