// Replication C2: Ghasemi and Kucharski 2022, Modelling the rise and fall of two-sided mobility markets, arXiv 2208.02496, days 0 to 299, on the production rule and its
// perceived utilities, in a market without a network: every driver serves at most 19 travellers, all of them alike. A period is a day here.
#include <catch2/catch.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/behaviour/participation/experience_word_of_mouth_marketing.hpp"
#include "engine/parameter_table.hpp"
#include "engine/random.hpp"

using namespace townsquare;

namespace {

constexpr int n_drivers = 200, n_travellers = 2'000, n_days = 300;
constexpr double asked = 4 * 11.16, fare = 7.65, cost_of_ride = 1.45, rides_of_driver = 19, commission = .1;  // euro; an evening's wage
constexpr double gap_with_discount = -.3, gap_without = 0;                                                    // alternative less ride, over the alternative

struct Side {
  std::vector<Perceived> perceived;
  std::vector<bool> informed, is_there;
  explicit Side(int n, double start)
      : perceived(static_cast<std::size_t>(n), Perceived{static_cast<float>(start), static_cast<float>(start), static_cast<float>(start)}), informed(static_cast<std::size_t>(n), false),
        is_there(informed) {}
};

/// Days on which drivers and travellers were counted.
using Path = std::array<std::array<double, 2>, n_days>;

class Ride {
public:
  Ride(std::uint64_t seed, bool has_campaign) : luck_(make_luck(seed, 0)), has_campaign_(has_campaign) {
    const ParticipationRule row = experience_word_of_mouth_marketing_rule();
    values_ = default_values(row.row);
    joins_ = row.bind(values_);
    rule_ = row.perception(values_);
    rule_.campaign_from = 50;
    drivers_ = Side(n_drivers, rule_.start);
    travellers_ = Side(n_travellers, rule_.start);
  }

  Path live() {
    Path path;
    for (day_ = 0; day_ < n_days; ++day_) {
      path[static_cast<std::size_t>(day_)] = {static_cast<double>(decide(drivers_, 0)), static_cast<double>(decide(travellers_, 1))};
      trade(path[static_cast<std::size_t>(day_)]);
      for (std::uint32_t k = 0; k < 2; ++k) {
        Side& side = k == 0 ? drivers_ : travellers_;
        if (has_campaign_ && rule_.has_campaign(day_)) advertise(side, k);
        meet(side, k);
      }
    }
    return path;
  }

private:
  int decide(Side& side, std::uint32_t k) {
    int n = 0;
    for (std::size_t i = 0; i < side.perceived.size(); ++i) {
      const double chance = joins_({0, 1, 0, perception::utility(side.perceived[i], rule_)});
      side.is_there[i] = side.informed[i] && luck_.uniform(Purpose::buyer_look, day(), static_cast<std::uint32_t>(i), k) < chance;
      n += side.is_there[i];
    }
    return n;
  }

  void trade(const std::array<double, 2>& there) {
    const double served = std::min(there[1], rides_of_driver * there[0]);
    const double income = there[0] > 0 ? served / there[0] * (fare * (1 - commission) - cost_of_ride) : 0;
    step(drivers_, [&](std::size_t) { return perception::step_of(income, asked); });
    const double gap = day_ >= 25 && day_ < 200 ? gap_with_discount : gap_without, share = there[1] > 0 ? served / there[1] : 0;
    step(travellers_, [&](std::size_t i) {
      const bool is_served = luck_.uniform(Purpose::visit, day(), static_cast<std::uint32_t>(i)) < share;
      return is_served ? 2 * gap : rule_.unserved;
    });
  }

  template <class Step>
  void step(Side& side, Step&& of) {
    for (std::size_t i = 0; i < side.perceived.size(); ++i)
      if (side.is_there[i]) side.perceived[i].experience = static_cast<float>(perception::moved_within(static_cast<double>(side.perceived[i].experience), of(i)));
  }

  void advertise(Side& side, std::uint32_t k) {
    for (std::size_t i = 0; i < side.perceived.size(); ++i) {
      if (luck_.uniform(Purpose::campaign, day(), static_cast<std::uint32_t>(i), k) >= rule_.reached_share) continue;
      side.informed[i] = true;
      const double m = static_cast<double>(side.perceived[i].marketing);
      side.perceived[i].marketing = static_cast<float>(perception::moved_within(m, m - 1));
    }
  }

  void meet(Side& side, std::uint32_t k) {
    std::vector<std::pair<double, std::size_t>> met;
    for (std::size_t i = 0; i < side.perceived.size(); ++i)
      if (luck_.uniform(Purpose::meeting, day(), static_cast<std::uint32_t>(i), k) < rule_.meeting_share) met.push_back({luck_.uniform(Purpose::meeting, day(), static_cast<std::uint32_t>(i), k + 2), i});
    std::sort(met.begin(), met.end());
    for (std::size_t j = 0; j + 1 < met.size(); j += 2) {
      const std::size_t a = met[j].second, b = met[j + 1].second;
      if (!side.informed[a] && !side.informed[b]) continue;
      side.informed[a] = side.informed[b] = true;
      perception::tell(side.perceived[a], side.perceived[b], rule_);
    }
  }

  std::uint32_t day() const { return static_cast<std::uint32_t>(day_); }

  Luck luck_;
  bool has_campaign_;
  std::vector<double> values_;
  Joins joins_;
  Perception rule_{};
  Side drivers_{0, 0}, travellers_{0, 0};
  int day_ = 0;
};

/// Mean of 40 days around the plateau, and the days on which a quarter and three quarters of it are first reached.
struct Shape {
  double drivers = 0, travellers = 0, quarter = 0, three_quarters = 0;
};

Shape shape_of(const std::vector<Path>& paths) {
  Path mean{};
  for (const Path& path : paths)
    for (std::size_t d = 0; d < path.size(); ++d)
      for (std::size_t k = 0; k < 2; ++k) mean[d][k] += path[d][k] / static_cast<double>(paths.size());
  Shape shape;
  for (std::size_t d = 260; d < 300; ++d) shape.drivers += mean[d][0] / 40, shape.travellers += mean[d][1] / 40;
  const auto first = [&](double part) {
    for (std::size_t d = 0; d < mean.size(); ++d)
      if (mean[d][1] >= part * shape.travellers) return static_cast<double>(d);
    return static_cast<double>(n_days);
  };
  shape.quarter = first(.25), shape.three_quarters = first(.75);
  return shape;
}

std::vector<Path> paths_of(int n, bool has_campaign) {
  std::vector<Path> paths;
  for (int seed = 1; seed <= n; ++seed) paths.push_back(Ride(static_cast<std::uint64_t>(seed), has_campaign).live());
  return paths;
}

}  // namespace

// Published are 127 drivers and 1164 travellers on the plateau, a quarter of it on day 106 and three quarters on day 160. The plateau is missed, see docs/validation.md:
// all travellers gain alike here, and so nearly all of them end at the upper end of experience. `townsquare_tests "C2*" -s` prints the path.
TEST_CASE("C2 a ride market takes off with its campaign, grows in an S after it, and settles", "[theory]") {
  const std::vector<Path> paths = paths_of(100, true);
  const Shape shape = shape_of(paths);
  std::vector<double> travellers(n_days);
  for (std::size_t d : {49, 52, 60, 75, 101, 125, 150, 175, 199, 210, 250, 299}) {
    double drivers = 0;
    for (const Path& path : paths) drivers += path[d][0] / 100, travellers[d] += path[d][1] / 100;
    UNSCOPED_INFO("day " << d << ": " << drivers << " drivers, " << travellers[d] << " travellers");
  }
  CAPTURE(shape.drivers, shape.travellers, shape.quarter, shape.three_quarters);
  CHECK(travellers[49] == 0);
  CHECK(shape.quarter == Approx(106).margin(15));
  CHECK(travellers[125] - travellers[101] > travellers[75] - travellers[60]);    // faster after the campaign than in it
  CHECK(travellers[299] - travellers[250] < .02 * shape.travellers);             // settled
  CHECK(shape.travellers / shape.drivers == Approx(1164. / 127).epsilon(.15));   // rides for each driver as published
}

TEST_CASE("C2 without a campaign nobody comes", "[theory]") {
  for (const Path& path : paths_of(20, false))
    for (const auto& there : path) REQUIRE(there[0] + there[1] == 0);
}
