// [governance.default]: what holds for every class of decision that does not say otherwise. It is words for a file
// only: reading hands its keys to the ten classes, and a scenario once read has every class in full.
#pragma once
#include <string_view>
#include <vector>

#include "scenarios/apply_layer.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {

inline constexpr std::string_view default_process = "governance.default";
inline constexpr std::string_view default_process_meaning =
    "How every class of decision is decided that does not say otherwise: a key given in the section of a class wins, whatever the "
    "order of files and settings.";

/// Whether a key belongs to one class alone, for each class moves another number: `step` and the two bounds.
bool is_of_one_class(std::string_view key);

/// The keys that all classes have in common, in the order of the table.
std::vector<const Parameter*> shared_process_keys();

/// Hands what the layers say in [governance.default] to all classes of decision, in the order of the layers. To be called before
/// the layers themselves are applied, which then override it. What is wrong is told once, not for each class.
void apply_default_process(Reading& reading, const std::vector<std::vector<Assignment>>& layers);

}  // namespace townsquare
