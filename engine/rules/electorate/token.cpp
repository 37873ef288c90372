#include "engine/rules/electorate/token.hpp"

namespace townsquare {
namespace {
Electorate bind(std::span<const double>) {
  return [](const ElectorateColumns& c, std::span<std::int64_t> power) {
    for (std::size_t i = 0; i < power.size(); ++i) power[i] = entry(c.tokens, i) + entry(c.locked, i);
  };
}
}  // namespace

ElectorateRule token_rule() { return {{"token", "One token, one vote.", "Compound and OpenZeppelin governors", {}}, true, true, one_token, bind}; }
}  // namespace townsquare
