#include "scenarios/contradiction.hpp"

#include <algorithm>

#include "scenarios/units.hpp"

namespace townsquare {

Check::Check(const Reading& reading, std::string file) : reading_(reading), file_(std::move(file)) {
  for (const Key& k : keys_of(reading.scenario)) keys_.emplace(dotted(k.section, k.parameter->key), k);
}

std::optional<Key> Check::key(const std::string& name) const {
  const auto found_key = keys_.find(name);
  return found_key == keys_.end() ? std::nullopt : std::optional(found_key->second);
}

double Check::value(const std::string& name) const {
  const auto k = key(name);
  return k ? *k->values : 0;
}

std::string Check::shown(const std::string& name) const {
  const auto k = key(name);
  return k ? format_value(*k->values, *k->parameter, reading_.scenario.currency) : "";
}

std::optional<Location> Check::given(const std::string& name) const {
  const auto at = reading_.given.find(name);
  return at == reading_.given.end() ? std::nullopt : std::optional(at->second);
}

std::string_view Check::rule(std::string_view section) const { return chosen_row(*family_of(section), reading_.scenario).name; }

void Check::report(std::string_view code, Severity severity, std::string message, std::string hint, const std::vector<std::string>& keys) {
  found.push_back({std::string(code), severity, std::move(message), place(keys), std::move(hint), ""});
}

Location Check::place(const std::vector<std::string>& keys) const {
  Location latest{file_, 0, 0, 0, ""};
  for (const std::string& name : keys) {
    const auto at = reading_.given.find(name);
    if (at == reading_.given.end()) continue;
    const auto order = [&](const std::string& file) { return std::ranges::find(reading_.files, file) - reading_.files.begin(); };
    const auto rank = [&](const Location& l) { return std::pair(order(l.file), l.line); };
    if (latest.line == 0 || rank(at->second) >= rank(latest)) latest = at->second;
  }
  return latest;
}

}  // namespace townsquare
