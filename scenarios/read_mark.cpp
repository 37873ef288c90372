#include "scenarios/read_mark.hpp"

#include <algorithm>

#include "scenarios/codes.hpp"
#include "scenarios/read_value.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

constexpr std::string_view range_hint =
    "write range = [0.8, 1.25]: factors on the value, the first from 0 to 1, the second at least 1";

const std::vector<std::string>& mark_keys() {
  static const std::vector<std::string> keys = {"value", "evidence", "range", "source"};
  return keys;
}

struct Reader {
  const Document& document;
  Diagnostics& problems;

  void report(std::string_view code, const Span& at, std::string message, std::string hint,
              std::string suggestion = "") const {
    problems.push_back({std::string(code), Severity::error, std::move(message), location(document, at),
                        std::move(hint), std::move(suggestion)});
  }

  void evidence(const Value& value, Mark& mark) const {
    const auto& words = evidence_words();
    const auto found = std::find(words.begin(), words.end(), value.text);
    if (value.kind == Kind::text && found != words.end()) {
      mark.evidence = static_cast<Evidence>(found - words.begin());
      return;
    }
    report(codes::bad_mark, value.at, "`evidence` is one of four words", "allowed: " + list_words(words),
           nearest_word(value.text, words).value_or(""));
  }

  void range(const Value& value, Mark& mark) const {
    const auto is_number = [](const Value& item) { return item.kind == Kind::number; };
    const bool is_pair = value.kind == Kind::list && value.items.size() == 2 &&
                         std::all_of(value.items.begin(), value.items.end(), is_number);
    if (!is_pair)
      return report(codes::bad_mark, value.at, "`range` is a pair of numbers", std::string(range_hint));
    mark.low = value.items[0].number;
    mark.high = value.items[1].number;
    const bool is_sound = mark.low > 0 && mark.low <= 1 && mark.high >= 1 && mark.high <= 1e6;
    if (!is_sound)
      report(codes::bad_mark, value.at, "`range` must hold 1 between its two factors, and no 0",
             std::string(range_hint));
  }

  void source(const Value& value, Mark& mark) const {
    if (value.kind == Kind::text) mark.source = value.text;
    else report(codes::bad_mark, value.at, "`source` is text", "write source = \"author, year\"");
  }
};

// Evidence and range must fit each other.
void check_fit(const Reader& reader, const Value& braces, const Entry* range, const Parameter& parameter,
               const Mark& mark) {
  if (range != nullptr && mark.evidence != Evidence::none) {
    reader.report(codes::bad_mark, range->key_at, "only a value with evidence `none` is drawn from a range",
                  "leave the range out, or write evidence = \"none\"");
  }
  const bool has_range_in_table = parameter.evidence == Evidence::none;
  if (range == nullptr && mark.evidence == Evidence::none && !has_range_in_table)
    reader.report(codes::bad_mark, braces.at, "a value with evidence `none` needs a range",
                  std::string(range_hint));
}

}  // namespace

MarkedValue read_mark(const Document& document, const std::string& dotted_key, const Value& braces,
                      const Parameter& parameter, Diagnostics& problems) {
  const Reader reader{document, problems};
  const std::size_t before = problems.size();
  MarkedValue marked{nullptr, {dotted_key, parameter.evidence, 1, 1, ""}};
  const Entry* range = nullptr;
  for (const Entry& entry : braces.entries) {
    if (entry.key == "value") marked.value = &entry.value;
    else if (entry.key == "evidence") reader.evidence(entry.value, marked.mark);
    else if (entry.key == "range") range = &entry;
    else if (entry.key == "source") reader.source(entry.value, marked.mark);
    else
      reader.report(codes::bad_mark, entry.key_at, "unknown key `" + entry.key + "` in braces",
                    "allowed: " + list_words(mark_keys(), "and"),
                    nearest_word(entry.key, mark_keys()).value_or(""));
  }
  if (marked.value == nullptr)
    reader.report(codes::bad_mark, braces.at, "the braces hold no `value`",
                  "write { value = ..., evidence = \"weak\" }");

  // the table's range holds unless the file gives one
  if (marked.mark.evidence == Evidence::none) {
    marked.mark.low = parameter.low;
    marked.mark.high = parameter.high;
  }
  if (range != nullptr) reader.range(range->value, marked.mark);
  if (problems.size() == before) check_fit(reader, braces, range, parameter, marked.mark);
  return marked;
}

}  // namespace townsquare
