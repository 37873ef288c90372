// Contracts of the voting rules, for every row of the table.
#include <catch2/catch.hpp>
#include <numeric>

#include "tests/contract/columns.hpp"
#include "tests/engine/voting/profiles.hpp"

using namespace townsquare;
using namespace townsquare::testing;

namespace {
constexpr std::size_t n_members = 60;

/// Members with power, ballots and delegates drawn at random; some have no power, some do not cast.
struct VotingBody : Members {
  std::vector<std::uint32_t> ballot;

  VotingBody(const VotingRule& rule, std::size_t n_options, std::uint32_t number, std::size_t n = n_members)
      : Members(column_of<std::int64_t>(n, number, [](double u) { return u < .1 ? 0. : 20 * u; })) {
    is_casting = column_of<std::uint8_t>(n, number + 1000, [](double u) { return u < .7; });
    delegate = column_of<std::uint32_t>(n, number + 2000, [n](double u) { return u * static_cast<double>(n); });
    strength = column_of<float>(n, number + 3000, [](double u) { return u; });
    const auto n_codes = static_cast<double>(n_ballot_codes(rule.ballot, n_options));
    ballot = column_of<std::uint32_t>(n, number + 4000, [=](double u) { return u < .05 ? abstention : u * n_codes; });
  }
};

std::size_t n_options_of(const VotingRule& rule) { return rule.ballot == BallotKind::yes_no ? 2 : 4; }

std::int64_t sum(const std::vector<std::int64_t>& votes) { return std::accumulate(votes.begin(), votes.end(), std::int64_t{0}); }

std::int64_t electorate_for(const VotingRule& rule, const std::vector<std::int64_t>& power) {
  return electorate_of(rule.weigh(default_values(rule.row)), power, make_luck(5, 0), 0);
}

Profile cast(const VotingRule& rule, const VotingBody& body) {
  return collect_ballots(rule.ballot, n_options_of(rule), body.ballot, body.weighed(rule), electorate_for(rule, body.power));
}

bool are_equal(const Decision& a, const Decision& b) {
  return a.result == b.result && a.option == b.option && a.yes == b.yes && a.no == b.no && a.memory == b.memory;
}

const Thresholds asked[] = {{}, {.quorum = .3}, {.quorum = .5, .support = .6}, {.quorum_number = 200, .counts = QuorumCounts::yes_only}, {.min_approval = .2}};
}  // namespace

TEST_CASE("every voting rule gives an option of the vote, another than the present if and only if it passed", "[contract]") {
  for (const VotingRule& rule : voting_rules())
    for (std::uint32_t number = 0; number < 200; ++number)
      for (const Thresholds& thresholds : asked) {
        CAPTURE(rule.row.name, number);
        Profile profile = cast(rule, VotingBody(rule, n_options_of(rule), number));
        profile.present = rule.ballot == BallotKind::number ? number % 4 : 0;
        const Decision decision = count_with(rule, profile, thresholds);
        REQUIRE(decision.option < profile.n_options);
        REQUIRE((decision.option != profile.present) == (decision.result == Result::passed));
        REQUIRE((decision.yes >= 0 && decision.no >= 0 && decision.yes + decision.no <= profile.electorate));
        REQUIRE((rule.is_continuous || (decision.result != Result::open && decision.memory == 0)));
      }
}

TEST_CASE("under every voting rule the order of ballots and of voters does not matter", "[contract]") {
  const auto order = shuffle_of(n_members);
  std::vector<std::uint32_t> place(n_members);
  for (std::uint32_t i = 0; i < n_members; ++i) place[order[i]] = i;
  for (const VotingRule& rule : voting_rules())
    for (std::uint32_t number = 0; number < 50; ++number) {
      CAPTURE(rule.row.name, number);
      const VotingBody body(rule, n_options_of(rule), number);
      VotingBody moved = body;
      moved.power = shuffled(body.power, order);
      moved.is_casting = shuffled(body.is_casting, order);
      moved.strength = shuffled(body.strength, order);
      moved.ballot = shuffled(body.ballot, order);
      for (std::size_t i = 0; i < n_members; ++i) moved.delegate[i] = place[body.delegate[order[i]]];
      const std::vector<std::int64_t> votes = body.weighed(rule), moved_votes = moved.weighed(rule);

      // lots are drawn by row, so voters who change rows are drawn anew; the size of the panel is the same
      const bool draws_lots = votes != body.weighed(rule, {}, 1);
      CHECK(draws_lots == (rule.row.name == "sortition_panel"));
      if (draws_lots) CHECK(electorate_for(rule, moved.power) == electorate_for(rule, body.power));
      else CHECK(moved_votes == shuffled(votes, order));
      const Profile one = collect_ballots(rule.ballot, n_options_of(rule), body.ballot, votes, 1000);
      const Profile other = collect_ballots(rule.ballot, n_options_of(rule), moved.ballot, shuffled(votes, order), 1000);
      CHECK(one.power == other.power);
      CHECK(are_equal(count_with(rule, one), count_with(rule, other)));
    }
}

TEST_CASE("under every voting rule a change that all want passes, whatever is asked", "[contract]") {
  const std::vector<double> gain = {0, 5, -1, -2};
  for (const VotingRule& rule : voting_rules()) {
    CAPTURE(rule.row.name);
    VotingBody body(rule, n_options_of(rule), 1);
    body.is_casting.assign(n_members, 1);
    body.strength.assign(n_members, 1);
    const auto wanted = static_cast<std::uint32_t>(ballot_of(rule.ballot, std::span(gain).first(n_options_of(rule))));
    body.ballot.assign(n_members, wanted);
    Profile profile = cast(rule, body);
    Decision decision;
    for (int week = 0; week < (rule.is_continuous ? 520 : 1) && decision.result != Result::passed; ++week) {
      decision = count_with(rule, profile, {.quorum = 1, .quorum_number = 1, .counts = QuorumCounts::yes_only, .support = .99, .min_approval = 1});
      profile.memory = decision.memory;
    }
    CHECK((decision.result == Result::passed && decision.option == 1));
    CHECK((decision.yes == profile.electorate && decision.no == 0));
  }
}

TEST_CASE("under every voting rule an abstention changes nothing, but that a quorum may be met", "[contract]") {
  for (const VotingRule& rule : voting_rules())
    for (std::uint32_t number = 0; number < 100; ++number)
      for (const Thresholds& thresholds : asked) {
        CAPTURE(rule.row.name, number);
        Profile profile = cast(rule, VotingBody(rule, n_options_of(rule), number));
        const Decision bare = count_with(rule, profile, thresholds);
        const std::int64_t silent = profile.electorate - sum(profile.power) - profile.abstain;
        profile.abstain += silent / 2;
        const Decision with = count_with(rule, profile, thresholds);
        CHECK((with.yes == bare.yes && with.no == bare.no));
        if (bare.result == Result::no_quorum || bare.result == Result::open) CHECK(with.result != (rule.is_continuous ? Result::no_quorum : Result::open));
        else CHECK(are_equal(with, bare));
      }
  // and met it may be
  CHECK(count_with(voting_rules()[0], yes_no_of(3, 0, 0, 100), {.quorum = .05}).result == Result::no_quorum);
  CHECK(count_with(voting_rules()[0], yes_no_of(3, 0, 2, 100), {.quorum = .05}).result == Result::passed);
}

TEST_CASE("under every voting rule members without power change nothing", "[contract]") {
  for (const VotingRule& rule : voting_rules())
    for (std::uint32_t number = 0; number < 50; ++number) {
      CAPTURE(rule.row.name, number);
      const VotingBody body(rule, n_options_of(rule), number);
      VotingBody more = body;
      const VotingBody idle(rule, n_options_of(rule), number + 500, 40);
      const auto append = [](auto& column, const auto& rest) { column.insert(column.end(), rest.begin(), rest.end()); };
      append(more.power, std::vector<std::int64_t>(40, 0));
      append(more.is_casting, idle.is_casting);
      append(more.strength, idle.strength);
      append(more.delegate, idle.delegate);
      append(more.ballot, idle.ballot);
      CHECK(are_equal(count_with(rule, cast(rule, more), {.quorum = .4}), count_with(rule, cast(rule, body), {.quorum = .4})));
    }
}

TEST_CASE("under every voting rule votes are at most the electorate, and but for budgets at most the power", "[contract]") {
  for (const VotingRule& rule : voting_rules())
    for (std::uint32_t number = 0; number < 100; ++number) {
      CAPTURE(rule.row.name, number);
      const VotingBody body(rule, n_options_of(rule), number);
      const std::vector<std::int64_t> votes = body.weighed(rule);
      for (std::size_t i = 0; i < n_members; ++i) REQUIRE((votes[i] >= 0 && (votes[i] == 0 || body.is_casting[i])));
      CHECK(sum(votes) <= electorate_for(rule, body.power));
      // voice credits are scaled: quadratic votes are another unit than power
      if (rule.row.name != "quadratic") CHECK(sum(votes) <= sum(body.power));
    }
}

TEST_CASE("no yes/no rule lets a yes vote harm a proposal, or a no vote help it", "[contract]") {
  for (const VotingRule& rule : voting_rules()) {
    if (rule.ballot != BallotKind::yes_no) continue;
    const auto passes = [&](std::int64_t yes, std::int64_t no, double support) {
      return count_with(rule, yes_no_of(yes, no, 0, 40), {.support = support}).result == Result::passed;
    };
    for (double support : {.5, 2. / 3, .9})
      for (std::int64_t yes = 0; yes <= 12; ++yes)
        for (std::int64_t no = 0; no <= 12; ++no) {
          CAPTURE(rule.row.name, support, yes, no);
          if (passes(yes, no, support)) CHECK(passes(yes + 1, no, support));
          else CHECK_FALSE(passes(yes, no + 1, support));
        }
  }
}

TEST_CASE("a proposal put in the words of any ballot is won by the larger side", "[contract]") {
  for (const VotingRule& rule : voting_rules()) {
    if (rule.row.name == "optimistic" || rule.is_continuous) continue;  // these do not compare two sides
    CAPTURE(rule.row.name);
    CHECK(count_with(rule, profile_of_two(rule.ballot, 70, 30, 0, 100)).result == Result::passed);
    CHECK(count_with(rule, profile_of_two(rule.ballot, 30, 70, 0, 100)).result == Result::defeated);
    CHECK(count_with(rule, profile_of_two(rule.ballot, 50, 50, 0, 100)).result == Result::defeated);
    const Decision decision = count_with(rule, profile_of_two(rule.ballot, 70, 30, 5, 200));
    CHECK((decision.yes == 70 && decision.no == 30));
  }
}
