// How many people and votes a body of a constitution can ever have, as far as the file alone tells.
#pragma once
#include <limits>

#include "scenarios/contradiction.hpp"

namespace townsquare {

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// The body in a key whose value is an index of Body.
inline Body body_in(double value) { return static_cast<Body>(static_cast<int>(value)); }

/// `bodies.members` to `bodies.investors`; empty for a body that is chosen, and for nobody.
std::string_view electorate_section(Body body);

/// Whether power in an electorate comes from tokens.
bool is_by_tokens(const Check& check, Body body);

/// Most people that an electorate can ever have; of chosen bodies their size, of a guardian and of nobody none.
double most_people(const Check& check, Body body);

/// People of an electorate at the launch.
double people_at_launch(const Check& check, Body body);

/// Most votes that a body can ever have, of people or of whole tokens; no_limit where the file does not tell.
double most_votes(const Check& check, Body body);

/// Part of all votes of a body that can be cast at the launch: tokens in custody count and never vote. 1 where tokens can be
/// earned, for then the part changes, and where an attacker votes the custody.
double votable_share(const Check& check, Body body);

}  // namespace townsquare
