#include "engine/rules/voting/sortition_panel.hpp"

#include <algorithm>
#include <utility>

#include "engine/rules/voting/settle.hpp"

namespace townsquare {
namespace {
constexpr Parameter parameters[] = {
    {"panel_size", Unit::count, 25, 1, 1e6, "Members drawn for each proposal.", Evidence::decision, "constitution"},
};
using Lot = std::pair<std::uint64_t, std::uint32_t>;  // luck, row

Weigh weigh(std::span<const double> values) {
  return [size = static_cast<std::size_t>(values[0])](const VoterColumns& rows, const Luck& luck, std::uint32_t proposal,
                                                      std::span<std::int64_t> votes) {
    std::vector<Lot> lots;
    for (std::uint32_t i = 0; i < votes.size(); ++i) {
      votes[i] = 0;
      if (rows.power[i] <= 0) continue;
      const auto words = luck.block(Purpose::panel, proposal, i);
      lots.emplace_back(std::uint64_t{words[0]} << 32 | words[1], i);
    }
    // the lowest lots serve; which of them are lowest does not depend on the order in which the rest is left
    if (size < lots.size()) {
      std::nth_element(lots.begin(), lots.begin() + static_cast<std::ptrdiff_t>(size), lots.end());
      lots.resize(size);
    }
    for (const auto& [lot, row] : lots) votes[row] = rows.is_casting[row] ? 1 : 0;
  };
}

Count bind(std::span<const double>) { return count_majority; }
}  // namespace

VotingRule sortition_panel_rule() {
  return {{"sortition_panel", "A panel drawn by lot for each proposal decides by majority.",
           "Fishkin 1991, Democracy and deliberation; Dahl 1989 on minipublics", parameters},
          BallotKind::yes_no, false, bind, weigh};
}
}  // namespace townsquare
