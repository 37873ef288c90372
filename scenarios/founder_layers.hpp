// A founder's file has three layers, for three kinds of readers: what members vote on, what is believed of the world, and
// what must hold.
//
//   [constitution.fees]        # the sections of rules: fees, ranking, governance.*, bodies.*, ownership, ...
//   [assumptions.market]       # the sections of the world: market, growth, costs, capital, run, shocks.*, rivals.*, ...
//   [promises.fair_fee]        # see promises/promise.hpp
//
// Each is read as the plain section of that name, with the same keys, units and messages.
#pragma once
#include <string>
#include <string_view>

#include "scenarios/document.hpp"

namespace townsquare {

/// `constitution` or `assumptions`, for a section or a group of sections; empty when there is no such section.
std::string_view founders_layer(std::string_view section);

/// Takes the layers of a document apart: its sections stand at the top after that, its promises in `promises`. A section in the
/// wrong layer, or in none beside others that are in one, is reported with the place where it belongs. A document without layers
/// stays as it is.
void unfold_layers(Document& document, Diagnostics& problems);

}  // namespace townsquare
