// Whoever has heard joins when next it thinks of the platform, and all who are there tell others: with [growth] as p and q, full mixing and short periods the share of adopters is the
// curve of Bass. Members leave for reasons of their own only.
// *Source*: Bass 1969, A new product growth for model consumer durables, Management Science 15.
#include "engine/behaviour/participation/bass.hpp"

namespace townsquare {
namespace {

Joins bind(std::span<const double>) {
  return [](const Opportunity&) { return 1.; };
}

}  // namespace

ParticipationRule bass_rule() { return {{"bass", "Join once heard of, and tell others.", "Bass 1969", {}}, bind, Staying::always}; }

}  // namespace townsquare
