#include "tests/engine/weekly_identities.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/fingerprint.hpp"
#include "engine/rules/fee/fee.hpp"

namespace townsquare::testing {
namespace {

std::int64_t count_members(const Column<std::uint8_t>& flags, std::uint8_t bit) {
  return (flags.unaryExpr([bit](std::uint8_t f) { return static_cast<std::int64_t>((f & bit) != 0); })).sum();
}

/// What a seller pays of an order, part by part.
Cents fee_of(const PlatformState& p, const Order& order, std::int64_t quantity) {
  const Cents take = share_of(order.amount, p.sellers.take_rate[order.seller]);
  const OrderFees fees = fees_of_order(p.fee_terms, order.amount, take, quantity);
  return take + fees.per_order + fees.payment + fees.advertising;
}

/// Hash of everything that a closed platform must not change.
std::uint64_t print_of(const PlatformState& p) {
  Fingerprint print;
  for (std::size_t a = 0; a < n_accounts; ++a) print.add(p.ledger.balance(static_cast<Account>(a)));
  print.add(std::span(p.policy.fees));
  print.add(p.buyers.flags), print.add(p.buyers.experience), print.add(p.buyers.uses);
  print.add(p.sellers.flags), print.add(p.sellers.sales_quarter), print.add(p.sellers.income_week), print.add(p.sellers.good_ratings);
  print.add(std::span(p.sellers.price)), print.add(std::span(p.sellers.sales_total)), print.add(std::span(p.governance.members.fatigue));
  print.add(p.niches.income_paid), print.add(p.niches.mean_experience);
  print.add(std::uint64_t{p.governance.proposals.size()}), print.add(std::uint64_t{p.quarters.gmv.size()});
  print.add(p.orders_placed), print.add(p.orders_ended), print.add(p.closed_week);
  return print.value();
}

}  // namespace

void WeeklyIdentities::check(bool holds, const char* what) {
  if (!holds) broken_ += std::string(what) + "\n";
}

std::string WeeklyIdentities::look(const Scenario& scenario, const State& state, std::size_t platform) {
  broken_.clear();
  const Platform& spec = scenario.platforms[platform];
  const PlatformState& p = state.platforms[platform];
  check_money(scenario, spec, p);
  check_flows(scenario, p);
  check_people(state, p);
  check_votes(spec, p);
  if (p.is_alive) {
    check_orders(scenario, state, p);
    check_niches(state, p);
  } else {
    check_closed(state, p);
  }
  return broken_.empty() ? "" : "week " + std::to_string(state.week) + "\n" + broken_;
}

void WeeklyIdentities::check_money(const Scenario& scenario, const Platform& spec, const PlatformState& p) {
  const Week& w = p.week;
  const auto start = static_cast<Cents>(spec.capital.start_cash);
  fees_ += w.fees, costs_ += w.costs, dividends_ += w.dividends, investors_ += w.to_investors;
  gmv_ += w.gmv, refunds_ += w.refunds, income_ += w.seller_income, juror_pay_ += w.juror_pay, charged_ += w.buyers_charged;
  on_top_ += w.fees_by[static_cast<std::size_t>(FeePart::buyer)];
  check(std::accumulate(w.fees_by.begin(), w.fees_by.end(), Cents{0}) == w.fees && std::ranges::all_of(w.fees_by, [](Cents part) { return part >= 0; }),
        "the parts of the fee add up to it");
  Cents held = 0;
  for (const Dispute& d : p.disputes) held += d.held();
  const auto balance = [&](Account a) { return p.ledger.balance(a); };
  check(p.ledger.total() == 0, "no money is made or lost");
  check(balance(Account::escrow) == held, "escrow holds the waiting disputes and nothing else");
  check(balance(Account::buyers) == -gmv_ - on_top_ - held - charged_, "buyers paid what settled, on top of it, what waits and for judges");
  check(balance(Account::sellers) == income_, "sellers hold what they earned");
  check(balance(Account::cash) + balance(Account::reserve) == start + fees_ - costs_ - dividends_ - investors_,
        "revenue is costs, reserve, dividends, investors and the change of cash");
  check(balance(Account::members) == dividends_ + juror_pay_, "members hold their dividends and their pay as jurors");
  check(balance(Account::investors) == investors_ - start, "investors hold what was paid out less what they brought");
  check(balance(Account::reserve) >= 0, "the reserve is never below zero");
  check(!p.is_alive || balance(Account::cash) >= 0, "a living platform has no debt");
  const auto quantity = static_cast<std::int64_t>(scenario.market.buyers_per_agent);
  check(p.orders_placed == p.orders_ended + static_cast<std::int64_t>(p.disputes.size()) * quantity, "every order ends once");
  Cents sold = 0;
  for (Cents sales : p.sellers.sales_total) sold += sales;
  check(sold == gmv_, "the sellers' sales are the trade");
}

void WeeklyIdentities::check_flows(const Scenario& scenario, const PlatformState& p) {
  const Week& w = p.week;
  const auto quantity = static_cast<std::int64_t>(scenario.market.buyers_per_agent);
  check(w.visits <= w.needs, "a visit serves a need");
  check(w.orders <= w.visits, "an order comes of a visit");
  check(w.orders % quantity == 0 && w.visits % quantity == 0, "agents act for all whom they stand for");
  check(w.wrong_rulings <= w.disputes_decided, "wrong rulings are rulings");
  check(w.court_costs + w.buyers_charged <= w.juror_pay + w.moderator_fees && w.court_costs <= w.variable_costs, "judges get what is paid for them");
  ballots_asked_ += w.ballots_asked;
  ballots_cast_ += w.ballots_cast;
  check(ballots_cast_ <= ballots_asked_, "ballots cast were asked for");
  check(w.variable_costs <= w.costs && w.variable_costs >= 0, "variable costs are part of the costs");
  check(w.dividends >= 0 && w.to_investors >= 0 && w.to_reserve >= 0, "nobody pays into the surplus");
  // the phases keep the flows of agents and the flags in step
  const std::int64_t buyers = count_members(p.buyers.flags, buyer_member), sellers = count_members(p.sellers.flags, seller_member);
  check(!has_begun_ || buyers == buyers_ + w.buyers_joined - w.buyers_left, "buyers are those before, and joined, less left");
  check(!has_begun_ || sellers == sellers_ + w.sellers_joined - w.sellers_left, "sellers are those before, and joined, less left");
  check(w.sellers_joined <= w.applications, "who joins has applied");
  buyers_ = buyers;
  sellers_ = sellers;
  has_begun_ = true;
}

void WeeklyIdentities::check_orders(const Scenario& scenario, const State& state, const PlatformState& p) {
  const double quantity = scenario.market.buyers_per_agent;
  bool is_sorted = true, is_priced = true, is_in_niche = true;
  for (std::size_t i = 0; i < p.orders.size(); ++i) {
    const Order& o = p.orders[i];
    if (i > 0) is_sorted = is_sorted && std::pair(p.orders[i - 1].buyer, p.orders[i - 1].index) < std::pair(o.buyer, o.index);
    is_priced = is_priced && static_cast<double>(o.amount) == static_cast<double>(p.sellers.price[o.seller]) * quantity &&
                o.fee == fee_of(p, o, static_cast<std::int64_t>(quantity)) && o.fee <= o.amount;
    const std::uint32_t niche = state.buyers.record[o.buyer].niche;
    is_in_niche = is_in_niche && (state.sellers.niche[o.seller] == niche || (!state.sellers.second_niche.empty() && state.sellers.second_niche[o.seller] == niche));
  }
  check(is_sorted, "orders stand by buyer and need, each once");
  check(is_priced, "an order is paid at its seller's price and charged at its take rate, to the cent");
  check(is_in_niche, "buyers buy of sellers who list in their niche");
  check(std::ranges::all_of(p.sellers.take_rate, [](double t) { return t >= 0 && t <= largest_take_rate; }), "take rates are in range");
  check(std::ranges::all_of(p.sellers.price, [](Cents c) { return c >= 1; }), "prices are positive");
}

void WeeklyIdentities::check_people(const State& state, const PlatformState& p) {
  check(p.buyers.experience.isFinite().all(), "experience is a number");
  check(p.sellers.income_week.isFinite().all() && p.sellers.sales_quarter.isFinite().all(), "incomes are numbers");
  check(p.sellers.good_ratings.isFinite().all() && (p.sellers.good_ratings >= 0).all() && (p.sellers.bad_ratings >= 0).all(), "ratings are counts");
  std::vector<std::int64_t> buyers(state.niche_buyers.size(), 0), sellers(buyers);
  bool is_informed = true;
  for (std::size_t i = 0; i < state.buyers.size(); ++i) {
    buyers[state.buyers.record[i].niche] += p.buyers.is_member(i);
    is_informed = is_informed && (!p.buyers.is_member(i) || p.buyers.flags[static_cast<Eigen::Index>(i)] & buyer_informed);
  }
  for (std::size_t j = 0; j < state.sellers.size(); ++j) {
    sellers[state.sellers.niche[j]] += p.sellers.is_member(j);
    is_informed = is_informed && (!p.sellers.is_member(j) || p.sellers.flags[static_cast<Eigen::Index>(j)] & seller_informed);
  }
  check(is_informed, "members have heard of their platform");
  for (std::size_t z = 0; z < buyers.size(); ++z) {
    const auto row = static_cast<Eigen::Index>(z);
    if (p.niches.member_buyers[row] != buyers[z] || p.niches.active_sellers[row] != sellers[z]) {
      check(false, "counts of members are those of the flags");
      break;
    }
  }
}

void WeeklyIdentities::check_niches(const State& state, const PlatformState& p) {
  const Niches& n = p.niches;
  check(n.mean_experience.isFinite().all() && n.income_paid.isFinite().all() && n.seller_weeks.isFinite().all(), "what is known of a niche is numbers");
  check((n.satisfied_share >= 0 && n.satisfied_share <= 1).all(), "the satisfied are a share");
  check((n.seller_content >= 0 && n.seller_content <= 1).all(), "the content are a share");
  bool is_shared = true;
  for (std::size_t z = 0; z + 1 < n.shelf_first.size(); ++z) {
    double sum = 0;
    for (std::size_t i = n.shelf_first[z]; i < n.shelf_first[z + 1]; ++i) {
      // what a guest from another niche has stands on the shelf alone
      const std::uint32_t seller = n.record[i].seller;
      const double e = state.sellers.niche[seller] == z ? static_cast<double>(p.sellers.exposure[static_cast<Eigen::Index>(seller)]) : 1 / static_cast<double>(n.wait[i]);
      is_shared = is_shared && e >= 0;
      sum += e;
    }
    is_shared = is_shared && (n.shelf_first[z] == n.shelf_first[z + 1] || std::fabs(sum - 1) < 1e-5);
  }
  check(is_shared, "the attention of a niche is shared out once");
}

void WeeklyIdentities::check_votes(const Platform& spec, const PlatformState& p) {
  const DecisionProcess& process = spec.process(DecisionClass::fees);
  n_proposals_ = static_cast<std::int64_t>(p.governance.proposals.size());
  int n_live = 0;
  for (const Proposal& v : p.governance.proposals) {
    const House& h = v.houses[0];
    check(h.yes >= 0 && h.no >= 0 && h.abstain >= 0 && h.yes + h.no + h.abstain <= h.electorate, "votes are at most the power at the snapshot");
    check(h.members == h.electorate, "one member has one vote");
    check(is_live(v.state) || h.power.empty(), "a vote that is over keeps no snapshot");
    n_live += is_live(v.state);
    if (v.state == ProposalState::executed)
      check(p.policy.fees[0] >= process.lower_bound && p.policy.fees[0] <= process.upper_bound, "a voted fee is in its bounds");
  }
  check(n_live <= 1, "one proposal at a time");
  check(p.is_alive || n_live == 0, "a closed platform has no live proposals");
  check(std::ranges::all_of(p.governance.members.fatigue, [](float f) { return f >= 0 && std::isfinite(f); }), "fatigue is a number");
}

void WeeklyIdentities::check_closed(const State& state, const PlatformState& p) {
  check(p.disputes.empty() && p.ledger.balance(Account::escrow) == 0, "a closed platform has given back what it held");
  if (!has_closed_) {
    check(p.closed_week == state.week, "a platform notes when it closed");
    closed_print_ = print_of(p);
    has_closed_ = true;
    return;
  }
  check(print_of(p) == closed_print_, "a closed platform stands still");
  const Week& w = p.week;
  const bool is_zero = w.needs == 0 && w.visits == 0 && w.orders == 0 && w.gmv == 0 && w.fees == 0 && w.costs == 0 && w.refunds == 0 &&
                       w.seller_income == 0 && w.buyer_surplus == 0 && w.dividends == 0 && w.buyers_joined == 0 && w.buyers_left == 0 &&
                       w.sellers_joined == 0 && w.sellers_left == 0 && w.applications == 0 && w.ballots_asked == 0;
  check(is_zero, "a closed platform counts zero, not nothing");
}

}  // namespace townsquare::testing
