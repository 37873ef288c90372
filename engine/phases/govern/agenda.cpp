// Who proposes what: a member drafts at a rate that rises with what it would gain, in the class where the agenda is open,
// one step in the direction where it gains most.
#include <algorithm>

#include "engine/behaviour/agenda/draft.hpp"
#include "engine/phases/govern/bodies.hpp"
#include "engine/phases/govern/effects.hpp"
#include "engine/phases/govern/levers.hpp"
#include "engine/phases/govern/vote.hpp"
#include "engine/phases/words.hpp"

namespace townsquare::governing {
namespace {

constexpr double largest_log_gain = 20;  // no gain is more than e^20 times the cost of reading a proposal

/// The worst of the sellers by the reputation that everybody sees, ties to the lower id; who has not been rated much is not the worst.
std::optional<std::uint32_t> worst_seller(const PlatformState& p) {
  std::optional<std::size_t> worst;
  for (std::size_t i = 0; i < p.niches.record.size(); ++i)
    if (!worst || p.niches.record[i].reputation < p.niches.record[*worst].reputation ||
        (p.niches.record[i].reputation == p.niches.record[*worst].reputation && p.niches.record[i].seller < p.niches.record[*worst].seller))
      worst = i;
  if (!worst) return std::nullopt;
  return p.niches.record[*worst].seller;
}

/// One step of every lever in both directions, as far as the bounds let; of an amendment, those that would let a change through.
std::vector<Change> steps_of(const World& world, const Books& books, DecisionClass subject) {
  std::vector<Change> steps;
  const std::vector<Lever> levers = levers_of(world, books.platform, subject);
  const Governance& g = world.state.platforms[books.platform].governance;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    if (subject == DecisionClass::amendment && g.blocked[static_cast<std::size_t>(clause_of(k).subject)].obstacle == Obstacle::none) continue;
    if (is_guildkick(world.scenario.platforms[books.platform], subject, k)) {
      if (const auto worst = worst_seller(world.state.platforms[books.platform])) steps.push_back({subject, k, {0, 1. + *worst}});
      continue;
    }
    for (int direction : {1, -1}) {
      const double value = moved_value(levers[k], direction);
      if (value != levers[k].value) steps.push_back({subject, k, {levers[k].value, value}});
    }
  }
  return steps;
}

/// The project of one member that asks the treasury for money.
Change project_of(const World& world, const Books& books, std::uint32_t row) {
  const PlatformState& p = world.state.platforms[books.platform];
  const DecisionProcess& process = p.policy.process(DecisionClass::spending);
  const Projects& projects = world.scenario.projects;
  const double cash = static_cast<double>(std::max<Cents>(0, p.ledger.balance(Account::cash)));
  const double z = world.luck.normal(Purpose::project, stream_of(world, books.platform), row);
  Change change{DecisionClass::spending, 0, {0, std::floor(std::min(process.step, process.upper_bound) * cash)}};
  change.worth = projects.worth * math::exp(projects.worth_sigma * z);
  change.proposer = row;
  return change;
}

/// The best that a member could ask for, and its gain.
struct Wish {
  Change change;
  double gain = 0;
};

Wish wish_of(const World& world, const Books& books, DecisionClass subject, const std::vector<Change>& steps, const std::vector<Weighing>& weighed, MemberClass kind,
             std::uint32_t row) {
  Wish wish;
  double gains[2];
  if (subject == DecisionClass::spending) {
    const Change project = project_of(world, books, row);
    if (project.options[1] <= 0) return wish;
    Weighing(books, project).gains(kind, row, gains);
    return {project, gains[1]};
  }
  for (std::size_t k = 0; k < steps.size(); ++k) {
    weighed[k].gains(kind, row, gains);
    if (gains[1] > wish.gain) wish = {steps[k], gains[1]};
  }
  return wish;
}

/// Rows that may draft in a body: its seats, or its classes.
template <class Visit>
void for_each_eligible(const World& world, std::size_t platform, Body body, Visit&& visit) {
  const Governance& g = world.state.platforms[platform].governance;
  const Memberships& m = g.members;
  if (body == Body::board || body == Body::assembly || body == Body::delegates) {
    for (std::uint32_t row : body == Body::board ? g.board : body == Body::assembly ? g.assembly : g.delegates) visit(m.class_of(row), row);
    return;
  }
  for (std::size_t c = 0; c < n_member_classes; ++c) {
    if (body != Body::members && c + static_cast<std::size_t>(Body::sellers) != static_cast<std::size_t>(body)) continue;
    for (std::uint32_t row = m.first[c]; row < m.first[c + 1]; ++row) visit(static_cast<MemberClass>(c), row);
  }
}

struct Drafter {
  double urge;  // luck over chance
  Draft draft;
};

bool has_power(const Power& power, std::uint32_t row, double threshold) {
  return power.total > 0 && static_cast<double>(power.by_row[row]) >= threshold * static_cast<double>(power.total);
}

}  // namespace

std::optional<Draft> draft(const World& world, const Books& books, DecisionClass subject) {
  const PlatformState& p = world.state.platforms[books.platform];
  const DecisionProcess& process = p.policy.process(subject);
  const Voters& v = world.scenario.voters;
  const Body body = body_of(process.body);

  // who thinks about it this week: luck below the largest chance that anybody can have
  const double most = 1 - math::exp(-v.draft_rate * largest_log_gain);
  Words words(world.luck, Purpose::agenda, stream_of(world, books.platform) | static_cast<std::uint32_t>(subject) << 24);
  std::vector<Drafter> drafters;
  std::vector<Change> steps;
  std::vector<Weighing> weighed;
  for_each_eligible(world, books.platform, body, [&](MemberClass kind, std::uint32_t row) {
    const double u = static_cast<double>(words(row)) / 4294967296.;
    if (u >= most || !is_owner(world, books.platform, kind, row)) return;
    if (weighed.empty() && subject != DecisionClass::spending) {
      steps = steps_of(world, books, subject);
      for (const Change& step : steps) weighed.emplace_back(books, step);
    }
    // who puts down a deposit counts it as lost
    Wish wish = wish_of(world, books, subject, steps, weighed, kind, row);
    const double chance = draft_chance(v.draft_rate, wish.gain - process.proposal_deposit, v.time_cost);
    if (chance <= 0 || u >= chance) return;
    drafters.push_back({u / chance, {row, kind, std::move(wish.change)}});
  });

  // the keenest of those with power enough
  std::ranges::stable_sort(drafters, {}, &Drafter::urge);
  std::optional<Power> power;
  for (Drafter& d : drafters) {
    if (process.proposal_threshold > 0 && !power) power = power_of(world, books.platform, body);
    if (process.proposal_threshold > 0 && !has_power(*power, d.draft.proposer, process.proposal_threshold)) continue;
    return std::move(d.draft);
  }
  return std::nullopt;
}

}  // namespace townsquare::governing
