// What is known of each niche on one platform: who is there, and the tables from which visits draw.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "engine/behaviour/choice/shelf.hpp"
#include "engine/state/column.hpp"

namespace townsquare {

/// Columns per niche, (n_niches) unless said.
struct Niches {
  Column<std::int64_t> member_buyers;     // buyer agents that are members
  Column<double> satisfied_share;         // share of them whose experience beats their outside value
  Column<double> mean_experience;         // W, logsum units
  Column<std::int64_t> active_sellers;    // sellers that are members
  Column<double> seller_content;          // mean chance that a member seller is content with its income
  Column<double> income_paid;             // Y: remembered net income, minor units
  Column<double> seller_weeks;            // O: remembered seller-weeks
  std::vector<std::uint32_t> first;       // first entry of a niche in `active`, (n_niches + 1)
  std::vector<std::uint32_t> active;      // ids of listed sellers, each once, by own niche, ascending
  std::vector<std::uint32_t> shelf_first; // first entry of a niche's shelf; like `first` where nobody lists twice, (n_niches + 1)
  std::vector<SellerRecord> record;       // what a visit reads, shelf by shelf, ids ascending
  std::array<std::vector<float>, n_shelf_axes> place;  // in taste space, packed like `record`, with room for a last reading
  std::vector<float> wait;                // one over exposure, packed like `place`
  std::vector<std::uint32_t> cumulative;  // cumulative exposure within the niche, scaled to 2^32, packed like `record`
  std::vector<std::uint32_t> guide;       // where a search for a point starts, packed like `record`

  /// Makes the columns of the shelves `n` entries long.
  void fit_shelves(std::size_t n) {
    record.resize(n);
    cumulative.resize(n);
    guide.resize(n);
    wait.resize(n + shelf_lanes);
    for (std::vector<float>& axis : place) axis.resize(n + shelf_lanes);
  }

  Shelf shelf(std::size_t niche) const {
    const std::size_t begin = shelf_first[niche], n = shelf_first[niche + 1] - begin;
    return {{record.data() + begin, n}, {place[0].data() + begin, place[1].data() + begin, place[2].data() + begin, place[3].data() + begin},
            wait.data() + begin, {cumulative.data() + begin, n}, {guide.data() + begin, n}};
  }
};

/// How conversation mixes: row z, column z' is the share of z's circle that is in z'; rows sum to 1.
using Mixing = Eigen::MatrixXd;

}  // namespace townsquare
