#include "scenarios/default_process.hpp"

#include <algorithm>

#include "engine/parameter_table/governance.hpp"
#include "scenarios/codes.hpp"

namespace townsquare {
namespace {

bool is_default(const Assignment& a) { return a.section == default_process; }

// A number that each class has for itself.
void reject(Reading& reading, const Assignment& a) {
  reading.problems.push_back({std::string(codes::unknown_key), Severity::error,
                              "`" + a.entry->key + "` is not in [" + std::string(default_process) +
                                  "]: each class of decision moves another number",
                              location(*a.document, a.entry->key_at),
                              "write it in the section of the class: [" + std::string(governance_sections[0]) + "]", ""});
}

// The same for every class; if the first one cannot take it, the others cannot either.
void apply_to_all(Reading& reading, const Assignment& a) {
  if (is_of_one_class(a.entry->key)) return reject(reading, a);
  for (const std::string_view section : governance_sections) {
    const std::size_t n_before = reading.problems.size();
    apply_assignment(reading, a, section);
    if (reading.problems.size() > n_before) return;
  }
}

}  // namespace

bool is_of_one_class(std::string_view key) { return key == "step" || key == "lower_bound" || key == "upper_bound"; }

std::vector<const Parameter*> shared_process_keys() {
  std::vector<const Parameter*> keys;
  for (const CoreParameter& core : core_parameters())
    if (core.section == governance_sections[0] && !is_of_one_class(core.parameter.key)) keys.push_back(&core.parameter);
  return keys;
}

void apply_default_process(Reading& reading, const std::vector<std::vector<Assignment>>& layers) {
  for (const std::vector<Assignment>& layer : layers) {
    std::vector<Assignment> shared;
    std::ranges::copy_if(layer, std::back_inserter(shared), is_default);

    // rules first: they decide which keys a class has; of a rule that nobody knows no key can be judged
    const std::size_t n_before = reading.problems.size();
    const auto others = std::stable_partition(shared.begin(), shared.end(), [](const Assignment& a) { return a.entry->key == "rule"; });
    for (auto a = shared.begin(); a != others; ++a) apply_to_all(reading, *a);
    const bool is_unclear = reading.problems.size() > n_before;
    for (auto a = others; a != shared.end(); ++a) {
      const bool is_shared = std::ranges::any_of(shared_process_keys(), [&](const Parameter* p) { return p->key == a->entry->key; });
      if (!is_unclear || is_shared) apply_to_all(reading, *a);
    }
  }
}

}  // namespace townsquare
