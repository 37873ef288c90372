#include "scenarios/electorate_size.hpp"

#include <algorithm>

#include "engine/parameter_table/governance.hpp"
#include "engine/rules/electorate/electorate.hpp"

namespace townsquare {
namespace {

constexpr double thousandths = 1000;  // votes by token are counted in these

bool can_earn_tokens(const Ownership& own) { return own.tokens_per_sale > 0 || own.tokens_per_purchase > 0 || own.tokens_per_hour > 0; }

double most_sellers(const Check& check) {
  const double sellers = check.scenario().market.sellers, cap = check.platform().membership.cap;
  return cap > 0 ? std::min(sellers, cap) : sellers;
}

double buyers_of(const Check& check, double agents) {
  return check.platform().ownership.buyers_are_members > 0 ? agents * check.scenario().market.buyers_per_agent : 0;
}

/// Tokens in custody, and tokens outside the treasury: those count in the electorate. As the launch hands them out.
struct Spread {
  double custody, counted;
};
Spread spread_of(const Check& check) {
  const Ownership& own = check.platform().ownership;
  const Launch& launch = check.platform().launch;
  const double rest = std::max(0., 1 - own.founders_share - own.investors_share - own.treasury_share);
  const bool has_holders = launch.founding_sellers > 0 || (own.buyers_are_members > 0 && launch.founding_buyers > 0);
  const double custody = rest * own.custody_share;
  const double founder = own.workers > 0 ? own.founders_share : 0, investors = own.investors > 0 ? own.investors_share : 0;
  return {custody, custody + founder + investors + (has_holders ? rest - custody : 0)};
}

}  // namespace

std::string_view electorate_section(Body body) {
  const bool is_electorate = body >= Body::members && body <= Body::investors;
  return is_electorate ? electorate_sections[static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members)] : std::string_view();
}

bool is_by_tokens(const Check& check, Body body) {
  const auto e = static_cast<std::size_t>(body) - static_cast<std::size_t>(Body::members);
  return !electorate_section(body).empty() && electorate_rules()[check.platform().electorates[e].rule.row].is_by_tokens;
}

double most_people(const Check& check, Body body) {
  const Platform& p = check.platform();
  switch (body) {
    case Body::nobody:
    case Body::guardian: return 0;
    case Body::members: return most_sellers(check) + buyers_of(check, check.scenario().market.buyers) + p.ownership.workers + p.ownership.investors;
    case Body::sellers: return most_sellers(check);
    case Body::buyers: return buyers_of(check, check.scenario().market.buyers);
    case Body::workers: return p.ownership.workers;
    case Body::investors: return p.ownership.investors;
    case Body::delegates: return p.ownership.delegation_rate > 0 ? p.bodies.delegates : 0;
    case Body::board: return p.bodies.board_seats;
    case Body::assembly: return p.bodies.assembly_size;
  }
  return 0;
}

double people_at_launch(const Check& check, Body body) {
  const Platform& p = check.platform();
  const Launch& launch = check.platform().launch;
  if (body == Body::sellers) return launch.founding_sellers;
  if (body == Body::buyers) return buyers_of(check, launch.founding_buyers);
  if (body == Body::members) return launch.founding_sellers + buyers_of(check, launch.founding_buyers) + p.ownership.workers + p.ownership.investors;
  return most_people(check, body);
}

double most_votes(const Check& check, Body body) {
  if (body == Body::delegates) return most_people(check, body) > 0 ? most_votes(check, Body::members) : 0;
  const std::string_view section = electorate_section(body);
  if (section.empty()) return most_people(check, body);
  const std::string_view rule = check.rule(section);
  if (rule == "one_member_one_vote") return most_people(check, body);
  const Ownership& own = check.platform().ownership;
  if (rule != "token" || can_earn_tokens(own)) return no_limit;
  const Spread spread = spread_of(check);
  return own.tokens * (spread.counted - spread.custody);
}

double votable_share(const Check& check, Body body) {
  if (body == Body::delegates) body = Body::members;
  const Ownership& own = check.platform().ownership;
  const std::string_view section = electorate_section(body);
  if (section.empty() || check.rule(section) != "token" || can_earn_tokens(own) || check.rule("attack") == "custodian") return 1;
  const Spread spread = spread_of(check);
  return spread.counted > 0 ? 1 - spread.custody / spread.counted : 0;
}

}  // namespace townsquare
