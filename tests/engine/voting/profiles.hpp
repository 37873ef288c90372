// Profiles written by hand, and a rule's answer to them.
#pragma once
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/parameter_table.hpp"
#include "engine/rules/voting/voting.hpp"

namespace townsquare::testing {

inline Decision count_with(const VotingRule& rule, const Profile& profile, const Thresholds& thresholds = {}, std::vector<double> values = {}) {
  if (values.empty()) values = default_values(rule.row);
  return rule.bind(values)(profile, thresholds);
}

/// A profile of these votes for each code, everybody having cast.
inline Profile profile_of(BallotKind kind, std::size_t n_options, const std::vector<std::pair<std::size_t, std::int64_t>>& votes) {
  Profile profile;
  profile.kind = kind;
  profile.n_options = n_options;
  profile.power.assign(n_ballot_codes(kind, n_options), 0);
  for (const auto& [code, n] : votes) {
    profile.power[code] += n;
    profile.electorate += n;
  }
  return profile;
}

/// Rankings, best first.
inline Profile rankings_of(std::size_t n_options, const std::vector<std::pair<std::vector<int>, std::int64_t>>& votes) {
  std::vector<std::pair<std::size_t, std::int64_t>> codes;
  for (const auto& [order, n] : votes) {
    Preference preference{};
    for (std::size_t i = 0; i < order.size(); ++i) preference[i] = static_cast<std::uint8_t>(order[i]);
    codes.emplace_back(code_of_order(preference, n_options), n);
  }
  return profile_of(BallotKind::ranking, n_options, codes);
}

inline Profile yes_no_of(std::int64_t yes, std::int64_t no, std::int64_t abstain, std::int64_t electorate) {
  return profile_of_two(BallotKind::yes_no, yes, no, abstain, electorate);
}

/// Members in columns of their own, everybody casting for itself at full strength.
struct Members {
  std::vector<std::int64_t> power;
  std::vector<std::uint8_t> is_casting;
  std::vector<std::uint32_t> delegate;
  std::vector<float> strength;

  explicit Members(const std::vector<std::int64_t>& powers)
      : power(powers), is_casting(powers.size(), 1), delegate(powers.size()), strength(powers.size(), 1) {
    for (std::uint32_t i = 0; i < powers.size(); ++i) delegate[i] = i;
  }
  std::vector<std::int64_t> weighed(const VotingRule& rule, std::vector<double> values = {}, std::uint32_t proposal = 0) const {
    if (values.empty()) values = default_values(rule.row);
    std::vector<std::int64_t> votes(power.size(), -1);
    rule.weigh(values)({power, is_casting, delegate, strength}, make_luck(5, 0), proposal, votes);
    return votes;
  }
};

}  // namespace townsquare::testing
