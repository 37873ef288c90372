// The voting rules for arrays: the same functions that the engine calls, with checks of what people pass.
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cmath>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/parameter_table.hpp"
#include "engine/rules/voting/voting.hpp"
#include "python/bindings/bind.hpp"

namespace townsquare::python {
namespace {

namespace py = pybind11;
template <class T>
using Column = py::array_t<T, py::array::c_style | py::array::forcecast>;
using Whole = std::int64_t;
using ParameterRow = std::tuple<std::string, std::string, double, double, double>;               // key, meaning, default, least, most
using RuleEntry = std::tuple<std::string, std::string, std::string, bool, std::vector<ParameterRow>>;  // name, meaning, ballot, is_continuous
using Counted = std::tuple<std::string, std::size_t, Whole, Whole, double>;                       // result, option, yes, no, memory

constexpr std::string_view ballot_words[] = {"yes_no", "one_option", "approval", "ranking", "number"};
constexpr std::string_view result_words[] = {"passed", "defeated", "no_quorum", "open"};
constexpr std::string_view quorum_words[] = {"all_cast", "yes_and_abstain", "yes_only"};

void require(bool holds, const std::string& message) {
  if (!holds) throw py::value_error(message);
}

template <class T>
std::span<const T> span_of(const Column<T>& column) {
  return {column.data(), static_cast<std::size_t>(column.size())};
}

const VotingRule& rule_of(const std::string& name) {
  std::string known;
  for (const VotingRule& rule : voting_rules()) {
    if (rule.row.name == name) return rule;
    known += (known.empty() ? "" : ", ") + std::string(rule.row.name);
  }
  throw py::value_error("there is no voting rule \"" + name + "\"; there are " + known);
}

std::vector<double> checked_values(const VotingRule& rule, const std::vector<double>& values) {
  require(values.size() == rule.row.parameters.size(), "another number of parameters than the rule has");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Parameter& p = rule.row.parameters[i];
    require(values[i] >= p.min && values[i] <= p.max, std::string(p.key) + " is outside its range");
    const bool is_whole = p.unit != Unit::count || std::floor(values[i]) == values[i];
    require(is_whole, std::string(p.key) + " must be a whole number");
  }
  return values;
}

std::vector<RuleEntry> list_voting_rules() {
  std::vector<RuleEntry> entries;
  for (const VotingRule& rule : voting_rules()) {
    std::vector<ParameterRow> parameters;
    for (const Parameter& p : rule.row.parameters)
      parameters.emplace_back(p.key, p.meaning, p.default_value, p.min, p.max);
    entries.emplace_back(rule.row.name, rule.row.meaning, ballot_words[static_cast<std::size_t>(rule.ballot)], rule.is_continuous, parameters);
  }
  return entries;
}

/// Codes of a matrix of approvals, (n_voters, n_options).
Column<Whole> encode_approvals(const Column<bool>& approves) {
  require(approves.ndim() == 2 && approves.shape(1) >= 2 && approves.shape(1) <= static_cast<py::ssize_t>(most_approved_options),
          "approvals are a matrix of voters by 2 to 8 options");
  const auto n = approves.shape(0), n_options = approves.shape(1);
  Column<Whole> codes(n);
  for (py::ssize_t i = 0; i < n; ++i) {
    Whole mask = 0;
    for (py::ssize_t k = 0; k < n_options; ++k) mask |= Whole{approves.at(i, k)} << k;
    codes.mutable_at(i) = mask;
  }
  return codes;
}

/// Code of one row of rankings; -1 throughout is an abstention.
Whole code_of_row(const Whole* row, std::size_t n_options) {
  if (row[0] == -1) {
    for (std::size_t k = 0; k < n_options; ++k) require(row[k] == -1, "an abstention has -1 in every column");
    return -1;
  }
  Preference order{};
  unsigned seen = 0;
  for (std::size_t k = 0; k < n_options; ++k) {
    require(row[k] >= 0 && row[k] < static_cast<Whole>(n_options), "a ranking names an option that is not there");
    order[k] = static_cast<std::uint8_t>(row[k]);
    seen |= 1u << order[k];
  }
  require(seen == (1u << n_options) - 1, "a ranking must name every option once");
  return static_cast<Whole>(code_of_order(order, n_options));
}

/// Codes of a matrix of rankings, best first, (n_voters, n_options).
Column<Whole> encode_rankings(const Column<Whole>& rankings) {
  require(rankings.ndim() == 2 && rankings.shape(1) >= 2 && rankings.shape(1) <= static_cast<py::ssize_t>(most_ranked_options),
          "rankings are a matrix of voters by 2 to 6 options");
  Column<Whole> codes(rankings.shape(0));
  for (py::ssize_t i = 0; i < rankings.shape(0); ++i)
    codes.mutable_at(i) = code_of_row(rankings.data(i, 0), static_cast<std::size_t>(rankings.shape(1)));
  return codes;
}

void check_voters(const Column<Whole>& power, const Column<std::uint8_t>& casts, const Column<Whole>& delegates, const Column<float>& strength) {
  const auto n = power.size();
  require(casts.size() == n && delegates.size() == n && strength.size() == n, "columns of voters have different lengths");
  for (Whole p : span_of(power)) require(p >= 0, "power must not be negative");
  for (Whole d : span_of(delegates)) require(d >= 0 && d < n, "a delegate is not a row of the voters");
  for (float s : span_of(strength)) require(s >= 0 && s <= 1, "strength must be between 0 and 1");
}

/// Votes of every voter, and the electorate.
std::tuple<Column<Whole>, Whole> weigh_votes(const std::string& name, const std::vector<double>& values, const Column<Whole>& power,
                                             const Column<std::uint8_t>& casts, const Column<Whole>& delegates, const Column<float>& strength,
                                             std::uint64_t seed, std::uint32_t replication, std::uint32_t proposal) {
  check_voters(power, casts, delegates, strength);
  const VotingRule& rule = rule_of(name);
  const Weigh weigh = rule.weigh(checked_values(rule, values));
  const Luck luck = make_luck(seed, replication);
  const auto rows = span_of(delegates);
  const std::vector<std::uint32_t> delegate(rows.begin(), rows.end());
  Column<Whole> votes(power.size());
  weigh({span_of(power), span_of(casts), delegate, span_of(strength)}, luck, proposal, {votes.mutable_data(), static_cast<std::size_t>(votes.size())});
  return {votes, electorate_of(weigh, span_of(power), luck, proposal)};
}

std::vector<std::uint32_t> checked_ballots(const VotingRule& rule, std::size_t n_options, const Column<Whole>& codes) {
  const std::size_t most = most_options(rule.ballot);
  require(n_options >= 2 && n_options <= most, "this rule has 2 to " + std::to_string(most) + " options");
  const auto n_codes = static_cast<Whole>(n_ballot_codes(rule.ballot, n_options));
  std::vector<std::uint32_t> ballots;
  for (Whole code : span_of(codes)) {
    require(code >= -1 && code < n_codes, "a ballot names an option that is not there");
    ballots.push_back(code == -1 ? abstention : static_cast<std::uint32_t>(code));
  }
  return ballots;
}

Thresholds thresholds_of(double quorum, double quorum_number, const std::string& counts, double support, double min_approval) {
  require(quorum >= 0 && quorum <= 1 && support >= 0 && support <= 1 && min_approval >= 0 && min_approval <= 1,
          "quorum, support and min_approval are shares between 0 and 1");
  require(quorum_number >= 0, "quorum_number must not be negative");
  for (std::size_t i = 0; i < std::size(quorum_words); ++i)
    if (counts == quorum_words[i]) return {quorum, quorum_number, static_cast<QuorumCounts>(i), support, min_approval};
  throw py::value_error("counts is all_cast, yes_and_abstain or yes_only");
}

Counted count_ballots(const std::string& name, const std::vector<double>& values, std::size_t n_options, const Column<Whole>& codes,
                      const Column<Whole>& votes, Whole electorate, std::size_t present, double memory, double requested_share,
                      const std::tuple<double, double, std::string, double, double>& asked) {
  const VotingRule& rule = rule_of(name);
  require(codes.size() == votes.size(), "there is one ballot for each voter");
  const std::vector<std::uint32_t> ballots = checked_ballots(rule, n_options, codes);
  Profile profile = collect_ballots(rule.ballot, n_options, ballots, span_of(votes), electorate);
  require(std::accumulate(profile.power.begin(), profile.power.end(), profile.abstain) <= electorate, "more votes are cast than the electorate has");
  require(present < n_options && (present == 0 || rule.ballot == BallotKind::number), "the present is option 0, but for numbers");
  require(memory >= 0 && requested_share >= 0 && requested_share <= 1, "memory is at least 0, requested_share between 0 and 1");
  profile.present = present;
  profile.memory = memory;
  profile.requested_share = requested_share;
  const Decision decision = rule.bind(checked_values(rule, values))(profile, std::apply(thresholds_of, asked));
  return {std::string(result_words[static_cast<std::size_t>(decision.result)]), decision.option, decision.yes, decision.no, decision.memory};
}

}  // namespace

void bind_rules(py::module_& module) {
  module.def("list_voting_rules", &list_voting_rules);
  module.def("encode_approvals", &encode_approvals, py::arg("approves"));
  module.def("encode_rankings", &encode_rankings, py::arg("rankings"));
  module.def("weigh_votes", &weigh_votes, py::arg("rule"), py::arg("values"), py::arg("power"), py::arg("casts"), py::arg("delegates"),
             py::arg("strength"), py::arg("seed"), py::arg("replication"), py::arg("proposal"));
  module.def("count_ballots", &count_ballots, py::arg("rule"), py::arg("values"), py::arg("n_options"), py::arg("codes"), py::arg("votes"),
             py::arg("electorate"), py::arg("present"), py::arg("memory"), py::arg("requested_share"), py::arg("asked"));
}

}  // namespace townsquare::python
