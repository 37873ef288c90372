// Every unit of money of a platform's world is in one of these accounts; moving is all that can be done to it.
#pragma once
#include <array>
#include <cstdint>

#include "engine/check.hpp"
#include "engine/money.hpp"

namespace townsquare {

enum class Account : std::uint8_t { buyers, sellers, escrow, cash, reserve, members, investors, outside, deposits };
inline constexpr std::size_t n_accounts = 9;

/// Double-entry books: the balances sum to zero for ever. Buyers, sellers, members, investors and outside may
/// stand below zero (they bring money in); escrow, reserve and the deposits of proposers may not.
class Ledger {
 public:
  /// Moves `amount` >= 0 minor units.
  void move(Account from, Account to, Cents amount) {
    check(amount >= 0, "a ledger moves amounts that are not negative");
    balance_[static_cast<std::size_t>(from)] -= amount;
    balance_[static_cast<std::size_t>(to)] += amount;
  }
  Cents balance(Account account) const { return balance_[static_cast<std::size_t>(account)]; }

  /// Identity: no money is made or lost.
  Cents total() const {
    Cents sum = 0;
    for (Cents b : balance_) sum += b;
    return sum;
  }

 private:
  std::array<Cents, n_accounts> balance_{};
};

}  // namespace townsquare
