// Keys of [run]: how long, and how luck is drawn.
#include "engine/parameter_table/rows.hpp"

namespace townsquare::rows {
namespace {
constexpr std::string_view luck_words[] = {"inversion", "keyed"};
constexpr std::string_view no_yes[] = {"no", "yes"};

const CoreParameter table[] = {
    {"run", {"weeks", Unit::weeks, 260, 1, 5200, "Length of a run.", decision, "scenario"},
     [](Scenario& s, std::size_t) -> double& { return s.run.weeks; }},
    {"run", {"luck", Unit::choice, 0, 0, 1,
             "How shown sellers and choices are drawn: `inversion` (fast) or `keyed` by buyer, seller and week "
             "(paired differences vary less, slower).",
             decision, "Gumbel-max keyed by pair, and inversion of one uniform; both are exact logit", 1, 1, luck_words},
     [](Scenario& s, std::size_t) -> double& { return s.run.luck; }},
    {"run", {"draw_assumptions", Unit::choice, 1, 0, 1,
             "Whether each replication draws the assumptions that nobody has measured from their ranges.", decision,
             "seeds alone make a promise look certain", 1, 1, no_yes},
     [](Scenario& s, std::size_t) -> double& { return s.run.draw_assumptions; }},
};
}  // namespace
std::span<const CoreParameter> run() { return table; }
}  // namespace townsquare::rows
