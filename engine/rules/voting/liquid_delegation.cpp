#include "engine/rules/voting/liquid_delegation.hpp"

#include <algorithm>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
constexpr std::uint32_t unknown = 0xffffffff, on_this_walk = 0xfffffffe, nobody = 0xfffffffd;

/// The row that casts for the row where a walk along delegates begins; `found` gets the answer for every row on the way.
/// A walk ends at a row that casts, has no delegate, was answered before, or was passed on this very walk (a circle).
void walk(const VoterColumns& rows, std::uint32_t start, std::vector<std::uint32_t>& found) {
  std::uint32_t row = start;
  while (found[row] == unknown && !rows.is_casting[row] && rows.delegate[row] != row) {
    found[row] = on_this_walk;
    row = rows.delegate[row];
  }
  std::uint32_t answer = found[row];
  if (answer == unknown) answer = rows.is_casting[row] ? row : nobody;
  if (answer == on_this_walk) answer = nobody;
  if (found[row] == unknown) found[row] = answer;
  for (std::uint32_t i = start; found[i] == on_this_walk; i = rows.delegate[i]) found[i] = answer;
}

Weigh weigh(std::span<const double>) {
  return [](const VoterColumns& rows, const Luck& luck, std::uint32_t proposal, std::span<std::int64_t> votes) {
    if (rows.delegate.empty()) return weigh_by_power({})(rows, luck, proposal, votes);
    std::vector<std::uint32_t> found(votes.size(), unknown);
    std::ranges::fill(votes, 0);
    for (std::uint32_t i = 0; i < votes.size(); ++i) {
      if (rows.power[i] == 0) continue;
      if (found[i] == unknown) walk(rows, i, found);
      if (found[i] != nobody) votes[found[i]] += rows.power[i];
    }
  };
}

Count bind(std::span<const double>) { return count_majority; }
}  // namespace

VotingRule liquid_delegation_rule() {
  return {{"liquid_delegation", "Who does not vote is voted for by whom it trusts, along the chain of trust; then majority.",
           "Behrens, Kistner, Nitsche and Swierczek 2014, The principles of LiquidFeedback; Blum and Zuber 2016", {}},
          BallotKind::yes_no, false, bind, weigh};
}
}  // namespace townsquare
