// Clauses about the constitution: who owns, who is admitted, attention, disputes, surplus.
#include <algorithm>
#include <cmath>

#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

using Part = std::pair<double, std::string>;

// "60 % by sales and 40 % by lot", largest first, nothing that is zero.
std::string shares_in_words(std::vector<Part> parts) {
  std::erase_if(parts, [](const Part& part) { return part.first == 0; });
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.first > b.first; });
  std::vector<std::string> words;
  const Parameter share{"", Unit::share, 0, 0, 1, "", Evidence::decision, ""};
  for (const Part& part : parts) words.push_back(readable(part.first, share, "") + " " + part.second);
  return in_words(words);
}

// "1 %" of a sale as a change of the fee: 1 percentage point.
std::string points(std::string share) {
  share.resize(share.size() - 2);
  return share + " percentage point" + (share == "1" ? "" : "s");
}

std::string operator_text(const Values& values) {
  const std::string rule = values.rule("operator");
  if (rule != "grow_then_harvest" && rule != "published_schedule") return values.plain_rule("operator");
  std::string text = "At first it grows: until it has " + values.text("operator.target_share") +
                     " of the buyers, for " + values.text("operator.grow_weeks") +
                     " at most, and while it has cash for " +
                     counted(values.number("operator.cash_quarters"), "quarter") + ". ";
  if (rule == "published_schedule") return text + "It keeps to its published fees.";
  return text + "Then it tests a fee that is " + points(values.text("operator.step")) +
         " higher or lower on half of its sellers, every " + values.text("operator.period") +
         ", and keeps what earns more.";
}

std::string jury_text(const Values& values) {
  const auto text = [&](const char* key) { return values.text(dotted("disputes", key)); };
  const auto number = [&](const char* key) { return values.number(dotted("disputes", key)); };
  const bool is_by_lot = text("drawn_by") == "lot";
  std::string all = "A jury decides disputed orders by majority: " + counted(number("jurors"), "juror") +
                    ", drawn from the members " + (is_by_lot ? "by lot" : "by stake") + ", paid " + text("pay") +
                    " each by the " + text("paid_by") + ", in rounds of " + text("weeks_per_round") +
                    "; at most " + counted(number("capacity"), "hearing") + " can begin in a week. ";
  all += text("hidden_votes") == "yes" ? "Nobody sees a vote before all have voted. "
                                       : "Votes are open, so later jurors can follow earlier ones. ";
  if (number("stake") > 0 && number("coherence_payoff") > 0)
    all += "Each seat needs a deposit of " + text("stake") + ", and who is outvoted in the end loses " +
           text("coherence_payoff") + " of it to the others. ";
  if (number("most_appeals") == 0) return all + "There is no appeal.";
  return all + "The loser can appeal to a jury of " + counted(number("appeal_factor"), "time") +
         " as many and one more, " + counted(number("most_appeals"), "time") + " at most.";
}

std::string moderator_text(const Values& values) {
  const auto text = [&](const char* key) { return values.text(dotted("disputes", key)); };
  return "A moderator who holds the third key of the escrow decides disputed orders, in " + text("weeks") +
         " on average, for " + text("fee_fixed") + " and " + text("fee_share") + " of the amount, paid by the " +
         text("paid_by") + ". " + text("competence") + " of rulings are right. After " +
         text("escrow_timeout") + " without a ruling the seller may release the money alone.";
}

std::string tokens_text(const Values& values) {
  const auto share = [&](const char* key) { return values.number(dotted("ownership", key)); };
  const double rest = std::max(0., 1 - share("founders_share") - share("investors_share") - share("treasury_share"));
  // a group without people leaves its tokens in the treasury; the founder is the first worker
  const double founder = share("workers") > 0 ? share("founders_share") : 0, investors = share("investors") > 0 ? share("investors_share") : 0;
  return " There are " + counted(values.number("ownership.tokens"), "token") + ": " +
         shares_in_words({{founder, "with the founder"},
                          {investors, "with investors"},
                          {1 - founder - investors - rest, "in the treasury"},
                          {rest, "with the first members"}}) +
         "; " + (values.number("ownership.transferable") > 0 ? "they can be sold." : "they cannot be sold.");
}

}  // namespace

std::string ownership_text(const Values& values) {
  const std::string by = values.text("control.by");
  if (by == "operator")
    return "An operator runs the platform for profit and sets its rules without asking its users. " +
           operator_text(values);
  if (by == "nobody") return "The rules stay as they are: nobody can change them.";
  std::vector<std::string> owners = {"the sellers it has admitted"};
  if (values.number("ownership.buyers") > 0) owners.push_back("the buyers who joined");
  if (values.number("ownership.workers") > 0) owners.push_back(counted(values.number("ownership.workers"), "worker"));
  if (values.number("ownership.investors") > 0) owners.push_back(counted(values.number("ownership.investors"), "investor"));
  std::string text = "The platform belongs to its members: " + in_words(owners) + ". They change its rules by vote.";
  if (values.number("ownership.buy_in") > 0) text += " Joining costs " + values.text("ownership.buy_in") + ".";
  if (values.number("ownership.tokens") > 0) text += tokens_text(values);
  return text;
}

std::string admission_text(const Values& values) {
  std::string text = values.rule("membership") == "curated"
                         ? "Sellers apply, and " + values.text("membership.admission_share") +
                               " of the applications are accepted."
                         : values.plain_rule("membership");
  if (values.number("membership.cap") > 0)
    text += " There are never more than " + counted(values.number("membership.cap"), "seller") + ".";
  return text;
}

std::string attention_text(const Values& values) {
  if (values.rule("ranking") == "lottery")
    return "Who is shown to buyers is decided by lot: every seller has the same chance.";
  if (values.rule("ranking") != "weighted") return values.plain_rule("ranking");
  const auto share = [&](const char* key) { return values.number(dotted("ranking", key)); };
  const double weeks = values.number("ranking.newcomer_weeks");
  std::string text =
      "The attention of buyers is shared out: " +
      shares_in_words({{share("reputation"), "by reputation"},
                       {share("sales"), "by recent sales"},
                       {share("newcomers"), "to sellers who joined in the last " + counted(weeks, "week")},
                       {share("random"), "by lot"},
                       {share("price"), "by low price"}}) +
      ".";
  const double exponent = values.number("ranking.sales_exponent");
  if (share("sales") > 0 && exponent > 1)
    text += " Success feeds on itself: twice the sales bring more than twice that attention.";
  if (share("sales") > 0 && exponent < 1) text += " Twice the sales bring less than twice that attention.";
  return text;
}

std::string dispute_text(const Values& values) {
  if (values.rule("disputes") == "jury") return jury_text(values);
  if (values.rule("disputes") == "moderator") return moderator_text(values);
  if (values.rule("disputes") != "desk") return values.plain_rule("disputes");
  std::string text = "The platform's own staff decide disputed orders, in the order in which they come: " +
                     counted(values.number("disputes.desks"), "desk") + " of " +
                     counted(values.number("disputes.per_desk"), "case") + " a week. " +
                     values.text("disputes.competence") + " of rulings are right.";
  const double bias = values.number("disputes.seller_bias");
  if (bias != 0) text += std::string(" The desk leans to the ") + (bias > 0 ? "seller." : "buyer.");
  return text;
}

std::string surplus_text(const Values& values) {
  const std::string rule = values.rule("surplus");
  if (rule == "keep") return "Nothing is paid out; what is left stays in the reserve.";

  // what is set aside first
  const bool has_reserve = values.number("surplus.reserve_share") > 0;
  std::string text = "Once a year, " + values.text("surplus.cash_floor") + " of costs are kept in cash";
  text += has_reserve
              ? ", and " + values.text("surplus.reserve_share") + " of what was earned goes into a reserve. "
              : std::string(". ");

  // who is paid the rest
  if (rule == "investors") return text + "What is left belongs to the investors.";
  if (rule != "patronage") return text + values.plain_rule("surplus");
  const auto share = [&](const char* key) { return values.number(dotted("surplus", key)); };
  return text + "What is left is paid to the members: " +
         shares_in_words({{share("equally"), "shared equally"},
                          {share("by_tenure"), "by weeks of membership"},
                          {share("by_sales"), "by the year's sales"},
                          {share("by_purchases"), "by the year's purchases"},
                          {share("by_hours"), "by hours worked"},
                          {share("by_tokens"), "by tokens held"},
                          {share("by_capital"), "on capital"}}) +
         ".";
}

}  // namespace townsquare
