// What a constitution says: who decides what by which process, who owns, and how one leaves.
// Words: OpenZeppelin's governor and Aragon's voting for the process, the International Cooperative Alliance for
// ownership. Every number has its row in parameter_table/. Money in minor units, shares in [0, 1], times in weeks.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "engine/rule_choice.hpp"

namespace townsquare {

/// What can be decided. Each class has a process of its own. The values are part of result files: add at the end.
enum class DecisionClass : std::uint8_t { fees, ranking, disputes, data, surplus, spending, marketing, membership, moderation, amendment };
inline constexpr std::size_t n_decision_classes = 10;
inline constexpr std::array<std::string_view, n_decision_classes> decision_class_names = {
    "fees", "ranking", "disputes", "data", "surplus", "spending", "marketing", "membership", "moderation", "amendment"};

/// Who can be asked. `members` are all classes of owners together.
enum class Body : std::uint8_t { nobody, members, sellers, buyers, workers, investors, delegates, board, assembly, guardian };
inline constexpr std::array<std::string_view, 10> body_names = {"nobody",    "members",   "sellers", "buyers",   "workers",
                                                                "investors", "delegates", "board",   "assembly", "guardian"};

/// Bodies whose members' power is a rule of the constitution: `members` to `investors`, in the order of Body.
inline constexpr std::size_t n_electorates = 5;

enum class DepositBurn : std::uint8_t { never, no_quorum, defeated };
enum class PowerAt : std::uint8_t { snapshot, live };

/// How decisions of one class are made.
struct DecisionProcess {
  double body, second_body, veto_body;  // Body: who decides; who must also agree; who may object
  RuleChoice rule;                      // how ballots are counted
  double proposal_threshold;            // least share of all power that a proposer has
  double proposal_deposit, deposit_burn;  // minor units; DepositBurn: when it is lost
  double max_live;                      // proposals of the class at one time
  double voting_delay, voting_period;   // weeks
  double power_at;                      // PowerAt
  double quorum, quorum_number, quorum_counts;  // share of all power; power; QuorumCounts
  double support, min_approval;         // yes / (yes + no) is greater; yes / all power at least
  double late_extension, early_execution;  // weeks; 1: executed as soon as nobody can turn it
  double timelock, grace_period;        // weeks; weeks after which a passed change lapses, 0: never
  double objection_share;                    // share of the veto body that stops a queued change
  double cooldown;                      // weeks
  double step, lower_bound, upper_bound;  // of the number that a vote of this class moves
};

/// Power of the people in one body.
struct ElectorateSpec {
  RuleChoice rule;
  double cap;  // largest share of all power that counts for one holder; 1: no cap
};

/// Bodies that are chosen.
struct ChosenBodies {
  double delegates;                                  // most people who collect delegations
  double board_seats, board_term, board_elected_by;  // Body
  double assembly_size, assembly_term, assembly_drawn_from, assembly_attendance;
  double guardian_vigilance, guardian_error;         // chance of stopping a harmful, and a harmless, change
};

/// Projects that ask the treasury for money.
struct Projects {
  double worth, worth_sigma;        // median of what a unit of money brings the platform in a year; sigma of its lognormal law
  double private_share;             // of the money that its proposer keeps
};

/// Who owns the platform.
struct Ownership {
  double buyers_are_members;        // 1: a buyer that joins becomes a member
  double workers, worker_wage;      // people; minor units per week, part of the fixed cost
  double investors;                 // people
  double buy_in;                    // paid on joining, minor units; a share at par
  double tokens;                    // supply at the launch, 0: no tokens
  double founders_share, investors_share, treasury_share;  // of the supply; the rest is spread over founding members
  double concentration;             // sigma of the lognormal that spreads a group's tokens
  double custody_share;             // of the tokens: never vote (exchanges, lost keys)
  double tokens_per_sale, tokens_per_purchase, tokens_per_hour;  // earned, per major unit of money or hour worked
  double vesting;                   // weeks over which earned tokens become free
  double transferable;              // 1: tokens can be traded
  double token_price;               // at the launch, minor units
  double trade_rate;                // share of holders that trade in a week
  double lock_share, lock_weeks;    // vote escrow: share of holders that lock, and for how long
  double delegation_rate;           // share of members that delegate
  double buyback_share;             // of a year's surplus above the reserve's part: buys tokens, which are burned
  double kept_wage;                 // part of its wage that a worker who loses its job earns in the next
};

/// Whether there are, or can be, tokens.
inline bool has_tokens(const Ownership& own) { return own.tokens > 0 || own.tokens_per_sale > 0 || own.tokens_per_purchase > 0 || own.tokens_per_hour > 0; }

/// What a leaver gets for its share.
enum class RedemptionRule : std::uint8_t { none, par, pro_rata };

/// Who gets what is left at the end.
enum class Heir : std::uint8_t { members_equally, by_holdings, another_cooperative };

/// How one leaves, and how it all ends.
struct Exit {
  double redemption;                // 0 none, 1 at par, 2 pro rata of the treasury
  double notice, yearly_cap;        // weeks; share of cash that may be redeemed in a year
  double ragequit;                  // 1: whoever voted against may leave with its part before execution
  double guildkick;                 // 1: a seller may be voted out by the body of the class membership, and gets its part
  double fork_threshold;            // share of power that can leave together with its part of the treasury; 0: none
  double wind_up;                   // weeks of cost below which a platform that loses money is wound up; 0: never before its money is gone
  double dissolution;               // 0 members equally, 1 by shares and tokens, 2 to another co-operative: the reserve is indivisible
  double worth_sigma;               // spread of what members think their holding is worth above its market price
  double reading_sigma;             // error of a member's reading of the books, share of all claims
};

/// What happens to what the platform knows of its users.
struct DataPolicy {
  double sold_share;                // of consenting users' data that is sold
  double opt_out;                   // 1: consent is assumed until withdrawn
  double price;                     // minor units per active user and week
  double member_share;              // of the revenue, paid to members
  double privacy_cost, privacy_sigma;  // minor units per quarter that a median user would pay not to be sold; spread
};

/// Who can be thrown out.
struct Moderation {
  double strictness;                // chance a year that a dishonest seller is suspended
  double error;                     // chance that a suspension hits an honest one, relative to strictness
  double due_process;               // 1: heard before suspension, 0: suspended at once
  double suspension, hearing;       // weeks; from an accusation to the suspension under due process
  double dishonest_below;           // sellers who deliver less than this share of what they promise are dishonest
};

}  // namespace townsquare
