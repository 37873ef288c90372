// Files for founders to begin with: `townsquare new`.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace townsquare {

/// The folder of the templates, beside that of the catalogue.
std::filesystem::path template_folder();

/// Names of the templates, in the order of the alphabet.
std::vector<std::string> template_names();

/// The text of a template for a file of that name. *Errors*: InvalidScenario, with the nearest name.
std::string text_of_template(std::string_view name, std::string_view file);

/// The sentence at the head of a template: its title.
std::string title_of_template(std::string_view name);

}  // namespace townsquare
