// What an attacker has done to a platform so far.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/money.hpp"
#include "engine/state/memberships.hpp"

namespace townsquare {

/// An attacker's books. It acts through the row of outsiders, the founder's row, or the rows of its cartel.
struct AttackState {
  bool is_begun = false, is_over = false;
  Cents spent = 0;                  // since it began, minor units; deposits that came back are not in it
  Cents taken = 0;                  // money of the platform that it got, minor units
  double gain = 0;                  // value, to the rows it holds, of the other changes it got; minor units, over the lifetime
  Cents control_cost = -1;          // spent when it first held what passes, or first won; -1: it never did
  std::int32_t won = 0, filed = 0;  // demands made and granted, decoys not counted
  double opposition = 0;            // of others' power, as it expects by now
  Tokens bought = 0;                // since it began
  std::int64_t identities = 0;      // members that do not exist
  Tokens custody_voted = 0;         // customers' tokens in the outsiders' row
  std::vector<Tokens> lent;         // while a loan runs: by row of Memberships, then what lay in custody
  bool has_founder = false;
  std::vector<std::uint32_t> cartel;   // rows, ascending
  Cents juror_bribe = 0;            // on offer to jurors in cases of its clients, minor units per real case
  bool pays_if_lost = false;        // the offer stands for jurors outvoted in the end only
  std::vector<std::uint32_t> clients;  // sellers, ascending
  std::vector<std::uint32_t> demands;  // ids of proposals that are no decoys, ascending
  std::size_t n_reviewed = 0;       // of these, how many it has learned from
};

}  // namespace townsquare
