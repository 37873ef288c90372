// Dispute rules: who decides a disputed order, how fast, how well and at whose cost.
#pragma once
#include <cstdint>
#include <functional>
#include <span>

#include "engine/money.hpp"
#include "engine/parameter.hpp"
#include "engine/random.hpp"

namespace townsquare {

enum class Verdict : std::uint8_t { pending, for_buyer, for_seller };

/// Who pays the judges: the platform, or one of the parties once the ruling is final.
enum class Payer : std::uint8_t { platform, loser, winner };

/// Who is paid: members who sat as jurors, or somebody outside the platform.
enum class Payee : std::uint8_t { members, outside };

/// How far a case has come. All zero when it opens; what a court returns for a case that waits is given back to it
/// in the week after.
struct CaseProgress {
  std::int32_t round = 0;           // appeals so far
  std::int32_t weeks_in_round = 0;  // weeks of hearing in this round, 0: it waits for a hearing
  std::int32_t votes = 0;           // cast in all rounds
  std::int32_t for_seller = 0;      // of these
  std::int32_t opinions = 0;        // jurors who formed an opinion, all rounds (one may hold several seats)
  std::int32_t grasped = 0;         // of these, opinions that were right
  std::int32_t bribed = 0;          // votes that followed an offer, all rounds

  bool operator==(const CaseProgress&) const = default;
};

/// A case as the simulation knows it; judges do not see `is_buyer_right`. It stands for `orders_per_case` real cases.
struct Case {
  std::uint32_t buyer, seller;
  std::uint32_t index;       // need of the buyer's week, below 4096
  std::int32_t opened_week;
  bool is_buyer_right;       // the truth
  Cents amount = 0;          // in escrow, of all the real orders
  std::int32_t age = 0;      // weeks since it opened
  CaseProgress progress = {};
  Cents bribe = 0;           // offered to each juror for a vote for the seller, per real case; 0: none
  bool pays_if_lost = false; // the offer is kept only to jurors whom the final verdict outvotes: p + epsilon
};

/// What one week asks of a court.
struct Hearing {
  std::span<const Case> cases;        // waiting, oldest first, (n_cases)
  double orders_per_case = 1;         // real cases behind each one
  std::uint32_t week = 0;             // key of the week's luck
  std::span<const double> stakes = {};// tokens of each seller of the market, 0: may not sit, (n_sellers). Empty: whoever is
                                      // called is somebody else, and nobody is short
};

/// What a court did about one case. Money and counts are of all the real cases behind it.
struct Ruling {
  Verdict verdict = Verdict::pending;
  CaseProgress progress = {};
  bool is_appealed = false;            // a round was lost this week and the case goes on
  Cents charge = 0;                    // due to the judges this week
  Payer payer = Payer::platform;       // winner and loser pay only with a final verdict
  Payee payee = Payee::outside;
  std::int64_t incoherent = 0;         // votes of all rounds against the final verdict
  Cents coherence_moved = 0;           // deposits moved from these jurors to the others
  Cents bribes = 0;                    // taken by jurors this week
};

/// Decides some of the waiting cases. A court writes every row of `rulings`, (n_cases), which arrive as made.
using Court = std::function<void(const Hearing&, const Luck&, std::span<Ruling> rulings)>;

struct DisputeRule {
  RuleRow row;
  Court (*bind)(std::span<const double> values);
  bool calls_members = false;          // it looks at `Hearing::stakes`
};

std::span<const DisputeRule> dispute_rules();

}  // namespace townsquare
