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
  std::vector<std::uint32_t> active;      // ids of member sellers by niche, ascending
  std::vector<SellerRecord> record;       // what a visit reads, packed like `active`
  std::array<std::vector<float>, n_shelf_axes> place;  // in taste space, packed like `active`, with room for a last reading
  std::vector<float> wait;                // one over exposure, packed like `place`
  std::vector<std::uint32_t> cumulative;  // cumulative exposure within the niche, scaled to 2^32, (active)
  std::vector<std::uint32_t> guide;       // where a search for a point starts, (active)

  /// Makes the columns of the shelves as long as `active`.
  void fit_shelves() {
    const std::size_t n = active.size();
    record.resize(n);
    cumulative.resize(n);
    guide.resize(n);
    wait.resize(n + shelf_lanes);
    for (std::vector<float>& axis : place) axis.resize(n + shelf_lanes);
  }

  Shelf shelf(std::size_t niche) const {
    const std::size_t begin = first[niche], n = first[niche + 1] - begin;
    return {{record.data() + begin, n}, {place[0].data() + begin, place[1].data() + begin, place[2].data() + begin, place[3].data() + begin},
            wait.data() + begin, {cumulative.data() + begin, n}, {guide.data() + begin, n}};
  }
};

/// How conversation mixes: row z, column z' is the share of z's circle that is in z'; rows sum to 1.
using Mixing = Eigen::MatrixXd;

}  // namespace townsquare
