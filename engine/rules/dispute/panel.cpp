#include "engine/rules/dispute/panel.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace townsquare {
namespace {

/// The n-th number of a case: its need stands in the low twelve bits.
std::uint32_t place(const Case& c, std::int32_t n) { return c.index + (static_cast<std::uint32_t>(n) << 12); }

double share_of_word(std::uint32_t word) { return static_cast<double>(word) * 0x1p-32; }

double stake_of(const JurorPool& pool, std::uint32_t person) { return person < pool.stakes.size() ? pool.stakes[person] : 0; }

/// One juror's vote, and whether its opinion was right.
struct Vote {
  bool is_for_seller, is_grasped, is_bribed;
};

Vote vote_of(const Case& c, const Juror& juror, const RoundVotes& so_far, const Luck& luck) {
  const std::int32_t n = c.progress.opinions + so_far.opinions;
  const auto words = luck.block(Purpose::juror, static_cast<std::uint32_t>(c.opened_week), c.buyer, place(c, n));

  // Polya's urn; opinions that agree perfectly all follow the first
  const double rho = juror.correlation, k = n, right = c.progress.grasped + so_far.grasped;
  const double chance = n == 0 ? juror.competence : (juror.competence * (1 - rho) + rho * right) / (1 - rho + rho * k);
  const bool is_grasped = to_uniform(words[0], words[1]) < chance;

  // money, the others, or the opinion
  if (c.bribe > juror.cost_of_incoherence && share_of_word(words[2]) >= juror.honesty) return {true, is_grasped, true};
  const int lead = 2 * so_far.for_seller - so_far.cast;
  if (lead != 0 && share_of_word(words[3]) < juror.herding) return {lead > 0, is_grasped, false};
  return {is_grasped != c.is_buyer_right, is_grasped, false};
}

}  // namespace

JurorPool::JurorPool(std::span<const double> given) : stakes(given), up_to(given.size()) {
  std::partial_sum(given.begin(), given.end(), up_to.begin());
  for (const double stake : given) n_people += stake > 0;
}

std::vector<std::uint32_t> draw_by_lot(const JurorPool& pool, const Case& c, int n) {
  if (!pool.stakes.empty()) {
    const int others = pool.n_people - (stake_of(pool, c.seller) > 0);
    if (others < n) n = others - (others % 2 == 0);
  }
  std::vector<std::uint32_t> seats(static_cast<std::size_t>(std::max(n, 0)));
  std::iota(seats.begin(), seats.end(), 0u);
  return seats;
}

std::vector<std::uint32_t> draw_by_stake(const JurorPool& pool, const Case& c, int n, const Luck& luck) {
  if (pool.stakes.empty()) return draw_by_lot(pool, c, n);
  const double of_seller = stake_of(pool, c.seller), total = pool.up_to.back() - of_seller;
  std::vector<std::uint32_t> seats;
  if (pool.n_people - (of_seller > 0) < 1) return seats;

  // a point on the line of all stakes, with the seller's piece cut out
  const double start = of_seller > 0 ? pool.up_to[c.seller] - of_seller : total;
  for (std::int32_t s = 0; s < n; ++s) {
    const auto week = static_cast<std::uint32_t>(c.opened_week);
    double point = luck.uniform(Purpose::juror_draw, week, c.buyer, place(c, c.progress.votes + s)) * total;
    if (point >= start) point += of_seller;
    auto person = std::upper_bound(pool.up_to.begin(), pool.up_to.end(), point) - pool.up_to.begin();
    person = std::min(person, static_cast<std::ptrdiff_t>(pool.up_to.size()) - 1);
    seats.push_back(static_cast<std::uint32_t>(person));
  }
  return seats;
}

RoundVotes vote_round(std::span<const std::uint32_t> seats, const Case& c, const Juror& juror, const Luck& luck) {
  RoundVotes votes;
  std::map<std::uint32_t, Vote> heard;
  for (const std::uint32_t person : seats) {
    auto at = heard.find(person);
    if (at == heard.end()) {
      at = heard.emplace(person, vote_of(c, juror, votes, luck)).first;
      ++votes.opinions;
      votes.grasped += at->second.is_grasped;
    }
    ++votes.cast;
    votes.for_seller += at->second.is_for_seller;
    votes.bribed += at->second.is_bribed;
  }
  return votes;
}

}  // namespace townsquare
