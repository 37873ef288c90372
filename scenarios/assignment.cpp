#include "scenarios/assignment.hpp"

#include <algorithm>

#include "scenarios/codes.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

using Kind = Value::Kind;

const std::vector<std::string>& top_keys() {
  static const std::vector<std::string> keys = {"title", "name", "currency", "include", "results_of"};
  return keys;
}

bool is_table(const Value& value) {
  return value.kind == Kind::section || value.kind == Kind::inline_table;
}

class Walk {
public:
  Walk(const Document& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  void visit(const std::vector<Entry>& entries, const std::string& path) {
    for (const Entry& entry : entries) visit(entry, path);
  }

  std::vector<Assignment> found;

private:
  void visit(const Entry& entry, const std::string& path) {
    const std::string name = path.empty() ? entry.key : dotted(path, entry.key);
    const bool is_top =
        path.empty() && (entry.key == "title" || entry.key == "name" || entry.key == "currency");
    if (path.empty() && (entry.key == "include" || entry.key == "results_of")) return;
    if (is_section(name) || is_section_group(name)) {
      if (is_table(entry.value)) visit(entry.value.entries, name);
      else not_a_section(entry, name);
    } else if (is_top || (is_section(path) && entry.value.kind != Kind::section)) {
      found.push_back({&document_, path, &entry});
    } else if (is_table(entry.value)) {
      unknown_section(entry, name, entry.key_at);
    } else {
      outside_sections(entry, path);
    }
  }

  void report(std::string_view code, const Entry& entry, std::string message, std::string hint,
              std::string suggestion = "") {
    problems_.push_back({std::string(code), Severity::error, std::move(message),
                         location(document_, entry.key_at), std::move(hint), std::move(suggestion)});
  }

  void not_a_section(const Entry& entry, const std::string& name) {
    report(codes::wrong_type, entry, "`" + name + "` is a section, not a key",
           entry.value.kind == Kind::list ? "write [" + name + "] with single brackets"
                                          : "write [" + name + "] on a line of its own");
  }

  // Reported under its whole name: `[govrnance.fees]`, not `[govrnance]`.
  void unknown_section(const Entry& entry, const std::string& name, const Span& start) {
    const std::vector<Entry>& inner = entry.value.entries;
    const bool only_groups = !inner.empty() && std::all_of(inner.begin(), inner.end(), [](const Entry& e) {
      return e.value.kind == Kind::section;
    });
    if (only_groups) {
      for (const Entry& e : inner) unknown_section(e, dotted(name, e.key), start);
      return;
    }
    const std::vector<std::string> names = section_names();
    Span at = entry.key_at;
    if (start.line == at.line) at = {at.line, start.column, at.column + at.length - start.column};
    problems_.push_back({std::string(codes::unknown_section), Severity::error,
                         "unknown section [" + name + "]", location(document_, at),
                         "sections are " + list_words(names, "and") + "; rivals have theirs: [rivals.NAME]", nearest_word(name, names).value_or("")});
  }

  // A key above all sections, or in a name that only groups sections.
  void outside_sections(const Entry& entry, const std::string& path) {
    const std::vector<std::string> homes = sections_with_key(entry.key);
    std::string hint = path.empty() ? "above the first section: " + list_words(top_keys(), "and")
                                    : "[" + path + "] only groups sections";
    if (!homes.empty()) hint = "`" + entry.key + "` belongs to " + list_words(homes);
    report(codes::unknown_key, entry, "`" + entry.key + "` is in no section", hint,
           nearest_word(entry.key, top_keys()).value_or(""));
  }

  const Document& document_;
  Diagnostics& problems_;
};

}  // namespace

std::vector<Assignment> assignments_of(const Document& document, Diagnostics& problems) {
  Walk walk(document, problems);
  walk.visit(document.entries, "");
  return std::move(walk.found);
}

}  // namespace townsquare
