// Parts of the phase `own`, and what other phases need of it: claims on a surplus, tokens earned, parts of the treasury.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulate.hpp"

namespace townsquare::owning {

/// Which random number of a holder is meant, under Purpose::token_trade.
enum Index : std::uint32_t { sells, sold_share, buyer_of, renews_lock, worth_of_membership, thinks_of_running, reading_of_books };

/// People behind a row; an outsider is nobody's member.
std::int64_t people_behind(const World& world, MemberClass member_class);

/// Weeks of membership, times the people behind it; of workers and investors since the launch.
std::int64_t tenure_of(const World& world, std::size_t platform, MemberClass member_class, std::uint32_t agent);

/// Claimants of a year's surplus: owners, and leavers by what they sold, bought or still hold.
inline constexpr std::uint32_t no_row = 0xffffffff;
struct SurplusClaims {
  std::vector<std::uint32_t> row;       // of Memberships; of sellers where nobody votes
  std::vector<std::uint8_t> member_class;  // MemberClass
  std::vector<std::uint8_t> is_owner;   // 0 for leavers and for the customers of custodians, who stand last, at no_row
  std::vector<std::int64_t> heads, tenure, hours, tokens;
  std::vector<Cents> sales, purchases, capital;
};
SurplusClaims claims_on_surplus(const World& world, std::size_t platform);

/// Mints what the week's sales, purchases and hours have earned; part of `account`, while the week's columns are there.
void earn_tokens(const World& world, std::size_t platform);

/// Vesting, the end and renewal of locks, the week's trade and the price of a token.
void move_tokens(const World& world, std::size_t platform);

/// Sellers who fear for their capital leave while it can be paid; where leavers are paid at all.
void run_on_treasury(World& world, std::size_t platform);

/// Those who have joined pay for their shares, those who have left ask for theirs.
void register_shares(const World& world, std::size_t platform);

/// Leavers whose notice is over are paid, first come first served, up to the yearly cap and the cash there is.
void pay_redemptions(const World& world, std::size_t platform);

/// Pays back what was retained of the surplus of old years; part of the payout at the end of a year.
/// @param budget  most that may be paid
void pay_retained(const World& world, std::size_t platform, Cents budget);

/// Owed to leavers, minor units.
Cents owed_to_leavers(const PlatformState& platform);

/// What members who leave can have a part in: cash, and a reserve that is not indivisible, less what leavers are owed.
Cents treasury_of(const Platform& spec, const PlatformState& platform);

/// Parts of the treasury by tokens, without tokens by capital, without capital by heads of sellers and buyers.
struct Parts {
  enum Basis : std::uint8_t { tokens, capital, heads } basis = heads;
  std::vector<std::int64_t> weight;  // by row
  std::int64_t total = 0;            // tokens in custody included
};
Parts parts_of_treasury(const World& world, std::size_t platform);

/// Rows whose part of the treasury, and the loss they escape, is more than their holding is worth to them.
/// @param losses  by row, minor units >= 0, of a change that is coming; empty: none
std::vector<std::uint32_t> who_would_leave(const World& world, std::size_t platform, const Parts& parts, std::span<const double> losses);

/// The rows leave with their parts of the treasury. By tokens these are burned and, unless all ties are cut, a seller goes on
/// selling; else they leave the platform. Returns how many people they are.
std::int64_t leave_with_parts(World& world, std::size_t platform, const Parts& parts, std::span<const std::uint32_t> rows, bool cuts_all_ties);

/// Ends the membership of a seller or a buyer; workers and investors have none to end.
void depart(PlatformState& platform, MemberClass member_class, std::uint32_t agent);

/// Each of those who lose by a coming change may leave with its part of the treasury before it is made.
/// @param losses  by row, minor units, 0 for whoever did not vote against the change
/// *Source*: ragequit of Moloch (2019).
void ragequit(World& world, std::size_t platform, std::span<const double> losses);

/// A seller is voted out: it gets its part of the treasury, its ties are cut, and it may not come back. Nothing happens to who has
/// left already. *Source*: GuildKick of Moloch, version 2 (2020): the member's shares become a claim on the treasury and are paid.
void guildkick(World& world, std::size_t platform, std::uint32_t seller);

/// Buys tokens of all holders, custody included, in proportion to what is free, at their price, and burns them.
/// @param budget  minor units; what does not buy a token stays
/// *Source*: buy and burn of MKR by MakerDAO's surplus auctions (2019). Returns what was paid.
Cents buy_back(const World& world, std::size_t platform, Cents budget);

/// The right of a minority to leave together with its part of the treasury, when its power is above `fork_threshold`.
/// @param losses  by row, minor units >= 0, of a change that is coming; empty: none
/// *Source*: forks of Nouns (2023), in whose first one 472 of 846 tokens left, many bought below their part of the treasury.
void fork(World& world, std::size_t platform, std::span<const double> losses);

/// Pays what is left when a platform ends: leavers that are waiting, shares at par, and the rest to its heirs.
void dissolve(const World& world, std::size_t platform);

}  // namespace townsquare::owning
