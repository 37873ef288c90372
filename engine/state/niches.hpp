// What is known of each niche on one platform: who is there, and the tables from which visits draw.
#pragma once
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
  std::vector<std::uint32_t> cumulative;  // cumulative exposure within the niche, scaled to 2^32, (active)
  std::vector<std::uint32_t> guide;       // where a search for a point starts, (guide_factor * active)
  std::vector<float> log_exposure;        // ln of exposure, (active)

  Shelf shelf(std::size_t niche) const {
    const std::size_t begin = first[niche], n = first[niche + 1] - begin;
    return {{record.data() + begin, n}, {cumulative.data() + begin, n}, {guide.data() + guide_factor * begin, guide_factor * n}, {log_exposure.data() + begin, n}};
  }
};

/// How conversation mixes: row z, column z' is the share of z's circle that is in z'; rows sum to 1.
using Mixing = Eigen::MatrixXd;

}  // namespace townsquare
