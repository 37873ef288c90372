// A shelf of sellers made from utilities and exposures.
#pragma once
#include <vector>

#include "engine/behaviour/choice/look.hpp"
#include "engine/behaviour/choice/multinomial_logit.hpp"

namespace townsquare::testing {

/// Sellers 0, 1, ... in order; seller j stands at distance j * gap from the origin of taste space and costs one unit.
class TestShelf {
 public:
  TestShelf(const std::vector<float>& utility, const std::vector<float>& exposure, float gap = 0)
      : record_(utility.size()), along_(padded(utility.size())), zero_(padded(utility.size())), wait_(padded(utility.size())), cumulative_(utility.size()), guide_(utility.size()) {
    for (std::size_t j = 0; j < utility.size(); ++j) {
      record_[j] = {1, utility[j], .5F, static_cast<std::uint32_t>(j)};
      along_[j] = gap * static_cast<float>(j);
    }
    fill_shelf_tables(exposure, wait_, cumulative_, guide_);
  }
  Shelf view() const { return {record_, {along_.data(), zero_.data(), zero_.data(), zero_.data()}, wait_.data(), cumulative_, guide_}; }
  std::size_t size() const { return record_.size(); }

 private:
  std::vector<SellerRecord> record_;
  std::vector<float> along_, zero_, wait_;
  std::vector<std::uint32_t> cumulative_, guide_;
};

inline constexpr float at_origin[4] = {0, 0, 0, 0};

/// A looker at the origin who does not mind prices.
inline Looker looker_number(std::uint32_t buyer, std::uint32_t week = 0) { return {at_origin, 0, buyer, week, 0, Purpose::retrieve, Purpose::examine}; }

/// Looks once and chooses, by the kind of luck that the rule asks for. Returns the seller, or the shelf's size for none.
inline std::size_t choose_once(const TestShelf& shelf, const LookRule& rule, const Luck& luck, std::uint32_t buyer, LookScratch& scratch) {
  Examined seen;
  look(shelf.view(), rule, looker_number(buyer), luck, scratch, seen);
  const std::span<const float> utility(seen.utility.data(), seen.n);
  const float u = to_uniform_float(luck.block(Purpose::visit, 0, buyer)[1]);
  const std::span<const std::uint32_t> id(seen.index.data(), seen.n);
  const Choice choice = rule.is_keyed ? choose_by_race(utility, id, luck, 0, buyer, 0) : choose_by_inversion(utility, u);
  return choice.chosen == bought_nothing ? shelf.size() : seen.index[choice.chosen];
}

/// Choices of buyers 0 ... n - 1: by seller, none at the end.
inline std::vector<std::int64_t> choices_of(const TestShelf& shelf, const LookRule& rule, const Luck& luck, std::uint32_t n) {
  std::vector<std::int64_t> count(shelf.size() + 1, 0);
  LookScratch scratch;
  for (std::uint32_t buyer = 0; buyer < n; ++buyer) ++count[choose_once(shelf, rule, luck, buyer, scratch)];
  return count;
}

}  // namespace townsquare::testing
