// What is remembered of wrongs, who cheats, what culture does, and what a platform does beside its rules, as sentences.
#include "scenarios/prose.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {
namespace {

void add(std::string& text, const std::string& sentence) { text += (text.empty() ? "" : " ") + sentence; }

}  // namespace

std::string trust_text(const Values& values) {
  std::string text;
  const auto has = [&](const char* key) { return values.number(key) > 0; };
  if (has("learning.asymmetry"))
    add(text, "Trust falls faster than it rises: a visit worse than expected weighs " + values.text("learning.asymmetry") + " times its weight more.");
  if (has("learning.lost_dispute_loss")) add(text, "A buyer who loses a dispute, rightly or not, expects " + values.text("learning.lost_dispute_loss") + " less of a visit, in units of utility.");
  if (has("churn.unannounced_rise"))
    add(text, "When a fee rises without vote or notice, sellers leave at a hazard of " + values.text("churn.unannounced_rise") + " times the rise, as a share of the sale.");
  if (has("misconduct.whitewash_rate"))
    add(text, "Dishonest sellers whose reputation is worse than a newcomer's think of a new name (" + values.text("misconduct.whitewash_rate") + "); it costs " +
                  values.text("misconduct.whitewash_cost") + ", and they take it when the old one costs them more within " + values.text("misconduct.whitewash_horizon") + ".");
  if (has("misconduct.wash_share"))
    add(text, values.text("misconduct.wash_share") + " of sellers would buy from themselves, " + values.text("misconduct.wash_orders") +
                  " orders a week each, and do so when what the platform gives for an order exceeds its fee.");
  return text;
}

std::string culture_text(const Values& values) {
  const auto has = [&](const char* key) { return values.number(key) > 0; };
  if (!values.scenario().culture.is_felt()) return "";
  std::vector<std::string> effects;
  if (has("culture.duty")) effects.push_back("the duty to vote (" + values.text("culture.duty") + ")");
  if (has("culture.honesty")) effects.push_back("what sellers deliver (" + values.text("culture.honesty") + ")");
  if (has("culture.word_of_mouth")) effects.push_back("word of mouth (" + values.text("culture.word_of_mouth") + ")");
  return "Culture, a number from 0 to 1 that begins at " + values.text("culture.start") + ", raises " + in_words(effects) +
         " above one half and lowers it below. It follows turnout, disputes, churn, juries and promises kept or broken, by " + values.text("culture.speed") +
         " of the way. All its numbers are assumptions.";
}

std::string conduct_text(const Values& values) {
  std::string text;
  const auto has = [&](const char* key) { return values.number(key) > 0; };
  if (has("conduct.advertising_load"))
    add(text, "Advertisements fill " + values.text("conduct.advertising_load") + " of a page; a full page would earn " + values.text("conduct.advertising_price") +
                  " a visit and cost the visitor " + values.text("conduct.advertising_cost") + " in utility.");
  const std::string end = " for each order in the first " + values.text("conduct.subsidy_length") + ", while the platform grows.";
  if (has("conduct.buyer_subsidy")) add(text, "Buyers are paid " + values.text("conduct.buyer_subsidy") + end);
  if (has("conduct.seller_subsidy")) add(text, "Sellers are paid " + values.text("conduct.seller_subsidy") + end);
  if (has("conduct.reweighting"))
    add(text, "Every " + values.text("conduct.reweighting_every") + " the operator moves " + values.text("conduct.reweighting") + " of all attention from one criterion of its ranking to another, and tells nobody.");
  if (has("technology.order_cost")) add(text, "Each order costs its buyer " + values.text("technology.order_cost") + " beside, paid to others.");
  if (has("technology.vote_cost")) add(text, "Each ballot costs whoever casts it " + values.text("technology.vote_cost") + ", paid to others.");
  return text;
}

}  // namespace townsquare
