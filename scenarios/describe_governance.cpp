// Clauses about decisions: who decides what, by which process, with what power.
#include <algorithm>
#include <set>

#include "engine/parameter_table/governance.hpp"
#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

/// What a class of decision changes, as a heading and in a sentence.
struct ClassWords {
  std::string_view heading, changes;
};
constexpr std::array<ClassWords, n_decision_classes> class_words = {{
    {"How the fee is changed", "raise or lower the fee"},
    {"How attention is changed", "give a criterion more or less of the attention"},
    {"How the court is changed", "make the court larger or smaller"},
    {"How the sale of data is changed", "sell more or less of the data"},
    {"How the reserve is changed", "put more or less of the surplus into the reserve"},
    {"How the treasury is spent", "spend on a project"},
    {"How marketing is changed", "spend more or less on marketing"},
    {"How admission is changed", "accept more or fewer of the applications"},
    {"How moderation is changed", "suspend sellers more or less strictly"},
    {"How these rules are changed", "change a quorum, a majority or a bound of another decision"},
}};

struct BodyWords {
  std::string_view one, all;
};
constexpr BodyWords body_words[] = {{"nobody", "nobody"},      {"any member", "the members"},       {"any seller", "the sellers"},   {"any buyer", "the buyers"},
                                    {"any worker", "the workers"}, {"any investor", "the investors"}, {"any delegate", "the delegates"}, {"any of the board", "the board"},
                                    {"any of the assembly", "the assembly"}, {"the guardian", "an outside guardian"}};

std::string capital_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// The keys of one class of decision, in words.
class Process {
public:
  Process(const Values& values, std::size_t c) : values_(values), section_(governance_sections[c]), class_(c) {}

  double number(std::string_view key) const { return values_.number(dotted(section_, key)); }
  std::string text(std::string_view key) const { return values_.text(dotted(section_, key)); }
  const BodyWords& body(std::string_view key) const { return body_words[static_cast<std::size_t>(number(key))]; }
  bool is_decided() const { return number("body") != 0; }

  std::string proposing() const {
    std::string result = capital_first(std::string(body("body").one));
    if (number("proposal_threshold") > 0) result += " with " + text("proposal_threshold") + " of the votes";
    result += " can propose to " + std::string(class_words[class_].changes) + move() + ".";
    if (number("proposal_deposit") > 0) result += " A proposal needs a deposit of " + text("proposal_deposit") + deposit() + ".";
    return result;
  }

  std::string voting() const {
    std::string result = number("voting_delay") == 0 ? " The vote opens at once" : " The vote opens " + text("voting_delay") + " after the proposal";
    result += number("power_at") == 0 ? " for those who are members then" : ", and whatever somebody holds on the day of the count has its vote";
    result += ", and lasts " + text("voting_period") + ". " + counting();
    if (body("second_body").all != "nobody") result += " " + capital_first(std::string(body("second_body").all)) + " must agree in the same way.";
    if (number("late_extension") > 0) result += " If the quorum is only met in the last week, the vote goes on for " + text("late_extension") + ".";
    if (number("early_execution") > 0) result += " It ends as soon as the votes still out cannot turn it.";
    return result;
  }

  std::string afterwards() const {
    std::string result = number("timelock") == 0 ? " A passed change takes effect at once" : " A passed change takes effect " + text("timelock") + " later";
    result += ": in all, a change needs at least " + counted(number("voting_delay") + number("voting_period") + number("timelock"), "week") + ".";
    const std::string veto(body("veto_body").all);
    if (veto == "an outside guardian") result += " Until then an outside guardian may stop it.";
    else if (veto != "nobody") result += " Until then " + veto + " may stop it, if " + text("objection_share") + " of their votes object.";
    if (number("cooldown") > 0) result += " After a decision, the next proposal waits for " + text("cooldown") + ".";
    return result;
  }

private:
  std::string move() const {
    const auto subject = static_cast<DecisionClass>(class_);
    if (subject == DecisionClass::spending) return ", for up to " + text("upper_bound") + " of the cash";
    if (subject == DecisionClass::amendment) return "";
    std::string step = text("step");
    const bool is_share = step.ends_with(" %");
    if (is_share) {
      step.resize(step.size() - 2);
      step += step == "1" ? " percentage point" : " percentage points";
    }
    return " by " + step + ", never below " + text("lower_bound") + " or above " + text("upper_bound");
  }

  std::string deposit() const {
    const auto burn = static_cast<DepositBurn>(static_cast<int>(number("deposit_burn")));
    if (burn == DepositBurn::never) return ", which comes back in any case";
    return burn == DepositBurn::no_quorum ? ", which is lost without a quorum" : ", which is lost with the vote";
  }

  std::string counting() const {
    const std::string rule = values_.rule(section_);
    std::string result;
    if (number("quorum") > 0) result = "It counts if at least " + text("quorum") + " of " + (values_.rule(power_section()) == "one_member_one_vote" ? std::string(body("body").all) : "all votes") + " take part";
    if (number("quorum_number") > 0) result += (result.empty() ? "It counts if at least " : ", and at least ") + text("quorum_number") + " votes";
    const bool has_quorum = !result.empty();
    if (rule != "majority") return result + (has_quorum ? ". " : "") + values_.plain_rule(section_);
    result += has_quorum ? ", and passes if" : "It passes if";
    result += " more than " + text("support") + " of the yes and no votes say yes.";
    if (number("min_approval") > 0) result += " At least " + text("min_approval") + " of all votes must say yes.";
    return result;
  }

  /// Where the power of the deciding body is defined.
  std::string power_section() const {
    const auto b = static_cast<std::size_t>(number("body"));
    return std::string(electorate_sections[b >= 1 && b <= n_electorates ? b - 1 : 0]);
  }

  const Values& values_;
  std::string section_;
  std::size_t class_;
};

std::string power_sentence(const Values& values, std::size_t body) {
  const std::string section(electorate_sections[body - 1]);
  std::string text = capital_first(std::string(body_words[body].all)) + ": " + values.plain_rule(section);
  if (values.number(section + ".cap") < 1) text += " Nobody has more than " + values.text(section + ".cap") + " of all votes.";
  return text;
}

std::string board_sentence(const Values& values) {
  return "The board has " + counted(values.number("bodies.board.seats"), "seat") + ", elected by " +
         std::string(body_words[static_cast<std::size_t>(values.number("bodies.board.elected_by"))].all) + " for " + values.text("bodies.board.term") + ".";
}

std::string assembly_sentence(const Values& values) {
  return "The assembly is " + counted(values.number("bodies.assembly.size"), "person") + " drawn by lot from " +
         std::string(body_words[static_cast<std::size_t>(values.number("bodies.assembly.drawn_from"))].all) + ", anew every " + values.text("bodies.assembly.term") + ".";
}

}  // namespace

std::vector<Clause> decision_clauses(const Values& values) {
  std::vector<Clause> clauses;
  for (std::size_t c = 0; c < n_decision_classes; ++c) {
    const Process process(values, c);
    if (process.is_decided()) clauses.push_back({std::string(class_words[c].heading), process.proposing() + process.voting() + process.afterwards()});
  }
  return clauses;
}

std::string power_text(const Values& values) {
  std::set<std::size_t> used;
  for (std::size_t c = 0; c < n_decision_classes; ++c)
    for (const char* key : {"body", "second_body", "veto_body"}) used.insert(static_cast<std::size_t>(values.number(dotted(governance_sections[c], key))));
  const auto uses = [&](Body body) { return used.contains(static_cast<std::size_t>(body)); };
  if (uses(Body::board)) used.insert(static_cast<std::size_t>(values.number("bodies.board.elected_by")));
  if (uses(Body::assembly)) used.insert(static_cast<std::size_t>(values.number("bodies.assembly.drawn_from")));
  if (uses(Body::delegates)) used.insert(static_cast<std::size_t>(Body::members));
  std::vector<std::string> sentences;
  for (std::size_t body : used)
    if (body >= 1 && body <= n_electorates) sentences.push_back(power_sentence(values, body));
  if (uses(Body::delegates)) sentences.push_back("Delegates vote with the power of those who delegated to them, " + counted(values.number("bodies.delegates.most"), "person") + " at most.");
  if (uses(Body::board)) sentences.push_back(board_sentence(values));
  if (uses(Body::assembly)) sentences.push_back(assembly_sentence(values));
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "\n") + std::string(sentences.size() > 1 ? "- " : "") + sentence;
  return text;
}

}  // namespace townsquare
