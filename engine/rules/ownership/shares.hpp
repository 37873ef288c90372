// Shares and claims on the treasury: what a part is worth, and in what order leavers are paid. Money in minor units.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/money.hpp"

namespace townsquare::ownership {

/// The part of an amount that `weight` of `total` has, cut to whole cents so that parts never exceed the amount.
/// @param weight  in [0, total]
Cents part_of(Cents amount, std::int64_t weight, std::int64_t total);

/// Pays claims of one queue, oldest first: each as far as the budget goes, none before its week. What is not paid waits.
/// @param due     week in which a claim falls due, never falling along the queue
/// @param amount  still to pay; what is paid is taken off
/// @return what was paid in all, at most `budget`
/// *Source*: first come, first served is the sequential service of Diamond and Dybvig 1983, Bank runs, deposit insurance, and
/// liquidity, J. Political Economy 91(3); notice and cap are clauses of co-operatives' rules.
Cents pay_in_order(std::int32_t week, Cents budget, std::span<const std::int32_t> due, std::span<Cents> amount);

/// What of each member's retained surplus is paid back this year.
/// @param capital    paid in and retained
/// @param par        paid in; only what stands above it revolves
/// @param revolving  mean weeks that surplus is retained; 0: it is only paid on leaving
/// @param budget     most that can be paid in all; less than is due is shared by largest remainder
/// @return cents, one entry per member
/// *Assumption*: an exponential fund in place of the oldest-first one, so that no year's class has to be kept for each member:
/// 52 / revolving of what is retained is paid each year, and all of it when the fund turns within a year.
std::vector<Cents> revolve(std::span<const Cents> capital, std::span<const Cents> par, double revolving, Cents budget);

}  // namespace townsquare::ownership
