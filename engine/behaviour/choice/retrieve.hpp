// Which sellers of a shelf could be shown: all of a small one, else some by exposure.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/behaviour/choice/shelf.hpp"
#include "engine/random.hpp"

namespace townsquare {

/// Who looks, and where its luck is keyed.
struct Looker {
  const float* taste;           // place in taste space
  float price_sensitivity;      // per major unit
  std::uint32_t buyer, week, need;
  Purpose retrieve, examine;    // window shopping uses its own luck
};

/// Who was retrieved, and working space.
struct Retrieved {
  bool is_whole_shelf = false;           // places in `distance` are places on the shelf, else in `candidate`
  std::vector<float> distance;           // squared, from the looker; infinite: not retrieved. A multiple of shelf_lanes
  std::vector<std::uint32_t> candidate;  // places on the shelf
  std::vector<std::uint32_t> word;       // luck of each seller
  std::vector<float> arrival;            // times in the race
  float usual_last = 48;                 // arrival of the last that is in time
  std::vector<std::uint32_t> stamp;      // last draw in which a seller came up
  std::uint32_t now = 0;

  std::uint32_t place(std::uint32_t i) const { return is_whole_shelf ? i : candidate[i]; }
};

/// Retrieves `m` different sellers by successive sampling in proportion to exposure, or all of a shelf that has no more.
/// With keyed luck the noise belongs to (buyer, seller, week).
/// *Source*: the m first of independent exponential clocks are a successive sample: Yellott 1977.
void retrieve(const Shelf& shelf, std::size_t m, bool is_keyed, const Looker& looker, const Luck& luck, Retrieved& out);

}  // namespace townsquare
