#include "scenarios/describe.hpp"
#include "scenarios/units.hpp"

namespace townsquare {

std::vector<Clause> promise_clauses(std::span<const Promise> promises) {
  if (promises.empty()) return {};
  std::string text = "These must hold, or the constitution has failed its members:";
  for (const Promise& promise : promises) {
    const std::string terms = terms_of(promise);
    text += "\n- " + promise.says + (promise.says == terms ? "" : " (" + terms + ")") + ".";
  }
  return {{"What it promises", text}};
}

}  // namespace townsquare
