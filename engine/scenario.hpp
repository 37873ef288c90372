// Everything that is fixed before a run. Constant while the run lasts; columns that change live in State.
// Every number here has its row (unit, range, meaning, evidence, source) in parameter_table/.
// Money is in minor units (cents), shares in [0, 1], rates per week, unless the name says otherwise.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/constitution.hpp"
#include "engine/parameter.hpp"
#include "engine/rule_choice.hpp"
#include "engine/shocks.hpp"

namespace townsquare {

enum class LuckKind { inversion, keyed };
enum class Control { members, operator_, nobody };
enum class ChoiceKind { logit, best_surplus };

struct Run {
  double weeks;             // length of a run
  double luck;              // LuckKind: how shown sellers and choices are drawn
  double draw_assumptions;  // 1: each replication draws the assumptions that nobody has measured
};

struct Market {
  double buyers, buyers_per_agent, sellers, niches, own_niche_mixing;
  double niche_spread, taste_spread, match_width;
  double need_rate, need_rate_sigma, demand_shock_sigma;
  double price_sensitivity, outside_value, outside_value_sd;
  double appeal, quality_weight, match_weight;
  double quality_mean, quality_sd, honesty_mean, honesty_sd, delivery_noise;
  double unit_cost, unit_cost_sigma, reservation_income, reservation_income_sigma;
  double listings_at_start, listings_per_week, listings_reference;
  double capacity;  // orders that a seller can serve in a week; 0: any number
  double neighbouring_niches;  // of sellers: list in the nearest other niche too
  double sellers_who_buy;      // of sellers: are one person with a buyer
};

struct Growth {
  double buyer_word_of_mouth, seller_word_of_mouth, sellers_audience;
  double buyer_marketing, seller_marketing;
  double buyer_look_rate, seller_look_rate;
};

struct Participation {
  double buyer_sharpness, seller_sharpness, join_cost;
  double promise_weight, promise_fade, promise_optimism, pessimism, income_memory;
  double buyers_multihome, sellers_multihome;  // 1: a person can be on several platforms at a time
  double buyers_second_home, sellers_second_home;  // utility; share of its reservation income that a seller asks of each further platform
};

struct Visit {
  double sharpness, friction_first, friction_final, friction_learning;
  double shown, retrieved_factor, position_exponent;
  double choice;                 // ChoiceKind
  double loyalty, loyalty_fade;  // weight of what a buyer remembers of a seller; part of it forgotten with each visit
};

struct Learning {
  double experience_rate, word_of_mouth_rate, reputation_memory, rating_share, wrong_ruling_loss;
  double lost_dispute_loss, asymmetry;  // utility; added weight of a visit that disappoints, share of experience_rate
};

struct Churn {
  double buyer_rate, buyer_dissatisfaction, seller_rate, seller_dissatisfaction;
  double grace, founder_grace;
  double unannounced_rise;  // hazard of leaving in the week of a rise of the fee that nobody was asked or told of, per unit of share
};

struct Delivery {
  double dispute_base, dispute_sensitivity;
};

/// Sellers who cheat the platform's memory.
struct Misconduct {
  double whitewash_rate, whitewash_cost, whitewash_horizon;  // per week; minor units; weeks
  double wash_share, wash_orders;                            // of sellers; orders a week
};

/// Social capital of a platform, in [0, 1]; see behaviour/culture/.
struct Culture {
  double start, speed;                                                   // per week
  double turnout, conflict, churn, coherence, promises;                  // weights of what moves it, logit units
  double conflict_norm, churn_norm;                                      // disputes over orders; members who leave, per week
  double duty, honesty, word_of_mouth;                                   // what it does, each 0: nothing

  bool is_felt() const { return duty != 0 || honesty != 0 || word_of_mouth != 0; }
};

struct Voters {
  double discount, perceived_elasticity, forecast, solidarity, judgement_noise;
  double duty_mean, duty_sd, visibility, visibility_scale, stakes_weight, time_cost;
  double ballot_shock, niche_shock, fatigue_per_ballot, fatigue_decay;
  double draft_rate, deliberation, belief_learning, variety_elasticity, marketing_response;
};

struct Costs {
  double fixed, per_order, payment_share, payment_fixed, per_active_buyer, per_dispute, per_ballot;
};

/// Who is there when a platform opens.
struct Launch {
  double founding_sellers, founding_buyers;
  double week;  // in which it opens
};

struct Capital {
  double start_cash;
};

/// What a platform does to its users beside its rules.
struct Conduct {
  double advertising_load, advertising_price, advertising_cost;  // share of the page; minor units and utility per visit of a full page
  double buyer_subsidy, seller_subsidy, subsidy_length;          // minor units per order; weeks
  double reweighting, reweighting_every;                         // part of attention that an operator moves without notice; weeks
};

/// What a platform runs on: plain software, or a ledger with wallets and fees of its own.
struct Technology {
  double friction;    // factor on the friction of the first use
  double order_cost;  // paid by the buyer to others for each order, minor units
  double vote_cost;   // paid by a member for each ballot, minor units
};

struct Marketing {
  double spend, reach_multiplier, reference;  // money per week while it lasts; factor on the marketing hazards; money per week
};

struct Membership {
  RuleChoice rule;
  double cap;
  double waiting_list;  // 1: who is admitted and finds no place waits for one
};

/// What an attacker wants.
enum class AttackGoal { treasury, fee, ranking };

/// An attacker of one platform; see behaviour/attack/.
struct AttackPlan {
  RuleChoice rule;
  double week, budget;  // when it begins; minor units
  double goal;          // AttackGoal
  double fee;           // take rate that it wants
  double opposition;    // of all power that is not its own: votes no, as it expects at first
  double unread;        // chance that a member who votes out of duty alone votes yes unread
};

/// One marketplace: run by its members under a constitution, by an operator for profit, or by nobody.
struct Platform {
  std::string name, title;
  double control;  // Control
  RuleChoice participation, fees, pricing, ranking, disputes, surplus, operator_rule;
  Membership membership;
  std::array<DecisionProcess, n_decision_classes> decisions;  // by DecisionClass
  std::array<ElectorateSpec, n_electorates> electorates;      // Body members ... investors
  ChosenBodies bodies;
  Ownership ownership;
  Exit exit;
  DataPolicy data;
  Moderation moderation;
  AttackPlan attack;
  PlatformShocks shocks;
  Launch launch;
  Costs costs;
  Capital capital;
  Marketing marketing;
  Conduct conduct;
  Technology technology;
  double surplus_reserve_share, surplus_cash_floor_weeks;
  double retained_share, revolving_weeks;  // of the members' part: kept as claims; weeks until they are paid
  double return_cap;                       // most that capital earns in a year, share of what was paid in

  const DecisionProcess& process(DecisionClass c) const { return decisions[static_cast<std::size_t>(c)]; }
  /// Whether there is a register of shares: something is paid in, retained, or given to leavers.
  bool keeps_shares() const { return ownership.buy_in > 0 || retained_share > 0 || exit.redemption != 0; }
  /// A reserve that another co-operative inherits belongs to no member.
  bool has_indivisible_reserve() const { return static_cast<Heir>(static_cast<int>(exit.dissolution)) == Heir::another_cooperative; }
};

/// What a file says about how well one of its values is known; overrides the table's row.
struct Mark {
  std::string key;  // dotted key as in the file
  Evidence evidence;
  double low, high;  // factor range, as in Parameter
  std::string source;
};

struct Scenario {
  std::string name, title, currency = "USD";
  Run run;
  Market market;
  Growth growth;
  Participation participation;
  Visit visit;
  Learning learning;
  Churn churn;
  Delivery delivery;
  Misconduct misconduct;
  Culture culture;
  Voters voters;
  Projects projects;
  MarketShocks shocks;
  std::vector<Platform> platforms;  // the scenario's own first, then its rivals; all in one market
  std::size_t observed = 0;         // the platform of which results are kept
  std::vector<Mark> marks;
};

}  // namespace townsquare
