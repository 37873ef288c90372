// One platform in motion: its policy, its money, its people, and what happened this week.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "engine/behaviour/operator/operator.hpp"
#include "engine/constitution.hpp"
#include "engine/ledger.hpp"
#include "engine/rules/fee/fee.hpp"
#include "engine/state/attack.hpp"
#include "engine/state/buyers.hpp"
#include "engine/state/culture.hpp"
#include "engine/state/disputes.hpp"
#include "engine/state/niches.hpp"
#include "engine/state/governance.hpp"
#include "engine/state/sellers.hpp"

namespace townsquare {

/// The present value of every rule that can be changed during a run.
struct Policy {
  std::vector<double> fees;     // values of the fee rule, in declared order
  std::vector<double> ranking;  // values of the ranking rule
  std::vector<double> disputes; // values of the dispute rule
  std::vector<double> membership;  // values of the membership rule
  double reserve_share = 0;     // of a year's surplus
  double marketing_spend = 0;   // minor units per week
  bool has_marketing = false;   // it is being spent
  DataPolicy data{};
  Moderation moderation{};
  std::array<DecisionProcess, n_decision_classes> decisions{};

  const DecisionProcess& process(DecisionClass c) const { return decisions[static_cast<std::size_t>(c)]; }
};

/// What happened on a platform in one week. Money in minor units; counts in real orders and real people's orders.
struct Week {
  std::int64_t needs = 0;             // needs of members
  std::int64_t visits = 0;            // visits to the shop by members
  std::int64_t orders = 0;            // orders placed
  std::int64_t orders_settled = 0;
  std::int64_t orders_refunded = 0;
  Cents gmv = 0;                      // value of orders settled
  Cents fees = 0;                     // all that sellers and buyers paid the platform
  std::array<Cents, n_fee_parts> fees_by{};  // of these, by FeePart
  Cents refunds = 0;                  // escrow returned to buyers
  Cents costs = 0;                    // all costs of the platform
  Cents variable_costs = 0;           // of these, what varies with trade
  Cents seller_income = 0;            // net of fees and cost of goods, dividends not included
  Cents buyer_surplus = 0;            // against not visiting
  Cents dividends = 0;                // to members
  Cents to_reserve = 0;
  Cents to_investors = 0;
  Cents spent = 0;                    // from the treasury by vote
  Cents project_income = 0;           // what such projects brought
  Cents buy_ins = 0;                  // paid in by members who joined
  Cents retained = 0;                 // of members' surplus, kept as their capital
  Cents revolved = 0;                 // of retained surplus, paid at last
  Cents redemptions_asked = 0, redemptions_paid = 0;
  Cents redemptions_queued = 0;       // still to pay at the end of the week
  Cents taken = 0;                    // by members who left with their part of the treasury
  Cents dissolved = 0;                // what was left at the end and went to members or to another co-operative
  Cents to_another_cooperative = 0;   // of that
  std::array<Cents, n_member_classes> dividends_to{}, dissolved_to{};  // by class of members
  std::int64_t ragequits = 0, forked = 0;  // people who left with their part, alone and together
  std::int64_t kicked = 0;            // sellers voted out
  Cents bought_back = 0;              // paid for tokens that were burned
  Cents juror_bribes = 0;             // to jurors, by an attacker; part of what it spent
  std::int64_t ran = 0;               // sellers who left for fear that their shares could not be paid back
  Tokens tokens_traded = 0, tokens_minted = 0, tokens_burned = 0;
  std::int64_t disputes_opened = 0, disputes_decided = 0, wrong_rulings = 0;
  std::int64_t dispute_weeks = 0;     // weeks that the disputes decided had waited, in sum
  std::int64_t appeals = 0;           // rounds lost and appealed
  std::int64_t incoherent_votes = 0;  // jurors' votes against the final verdict
  Cents juror_pay = 0;                // to members who sat, whoever paid
  Cents moderator_fees = 0;           // to judges outside, whoever paid
  Cents court_costs = 0;              // of both: paid by the platform; part of its variable costs
  Cents buyers_charged = 0;           // of both: paid by buyers (sellers' part is in their income)
  std::int64_t buyers_joined = 0, buyers_left = 0, sellers_joined = 0, sellers_left = 0, applications = 0;
  std::int64_t ballots_asked = 0, ballots_cast = 0;
  Cents attack_spent = 0;             // by an attacker, deposits that came back taken off
  Cents attack_taken = 0;             // of the platform's money, by an attacker
  Cents data_revenue = 0;             // from selling users' data
  Cents data_to_members = 0;          // of this
  std::int64_t users_sold = 0;        // people whose data is sold
  std::int64_t sellers_suspended = 0, wrongly_suspended = 0;  // suspensions that began; of these, of honest sellers
  Cents subsidies = 0;                // paid to buyers and sellers for orders; part of the variable costs
  Cents advertising = 0;              // from those who advertise on the pages of the shop
  std::int64_t new_names = 0;         // sellers who came back under a new name
  std::int64_t wash_orders = 0;       // of the orders: by sellers from themselves
  std::int64_t turned_away = 0;       // orders that found their seller without a place
  std::int64_t turned_elsewhere = 0;  // of these, placed with another seller
  Cents technology_costs = 0;         // paid by buyers and voters to others than the platform
  Cents wash_volume = 0, wash_fees = 0;  // value of these, and what they paid the platform
};

/// What voters and operators remember of the platform's quarters.
struct Quarters {
  std::vector<Cents> gmv, fees, costs, variable_costs;  // weekly values since the launch
  double growth = 0;        // smoothed log growth of quarterly GMV, clipped to +-.5
  double drift_variance = 0;// exponential mean of squared changes of quarterly drift, minor units squared
  double last_drift = 0;
  double joined_buyers = 0; // buyer agents that joined, exponential 13-week sum
};

/// The operator's search for profit.
struct OperatorState {
  OperatorPhase phase = OperatorPhase::grow;
  std::int32_t phase_start = 0;
  double direction = 1;                // of the next change
  double tested_change = 0;            // of the treated half's take rate while a test runs
  std::uint32_t n_tests = 0;
  std::vector<double> margin_before, margin_during;  // fees less variable cost per seller over watch and test, minor units
};

/// A project that the treasury paid for; what it brings comes in week by week.
struct Project {
  Cents amount = 0;
  double worth = 0;          // of a unit of the amount, within a year
  std::int32_t weeks_left = 0;
};

/// One platform.
struct PlatformState {
  /// Share of the seller's next sale that it does not keep, in [0, .95].
  double marginal_rate_of(std::size_t seller) const {
    return marginal_rate(sellers.take_rate[seller], fee_terms, static_cast<double>(sellers.price[seller]));
  }

  bool is_alive = true;
  std::int32_t closed_week = -1;
  Policy policy;
  Ledger ledger;
  BuyersOnPlatform buyers;
  SellersOnPlatform sellers;
  Niches niches;
  Governance governance;
  AttackState attack;
  OperatorState operator_state;
  Quarters quarters;
  std::vector<Project> projects;           // paid for within a year
  FeeTerms fee_terms;                  // of the week, beside each seller's take rate
  std::vector<Order> orders;           // placed this week, by (buyer, index)
  std::vector<OrderFees> order_fees;   // of the orders; empty when nothing is asked beside the take rate
  std::vector<Dispute> disputes;       // waiting, oldest first
  Cents year_revenue = 0, year_costs = 0;
  std::int64_t orders_placed = 0, orders_ended = 0;  // since the launch
  double unannounced_rise = 0;         // of the take rate, without a vote or notice, not yet felt
  CultureState culture;
  Week week;
};

}  // namespace townsquare
