// A proposed change as every member weighs it: its gain from each option over the present rule.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/behaviour/ballot/outlook.hpp"
#include "engine/phases/govern/effects.hpp"
#include "engine/simulate.hpp"

namespace townsquare::governing {

/// What is put to the vote.
struct Change {
  DecisionClass subject = DecisionClass::fees;
  std::size_t lever = 0;
  std::vector<double> options;   // values on the ballot
  std::size_t present = 0;       // which of them is in force
  double worth = 0;              // what a unit of it brings the platform within a year
  std::uint32_t proposer = 0;    // row; keeps a part of the amount
};

/// What every member believes of the platform this week; nothing before a first quarter of trade.
std::optional<ballot::Outlook> outlook_of(const World& world, std::size_t platform);

/// Positions of members, and totals that their parts of the surplus refer to. Linear in the rows, made once a week.
class Books {
 public:
  Books(const World& world, std::size_t platform, const ballot::Outlook& outlook);

  /// The quarter of a row that is an owner.
  ballot::Position position(MemberClass member_class, std::uint32_t row) const;

  /// A position whose every number is at least as large as that of anybody in the class; linear, made when first asked for.
  const ballot::Position& largest(MemberClass member_class) const;

  const World& world;
  const std::size_t platform;
  const ballot::Outlook& outlook;

 private:
  double part_of(MemberClass member_class, std::uint32_t row) const;
  double largest_part(MemberClass member_class, const ballot::Position& largest) const;

  double price_;             // mean of last quarter's orders where sums per order are asked, minor units
  SurplusParts paid_;        // by what it is paid out, over everything that members are paid
  mutable std::array<std::optional<ballot::Position>, n_member_classes> largest_;
  double heads_ = 0, tenure_ = 0, sales_ = 0, spend_ = 0, hours_ = 0, tokens_ = 0, capital_ = 0;
};

/// A change, weighed. The world must outlive it.
class Weighing {
 public:
  Weighing(const Books& books, const Change& change);
  Weighing(Weighing&&) = default;

  std::size_t n_options() const { return change_.options.size(); }

  /// Gains of a member from each option over the present, minor units; exactly 0 where nothing changes for it.
  void gains(MemberClass member_class, std::uint32_t row, std::span<double> out) const;

  /// No member of the class gains or loses more than this by any option, minor units; infinite where that is not known in advance.
  double largest_stake(MemberClass member_class) const;

  /// Mean gain of all owners from each option.
  std::vector<double> mean_gains() const;

 private:
  struct Option {
    ballot::Prospect prospect;
    std::vector<float> by_seller;   // direct effect on each seller, minor units a quarter; empty: none
    std::vector<double> by_niche;   // direct effect on a buyer's visit, utility; empty: none
    double factor = 0;              // of what the class scales
    double dishonest = 0;           // part of sales by dishonest sellers
    std::optional<Expulsion> expulsion = std::nullopt;  // of a seller that is voted out
    FeeTerms terms;                 // of a fee
    double price = 0;               // of a fee: mean of last quarter's orders, minor units
  };

  void weigh_fee(Option& option, double value) const;
  void weigh_ranking(Option& option, double value) const;
  void weigh_amendment();
  void weigh_expulsion(Option& option, double value) const;
  Option weigh(double value) const;
  double fee_beyond(const Option& option, std::uint32_t seller, const ballot::Position& position) const;
  double direct(const Option& option, MemberClass member_class, std::uint32_t row, const ballot::Position& position) const;

  const Books& books_;
  Change change_;
  std::vector<Option> options_;
  std::unique_ptr<Weighing> blocked_;    // of an amendment: the change that it would let through
  std::vector<double> lets_through_;     // of an amendment, by option: 1 lets it through, -1 bars it, 0 neither
};

}  // namespace townsquare::governing
