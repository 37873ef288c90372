// Two constitutions in words: what each says that the other does not.
#include <algorithm>

#include "scenarios/describe.hpp"

namespace townsquare {
namespace {

// A clause in sentences; an item of a list is one.
std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> sentences;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '\n' || (text[i] == '.' && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n'));
    if (!ends) continue;
    std::string sentence = text.substr(start, i + (text[i] == '.' ? 1 : 0) - start);
    sentence.erase(0, sentence.find_first_not_of(" -"));
    if (!sentence.empty() && sentence != ".") sentences.push_back(std::move(sentence));
    start = i + 1;
  }
  if (start < text.size()) sentences.push_back(text.substr(start));
  return sentences;
}

// The sentences of one that the other does not have, as one paragraph.
std::string only_in(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::string text;
  for (const std::string& sentence : one)
    if (std::ranges::find(other, sentence) == other.end()) text += (text.empty() ? "" : " ") + sentence;
  return text;
}

const Clause* clause_named(const std::vector<Clause>& clauses, const std::string& heading) {
  const auto found = std::ranges::find(clauses, heading, &Clause::heading);
  return found == clauses.end() ? nullptr : &*found;
}

}  // namespace

std::string describe_difference(const std::vector<Clause>& first, const std::string& first_title, const std::vector<Clause>& second,
                                const std::string& second_title, std::size_t width) {
  std::vector<std::string> headings;
  for (const std::vector<Clause>* clauses : {&first, &second})
    for (const Clause& clause : *clauses)
      if (std::ranges::find(headings, clause.heading) == headings.end()) headings.push_back(clause.heading);

  std::vector<Clause> differences;
  std::string same;
  for (const std::string& heading : headings) {
    const Clause *a = clause_named(first, heading), *b = clause_named(second, heading);
    if (a != nullptr && b != nullptr && a->text == b->text) {
      same += (same.empty() ? "" : "; ") + heading;
      continue;
    }
    const std::vector<std::string> from_a = a ? sentences_of(a->text) : std::vector<std::string>{}, from_b = b ? sentences_of(b->text) : std::vector<std::string>{};
    const auto said = [](const std::string& text, const Clause* clause) { return clause == nullptr ? "says nothing of it." : text.empty() ? "says no more than that." : text; };
    differences.push_back({heading, "- " + first_title + ": " + said(only_in(from_a, from_b), a) + "\n- " + second_title + ": " + said(only_in(from_b, from_a), b)});
  }
  if (!same.empty()) differences.push_back({differences.empty() ? "They say the same" : "They say the same under these headings", same + "."});
  return text_of(differences, width);
}

}  // namespace townsquare
