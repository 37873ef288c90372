// One visit to the shop: what a buyer sees, and what it takes.
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "engine/behaviour/choice/multinomial_logit.hpp"
#include "engine/simulate.hpp"

namespace townsquare {

/// What a buyer examines on a visit: sellers that it was shown, and behind them those that it remembers and looks up.
struct Page {
  Examined examined;
  std::size_t n_shown = 0;
  std::array<std::uint32_t, most_shown> seller;  // ids of what was examined
  std::array<float, most_shown> leaning;         // utility and loyalty, by which it chooses; filled where buyers remember sellers
};

/// Looks at a platform's shop for a need of this week. The same page comes back whenever it is opened again this week.
void open_page(const World& world, std::size_t platform, std::uint32_t buyer, std::uint32_t need, LookScratch& scratch, Page& page);

/// Chooses from a page; `word`: luck, not used where it is keyed by seller. What the choice is worth is counted without loyalty.
Choice choose_from(const World& world, std::size_t platform, std::uint32_t buyer, std::uint32_t need, std::uint32_t word, const Page& page);

/// What a visit is worth in money, minor units; 0 for a buyer who does not mind prices.
inline Cents money_worth(const BuyerRecord& buyer, float worth) {
  return buyer.price_sensitivity > 0 ? static_cast<Cents>(worth / buyer.price_sensitivity * 100) : 0;
}

/// Sellers with more orders than they can serve turn the rest away, by lot; who is turned away goes back to its page and takes another seller or
/// none. Nothing where capacity has no limit.
void serve(World& world, std::size_t platform);

}  // namespace townsquare
