// A scenario in plain English, about a page, as the members of a marketplace would read it.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/scenario.hpp"
#include "scenarios/promises/promise.hpp"

namespace townsquare {

/// One part of the description: a heading and its sentences, unwrapped. Lines that start with "- " are items.
struct Clause {
  std::string heading, text;
};

/// The clauses in the order in which people ask: who owns it, what it keeps, how rules change, where money goes, ...
std::vector<Clause> clauses_of(const Scenario& scenario);

/// All clauses as text, wrapped to `width` characters.
std::string describe(const Scenario& scenario, std::size_t width = 88);

/// Clauses as text of that width, each under its heading.
std::string text_of(const std::vector<Clause>& clauses, std::size_t width);

/// What a scenario promises, one line to a promise; nothing of none.
std::vector<Clause> promise_clauses(std::span<const Promise> promises);

/// Two scenarios clause by clause: of each heading what only the first says and what only the second says, then the headings
/// under which they say the same.
std::string describe_difference(const std::vector<Clause>& first, const std::string& first_title, const std::vector<Clause>& second,
                                const std::string& second_title, std::size_t width);

}  // namespace townsquare
