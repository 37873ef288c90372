// A page for each scenario and comparison of the catalogue, written from its files alone; docs/catalogue holds them.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/catalogue.hpp"

namespace townsquare {

/// A page and where it stands below docs/catalogue: `scenarios/stocksy.md`.
struct CataloguePage {
  std::filesystem::path place;
  std::string text;  ///< Markdown
};

/// What a file of the catalogue is, joins, rests on, assumes and misses, and how to run it.
/// Prose is the comment at the head of each file, up to "What it misses:" or "Misses:"; a value's source is that of its mark, or the comment above it.
/// @param entry       of the kind `scenarios` or `comparisons`
/// @param validation  text of docs/validation.md; its rows that name the scenario as `name` are repeated. May be empty.
/// *Errors*: InvalidScenario.
std::string catalogue_page(const CatalogueEntry& entry, const std::filesystem::path& folder, std::string_view validation);

/// All pages of a catalogue, the index first.
std::vector<CataloguePage> catalogue_pages(const std::filesystem::path& folder, std::string_view validation);

}  // namespace townsquare
