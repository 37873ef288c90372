// Voting rules: whether a proposal passes.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/parameter.hpp"

namespace townsquare {

/// Power cast on a proposal, and the power that could have been.
struct Tally {
  std::int64_t yes = 0, no = 0, abstain = 0;
  std::int64_t electorate = 0;  // power at the snapshot; yes + no + abstain <= electorate
};

/// What the decision class asks for.
struct Thresholds {
  double quorum = 0;   // least (yes + no + abstain) / electorate
  double support = .5; // yes / (yes + no) must be greater
};

enum class Result : std::uint8_t { passed, defeated, no_quorum };

using Voting = std::function<Result(const Tally&, const Thresholds&)>;

struct VotingRule {
  RuleRow row;
  Voting (*bind)(std::span<const double> values);
};

std::span<const VotingRule> voting_rules();

}  // namespace townsquare
