#include "engine/phases/govern/vote.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/culture/culture.hpp"
#include "engine/behaviour/turnout/calculus.hpp"
#include "engine/institutions.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/words.hpp"

namespace townsquare::governing {
namespace {

/// What a class asks for, in units of power.
Thresholds thresholds_of(const World& world, std::size_t platform, const DecisionProcess& process, Body body) {
  const double number = process.quorum_number * static_cast<double>(units_per_vote(world, platform, body));
  return {process.quorum, number, static_cast<QuorumCounts>(static_cast<int>(process.quorum_counts)), process.support, process.min_approval};
}

constexpr int most_steps = 50;  // between the bounds, for rules in which numbers are submitted

/// Constants of one proposal's ballots this week.
struct BallotWeek {
  const World& world;
  const Books& books;
  const Proposal& proposal;
  const DecisionProcess& process;
  BallotKind kind;
  TurnoutRule turnout;
  double ballot_shock, noise;  // the first: what moves all voters of a ballot alike, culture included
  std::vector<double> mean_gains;   // for solidarity
  std::int32_t index;               // of this week in the vote, from 0
  bool is_extension;
};

/// Chance that a row takes part at all. `stake` as weight_of_stake gives it.
double chance_of_voting(const BallotWeek& week, const House& house, MemberClass kind, std::uint32_t row, double stake) {
  const World& world = week.world;
  const Governance& g = world.state.platforms[week.books.platform].governance;
  if (house.body == Body::board || house.body == Body::assembly) return world.scenario.platforms[week.books.platform].bodies.assembly_attendance;
  double shock = week.ballot_shock;
  if (world.scenario.voters.niche_shock > 0 && (kind == MemberClass::seller || kind == MemberClass::buyer)) {
    const std::uint32_t agent = row - g.members.first[static_cast<std::size_t>(kind)];
    const std::uint32_t niche = kind == MemberClass::seller ? world.state.sellers.niche[agent] : world.state.buyers.record[agent].niche;
    shock += world.scenario.voters.niche_shock * world.luck.normal(Purpose::turnout_niche, week.proposal.id, niche);
  }
  const double seen = weight_of_being_seen(week.turnout, static_cast<double>(house.members));
  return math::logistic(static_cast<double>(g.members.duty[row]) + seen + stake - static_cast<double>(g.members.fatigue[row]) + shock);
}

/// Whether it is this row's week: each casts its ballot in one week of the period; in an extension whoever has not voted
/// thinks again, once a week.
bool is_its_week(const BallotWeek& week, std::uint32_t row, Words& words) {
  if (week.is_extension) return true;
  const auto period = static_cast<std::int32_t>(week.process.voting_period);
  if (period <= 1) return true;
  const double u = static_cast<double>(words(row)) * 0x1p-32;
  return std::min(static_cast<std::int32_t>(u * period), period - 1) == week.index;
}

/// Gains as the member judges them: its own, solidarity, and an error that falls with deliberation.
void judge_gains(const BallotWeek& week, std::uint32_t row, std::span<double> gains) {
  const double solidarity = week.world.scenario.voters.solidarity;
  if (std::ranges::all_of(gains, [](double g) { return g == 0; })) return;  // nothing changes for it: no noise votes
  std::uint32_t index = 0;
  for (std::size_t k = 0; k < gains.size(); ++k) {
    if (k == week.proposal.present_option) continue;
    gains[k] += solidarity * week.mean_gains[k];
    if (week.noise > 0) gains[k] += week.noise * week.world.luck.normal(Purpose::judgement, week.proposal.id, row, index);
    ++index;
  }
}

/// Whether the member votes for an attacker's proposal unread: it would have voted with nothing at stake, out of duty.
bool is_unread(const BallotWeek& week, const House& house, MemberClass kind, std::uint32_t row, double u) {
  const double chance = week.world.scenario.platforms[week.books.platform].attack.unread;
  if (!week.proposal.is_attack || chance <= 0 || u >= chance_of_voting(week, house, kind, row, 0)) return false;
  return week.world.luck.uniform(Purpose::attack, week.proposal.id, row, 0) < chance;
}

/// `u`: the row's luck, which it votes with below its chance.
void mark(const BallotWeek& week, House& house, MemberClass kind, std::uint32_t row, const Weighing& weighing, std::span<double> gains, double u) {
  weighing.gains(kind, row, gains);
  double stake = 0;
  for (double g : gains) stake = std::max(stake, std::fabs(g));
  if (u >= chance_of_voting(week, house, kind, row, weight_of_stake(week.turnout, stake))) return;
  if (is_unread(week, house, kind, row, u)) fill_with_yes(week.proposal, gains);
  else judge_gains(week, row, gains);
  ++house.cast;
  house.ballot[row] = abstains(gains) ? no_side : static_cast<std::uint16_t>(first_code + ballot_of(week.kind, gains));
  stake = 0;
  for (double g : gains) stake = std::max(stake, std::fabs(g));
  house.strength[row] = static_cast<float>(stake / (stake + week.world.scenario.voters.time_cost));
}

BallotKind kind_of(const World& world, std::size_t platform, DecisionClass subject) {
  return voting_rules()[world.scenario.platforms[platform].process(subject).rule.row].ballot;
}

Decision count_house(const World& world, std::size_t platform, const Proposal& proposal, House& house) {
  const DecisionProcess& process = world.state.platforms[platform].policy.process(proposal.subject);
  const auto c = static_cast<std::size_t>(proposal.subject);
  if (static_cast<PowerAt>(static_cast<int>(process.power_at)) == PowerAt::live) {
    Power now = power_of(world, platform, house.body);
    house.power = std::move(now.by_row);
    house.custody = now.custody;
  }
  // power into votes
  const Voting& voting = world.institutions[platform].voting[c];
  const std::size_t n = house.power.size();
  std::vector<std::uint8_t> is_casting(n);
  for (std::size_t row = 0; row < n; ++row) is_casting[row] = house.ballot[row] != no_ballot;
  std::vector<std::int64_t> votes(n, 0);
  const std::vector<std::uint32_t>& delegates = world.state.platforms[platform].governance.members.delegate;
  voting.weigh({house.power, is_casting, delegates, house.strength}, world.luck, proposal.id, votes);

  // ballots into a profile; tokens that never vote are part of the electorate
  Profile profile;
  profile.kind = voting.ballot;
  profile.n_options = proposal.options.size();
  profile.present = proposal.present_option;
  profile.power.assign(n_ballot_codes(profile.kind, profile.n_options), 0);
  profile.electorate = electorate_of(voting.weigh, house.power, world.luck, proposal.id) + house.custody;
  profile.memory = proposal.memory;
  const double cash = static_cast<double>(world.state.platforms[platform].ledger.balance(Account::cash));
  profile.requested_share = proposal.amount > 0 && cash > 0 ? std::min(1., static_cast<double>(proposal.amount) / cash) : 0;
  for (std::size_t row = 0; row < n; ++row) {
    if (house.ballot[row] == no_side) profile.abstain += votes[row];
    else if (house.ballot[row] >= first_code) profile.power[static_cast<std::size_t>(house.ballot[row] - first_code)] += votes[row];
  }
  const Decision decision = voting.count(profile, thresholds_of(world, platform, process, house.body));
  house.electorate = profile.electorate;
  house.yes = decision.yes;
  house.no = decision.no;
  house.abstain = profile.abstain;
  return decision;
}

}  // namespace

double passing_share(const World& world, std::size_t platform, DecisionClass subject, std::int64_t votes, std::int64_t custody) {
  const DecisionProcess& process = world.state.platforms[platform].policy.process(subject);
  const Voting& voting = world.institutions[platform].voting[static_cast<std::size_t>(subject)];
  if (voting.ballot != BallotKind::yes_no || voting.is_continuous || votes <= 0) return .5;
  const Thresholds thresholds = thresholds_of(world, platform, process, body_of(process.body));
  const auto passes = [&](std::int64_t yes) {
    Profile profile;
    profile.kind = voting.ballot;
    profile.power = {votes - yes, yes};
    profile.electorate = votes + custody;
    return voting.count(profile, thresholds).result == Result::passed;
  };
  // more yes never stops a change: the least that passes lies between what fails and what passes
  std::int64_t fails = 0, least = votes;
  if (!passes(least)) return std::nextafter(1., 0.);
  if (passes(fails)) return 0;
  while (least - fails > 1) {
    const std::int64_t middle = fails + (least - fails) / 2;
    (passes(middle) ? least : fails) = middle;
  }
  return (static_cast<double>(least) - .5) / static_cast<double>(votes);
}

void fill_with_yes(const Proposal& proposal, std::span<double> gains) {
  for (std::size_t k = 0; k < gains.size(); ++k) gains[k] = proposal.options[k] == proposal.proposed && k != proposal.present_option ? 1 : 0;
}

Change change_of(const Proposal& proposal) {
  return {proposal.subject, proposal.lever, proposal.options, proposal.present_option, proposal.worth, proposal.proposer};
}

std::vector<double> ballot_options(BallotKind kind, const World& world, std::size_t platform, DecisionClass subject, std::size_t lever, double proposed) {
  const std::vector<Lever> levers = levers_of(world, platform, subject);
  if (kind == BallotKind::yes_no || levers.empty()) return {levers.empty() ? 0 : levers[lever].value, proposed};
  const Lever& moved = levers[lever];
  std::vector<double> options = {moved.value};
  const int reach = kind == BallotKind::number ? most_steps : 2;
  for (int step = 1; step <= reach; ++step)
    for (int direction : {1, -1}) {
      const double value = moved_value(moved, direction * step);
      if (std::ranges::find(options, value) == options.end()) options.push_back(value);
    }
  // numbers are listed in ascending order; of other ballots the present comes first
  if (kind == BallotKind::number) std::ranges::sort(options);
  return options;
}

void open_vote(World& world, std::size_t platform, Proposal& proposal) {
  const DecisionProcess& process = world.state.platforms[platform].policy.process(proposal.subject);
  proposal.state = ProposalState::active;
  proposal.houses[0].body = body_of(process.body);
  proposal.houses[1].body = body_of(process.second_body);
  proposal.n_houses = proposal.houses[1].body == Body::nobody ? 1 : 2;
  for (std::size_t h = 0; h < proposal.n_houses; ++h) {
    House& house = proposal.houses[h];
    Power power = power_of(world, platform, house.body);
    house.electorate = power.total;
    house.custody = power.custody;
    house.members = power.people;
    house.power = std::move(power.by_row);
    house.ballot.assign(house.power.size(), no_ballot);
    PlatformState& p = world.state.platforms[platform];
    p.week.ballots_asked += house.members;
    p.governance.ballots_to_pay += house.members;
    house.strength.assign(house.power.size(), 0.F);
  }
}

namespace {

/// Whether a row stays away whatever its stake is: u >= logistic(-y), y what keeps it away against the largest stake. For y > 0,
/// e^y is at least its Taylor sum, so no exponential is needed; the margin is for rounding.
bool stays_away(double u, double y) { return y > 0 && u * (2 + y * (1 + y * (.5 + y * (1. / 6 + y / 24)))) >= 1 + 1e-9; }

/// The rows of one class in one house vote, or not.
void cast_of_class(const BallotWeek& week, Governance& g, House& house, MemberClass kind, const Weighing& weighing, std::uint32_t key) {
  const Voters& v = week.world.scenario.voters;
  const auto c = static_cast<std::size_t>(kind);
  Words words(week.world.luck, Purpose::turnout_member, key), weeks(week.world.luck, Purpose::voting_week, week.proposal.id);
  const double most = week.turnout.stakes_weight > 0 ? weight_of_stake(week.turnout, weighing.largest_stake(kind)) : 0;
  // in a chosen body, and with shocks of niches, chances are another matter
  const bool is_plain = v.niche_shock == 0 && house.body != Body::board && house.body != Body::assembly;
  const double draws = is_plain ? weight_of_being_seen(week.turnout, static_cast<double>(house.members)) + most + week.ballot_shock : 1e9;
  std::vector<double> gains(week.proposal.options.size());
  for (std::uint32_t row = g.members.first[c]; row < g.members.first[c + 1]; ++row) {
    if (house.power[row] == 0 || house.ballot[row] != no_ballot || !is_its_week(week, row, weeks)) continue;
    if (!is_owner(week.world, week.books.platform, kind, row)) continue;  // left since the snapshot
    const double u = static_cast<double>(words(row)) * 0x1p-32;
    const double away = static_cast<double>(g.members.fatigue[row]) - static_cast<double>(g.members.duty[row]) - draws;
    if (!stays_away(u, away)) mark(week, house, kind, row, weighing, gains, u);
    if (!week.is_extension) g.members.fatigue[row] += static_cast<float>(v.fatigue_per_ballot);
  }
}

}  // namespace

void cast_ballots(World& world, const Books& books, Proposal& proposal) {
  PlatformState& p = world.state.platforms[books.platform];
  const DecisionProcess& process = p.policy.process(proposal.subject);
  const Voters& v = world.scenario.voters;
  const Weighing weighing(books, change_of(proposal));
  const std::int32_t index = world.state.week - proposal.snapshot_week - 1;
  const double weeks = static_cast<double>(world.state.week - proposal.drafted_week);
  // a ballot costs its reader's time, and where votes are put on a ledger, money
  TurnoutRule turnout = turnout_rule(v);
  turnout.time_cost += world.scenario.platforms[books.platform].technology.vote_cost;
  const BallotWeek week{world, books, proposal, process, kind_of(world, books.platform, proposal.subject), turnout,
                        v.ballot_shock * world.luck.normal(Purpose::turnout_ballot, proposal.id, 0) + world.scenario.culture.duty * culture::tilt(p.culture.level) + apathy(world.scenario.platforms[books.platform], world.state.week), v.judgement_noise / std::sqrt(1 + v.deliberation * weeks),
                        v.solidarity > 0 ? weighing.mean_gains() : std::vector<double>(proposal.options.size(), 0.), index,
                        index >= static_cast<std::int32_t>(process.voting_period)};
  // in an extension everybody's luck is new each week
  const auto key = proposal.id | static_cast<std::uint32_t>(week.is_extension ? index : 0) << 20;
  for (std::size_t h = 0; h < proposal.n_houses; ++h) {
    House& house = proposal.houses[h];
    const std::int64_t cast = house.cast;
    for (std::size_t c = 0; c < n_member_classes; ++c) cast_of_class(week, p.governance, house, static_cast<MemberClass>(c), weighing, key);
    p.week.ballots_cast += house.cast - cast;
    const Cents paid = static_cast<Cents>(world.scenario.platforms[books.platform].technology.vote_cost) * (house.cast - cast);
    p.ledger.move(Account::members, Account::outside, paid);
    p.week.technology_costs += paid;
  }
}

Decision count_votes(const World& world, std::size_t platform, Proposal& proposal) {
  Decision first = count_house(world, platform, proposal, proposal.houses[0]);
  proposal.memory = first.memory;
  if (proposal.n_houses == 1 || first.result == Result::open) return first;
  const Decision second = count_house(world, platform, proposal, proposal.houses[1]);
  if (first.result != Result::passed) return first;
  if (second.result != Result::passed) return second;
  if (first.option != second.option) first.result = Result::defeated;
  return first;
}

}  // namespace townsquare::governing
