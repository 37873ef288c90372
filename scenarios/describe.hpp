// A scenario in plain English, about a page, as the members of a marketplace would read it.
#pragma once
#include <string>
#include <vector>

#include "engine/scenario.hpp"

namespace townsquare {

/// One part of the description: a heading and its sentences, unwrapped. Lines that start with "- " are items.
struct Clause {
  std::string heading, text;
};

/// The clauses in the order in which people ask: who owns it, what it keeps, how rules change, where money goes, ...
std::vector<Clause> clauses_of(const Scenario& scenario);

/// All clauses as text, wrapped to `width` characters.
std::string describe(const Scenario& scenario, std::size_t width = 88);

}  // namespace townsquare
