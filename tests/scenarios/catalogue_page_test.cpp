// The pages in docs/catalogue are what the catalogue says; they must not grow stale.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "scenarios/catalogue_page.hpp"
#include "scenarios/catalogue_sources.hpp"

using namespace townsquare;
namespace fs = std::filesystem;

namespace {
const fs::path root = TOWNSQUARE_ROOT, catalogue = root / "scenarios" / "catalogue", docs = root / "docs" / "catalogue";

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Folder {
  fs::path path = fs::temp_directory_path() / ("townsquare_page_test" + std::to_string(getpid()));
  Folder() {
    fs::remove_all(path);
    for (const char* kind : {"scenarios", "markets", "operators", "comparisons"}) fs::create_directories(path / kind);
    std::ofstream(path / "markets" / "photo.toml") << "# Photos. What it misses: colour | grain.\ntitle = \"Photos\"\n\n[market]\n"
                                                      "# counted in 2015, report X\nbuyers = { value = 900, evidence = \"strong\", source = \"a | b 2016\" }\nniches = 3\n";
    std::ofstream(path / "operators" / "owner.toml") << "# An owner.\ntitle = \"Owner\"\n[control]\nby = \"operator\"\n[fees]\n# its terms of 2020\ntake_rate = \"30 %\"\n";
    std::ofstream(path / "scenarios" / "small.toml") << "# A small one.\n# Misses: much.\ntitle = \"Small\"\ninclude = [\"../markets/photo.toml\"]\n[rivals.big]\ntitle = \"Big\"\nlayers = "
                                                        "[\"../operators/owner.toml\"]\n[rivals.big.growth]\nfounding_sellers = 4  # counted\n";
    std::ofstream(path / "comparisons" / "both.toml") << "# Two.\ntitle = \"Both\"\nscenarios = [\"small\", \"small\"]\nreplications = 7\n";
  }
  ~Folder() { fs::remove_all(path); }

  std::string page(const std::string& kind, const std::string& validation = "") const {
    for (const CatalogueEntry& entry : list_catalogue(path))
      if (entry.kind == kind) return catalogue_page(entry, path, validation);
    return "";
  }
};
}  // namespace

TEST_CASE("the committed pages of the catalogue are what its files generate, and there are no others", "[contract]") {
  INFO("townsquare list --pages docs/catalogue");
  std::size_t n = 0;
  for (const CataloguePage& page : catalogue_pages(catalogue, text_of(root / "docs" / "validation.md"))) {
    CAPTURE(page.place.string());
    CHECK((text_of(docs / page.place) == page.text));
    ++n;
  }
  std::size_t n_committed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(docs)) n_committed += entry.is_regular_file();
  CHECK(n_committed == n);
}

TEST_CASE("a page tells what a scenario is, joins, rests on, assumes and misses", "[unit]") {
  const Folder folder;
  const std::string page = folder.page("scenarios");
  INFO(page);
  CHECK(has(page, "# Small\n"));
  CHECK(has(page, "\nA small one.\n"));
  CHECK(has(page, "townsquare run small\n"));
  CHECK(has(page, "(../../../scenarios/catalogue/markets/photo.toml), Photos. Photos.\n"));
  CHECK(has(page, "- beside it, Big: [`operators/owner.toml`]"));
  CHECK(has(page, "| `market.buyers` | 900 | strong | a \\| b 2016 |"));
  CHECK(has(page, "| `market.niches` | 3 | none |  |"));
  CHECK(has(page, "| `fees.take_rate` | 30 % | decision | its terms of 2020 |"));
  CHECK(has(page, "| `rivals.big.growth.founding_sellers` | 4 | decision |  |"));
  CHECK_FALSE(has(page, "`rivals.big.title`"));
  CHECK(has(page, "/photo.toml): Colour | grain.\n"));
  CHECK(has(page, "/small.toml): Much.\n"));
  CHECK(has(page, "| `growth.buyer_word_of_mouth` | 0.03 /week | 0.5 … 2 |"));
}

TEST_CASE("a page repeats the rows of the validation that name its scenario, and no others", "[unit]") {
  const Folder folder;
  const std::string validation = "| fact | engine |\n|---|---|\n| speed | `smaller` 3 |\n| size | `small` 4, **out** |\n\n| other |\n|---|\n| `big` |\n";
  CHECK(has(folder.page("scenarios", validation), "\n| fact | engine |\n|---|---|\n| size | `small` 4, **out** |\n\n## What it rests on"));
  CHECK_FALSE(has(folder.page("scenarios"), "checked against"));
}

TEST_CASE("the page of a comparison links its arms", "[unit]") {
  const Folder folder;
  const std::string page = folder.page("comparisons");
  CHECK(has(page, "townsquare compare both\n"));
  CHECK(has(page, "7 replications"));
  CHECK(has(page, "- [Small](../scenarios/small.md), which the others are compared with\n- [Small](../scenarios/small.md)\n"));
}

TEST_CASE("prose ends where it tells what is missing", "[unit]") {
  CHECK(prose_of("A. Misses: much.").about == "A.");
  CHECK(prose_of("A. Misses: much.").misses == "Much.");
  CHECK(prose_of("A. What it misses: x. Evidence \"none\": drawn.").misses == "X.");
  CHECK(prose_of("A.").misses.empty());
}
