// Courts by the names of their values, cases by the number, and the weeks of a court without a market.
#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "engine/parameter_table.hpp"
#include "engine/rules/dispute/jury.hpp"
#include "engine/rules/dispute/moderator.hpp"

namespace townsquare::testing {

using NamedValues = std::vector<std::pair<std::string, double>>;

inline Court court_of(const DisputeRule& rule, const NamedValues& named) {
  std::vector<double> values = default_values(rule.row);
  for (const auto& [key, value] : named) {
    const auto at = std::ranges::find_if(rule.row.parameters, [&](const Parameter& p) { return p.key == key; });
    REQUIRE(at != rule.row.parameters.end());
    values[static_cast<std::size_t>(at - rule.row.parameters.begin())] = value;
  }
  return rule.bind(values);
}
inline Court jury(const NamedValues& named) { return court_of(jury_rule(), named); }
inline Court moderator(const NamedValues& named) { return court_of(moderator_rule(), named); }

/// n cases of as many buyers, every other one with a buyer who is right, opened over some weeks.
inline std::vector<Case> many_cases(std::uint32_t n, std::uint32_t n_weeks) {
  std::vector<Case> cases;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto week = static_cast<std::int32_t>(i * n_weeks / n);
    cases.push_back({i, i % 7, i % 2, week, i % 2 == 0, 5000});
  }
  return cases;
}

/// What a court did in some weeks.
struct Life {
  std::vector<int> ended;  // times each case ended, (n_cases)
  std::int64_t n_ended = 0, n_wrong = 0, n_wrong_for_seller = 0, votes = 0, incoherent = 0, appeals = 0, weeks = 0;
  Cents charged = 0, charged_at_end = 0, coherence_moved = 0, bribes = 0;
  std::vector<std::int64_t> backlog;  // at the end of each week
};

/// Lets the cases arrive, `arrivals` in each week (all at once when 0), and a court sit.
inline Life live(const Court& court, const std::vector<Case>& cases, const Luck& luck, int n_weeks, std::size_t arrivals = 0) {
  Life life;
  life.ended.assign(cases.size(), 0);
  std::vector<Case> waiting;
  std::size_t next = 0;
  for (int week = 0; week < n_weeks; ++week) {
    const std::size_t until = arrivals == 0 ? cases.size() : std::min(cases.size(), next + arrivals);
    for (; next < until; ++next) waiting.push_back(cases[next]);
    std::vector<Ruling> rulings(waiting.size());
    court({waiting, 1, static_cast<std::uint32_t>(week)}, luck, rulings);

    std::vector<Case> left;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const Ruling& r = rulings[i];
      life.charged += r.charge, life.bribes += r.bribes, life.appeals += r.is_appealed;
      if (r.verdict == Verdict::pending) {
        left.push_back(waiting[i]);
        left.back().progress = r.progress;
        ++left.back().age;
        continue;
      }
      const bool is_wrong = (r.verdict == Verdict::for_buyer) != waiting[i].is_buyer_right;
      ++life.ended[waiting[i].buyer], ++life.n_ended;
      life.n_wrong += is_wrong, life.n_wrong_for_seller += is_wrong && r.verdict == Verdict::for_seller;
      life.votes += r.progress.votes, life.incoherent += r.incoherent, life.weeks += waiting[i].age;
      life.charged_at_end += r.charge, life.coherence_moved += r.coherence_moved;
    }
    waiting = std::move(left);
    life.backlog.push_back(static_cast<std::int64_t>(waiting.size()));
  }
  return life;
}

}  // namespace townsquare::testing
