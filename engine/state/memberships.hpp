// Owners of a platform: who they are as voters and what they hold.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "engine/money.hpp"

namespace townsquare {

/// Classes of owners, in the order of their rows. An outsider owns no part but may hold tokens.
enum class MemberClass : std::uint8_t { seller, buyer, worker, investor, outsider };
inline constexpr std::size_t n_member_classes = 5;


/// One row for each agent that may be an owner: all sellers of the market, all buyers when the constitution lets
/// buyers own, workers, investors, outsiders. Rows of a class stand together, in the order of the agents' ids.
/// Columns have n_rows rows, or none when the constitution has no use for them.
struct Memberships {
  std::array<std::uint32_t, n_member_classes + 1> first{};  // first row of each class; the last is n_rows
  std::vector<float> duty;                 // fixed sense of duty, logit units
  std::vector<float> fatigue;              // logit units
  std::vector<Tokens> tokens;              // free tokens
  std::vector<Tokens> locked;              // tokens locked for votes, or not yet vested
  std::vector<std::int32_t> unlock_week;   // when a lock ends
  std::vector<std::uint32_t> delegate;     // row of the delegate; own row: nobody
  std::vector<Cents> capital;              // paid in and retained, minor units
  std::vector<std::uint8_t> has_share;     // 1: is in the register of shares, has paid the buy-in

  std::uint32_t size() const { return first.back(); }
  MemberClass class_of(std::uint32_t row) const {
    std::size_t c = 0;
    while (row >= first[c + 1]) ++c;
    return static_cast<MemberClass>(c);
  }
  /// Id of the agent within its class.
  std::uint32_t agent_of(std::uint32_t row) const { return row - first[static_cast<std::size_t>(class_of(row))]; }
  std::uint32_t row_of(MemberClass c, std::uint32_t agent) const { return first[static_cast<std::size_t>(c)] + agent; }
};

}  // namespace townsquare
