// Rivals: further platforms in the market of a scenario, each with rules of its own.
//
//   [rivals.bigmart]
//   title = "BigMart"
//   layers = ["../operators/etsy-2022.toml"]   # files of a constitution or an operator, applied in order
//   [rivals.bigmart.growth]
//   founding_sellers = 400
//   [rivals.bigmart.fees]
//   subscription = "5 USD/week"
//
// A rival takes what the file says of sellers' prices and of costs, and nothing of its constitution; and it takes only keys that
// every platform has for itself.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "scenarios/apply_layer.hpp"
#include "scenarios/layers.hpp"

namespace townsquare {

/// What the layers of a scenario say of one rival, in the order in which it is applied.
struct Rival {
  std::string name, title;
  std::deque<Document> files;    ///< its layers, then its part of every file
  std::deque<Document> parts;    ///< its part of each override
  Location at;                   ///< where it is named first
  bool has_begun = false;        ///< a file gives it a title or layers
};

/// Takes all that is said of rivals out of the layers. What cannot be read is reported and left out.
std::vector<Rival> take_rivals(Layers& layers, const ReadOptions& options, Diagnostics& problems);

/// Adds a rival to a scenario that has been read. `world` is what the layers without rivals set, layer after layer.
/// Problems, contradictions between its keys included, are added to those of the reading.
void add_rival(Reading& reading, const std::vector<std::vector<Assignment>>& world, const Rival& rival, const std::string& main_file);

/// The scenario as one platform's own: that platform alone. Prose and caveats read such a scenario; it is not run.
Scenario seen_from(const Scenario& scenario, std::size_t platform);

/// One scenario for each platform, the scenario's own first: the same runs, each keeping results of another platform. One alone
/// where a file names a platform by `results_of`.
std::vector<Scenario> by_platform(const Scenario& scenario);

/// Whether every platform has the key for itself; `rule` of a section that picks one too.
bool is_of_platform(std::string_view section, std::string_view key);

}  // namespace townsquare
