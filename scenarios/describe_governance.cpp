// Clauses about decisions: who decides what, by which process, with what power.
#include <algorithm>
#include <set>

#include "engine/parameter_table/governance.hpp"
#include "scenarios/prose.hpp"

namespace townsquare {
namespace {

/// What a class of decision changes: as a heading, in a list, and in a sentence.
struct ClassWords {
  std::string_view heading, subject, changes;
};
constexpr std::array<ClassWords, n_decision_classes> class_words = {{
    {"How the fee is changed", "the fee", "raise or lower the fee"},
    {"How attention is changed", "attention", "give a criterion more or less of the attention"},
    {"How the court is changed", "the court", "make the court larger or smaller"},
    {"How the sale of data is changed", "the sale of data", "sell more or less of the data"},
    {"How the reserve is changed", "the reserve", "put more or less of the surplus into the reserve"},
    {"How the treasury is spent", "spending", "spend on a project"},
    {"How marketing is changed", "marketing", "spend more or less on marketing"},
    {"How admission is changed", "admission", "accept more or fewer of the applications"},
    {"How moderation is changed", "moderation", "suspend sellers more or less strictly"},
    {"How these rules are changed", "the rules of decision", "change a quorum, a majority or a bound of another decision"},
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

  std::string proposer() const {
    std::string result = capital_first(std::string(body("body").one));
    if (number("proposal_threshold") > 0) result += " with " + text("proposal_threshold") + " of the votes";
    return result + " can propose";
  }

  std::string proposal() const { return "to " + std::string(class_words[class_].changes) + move() + "."; }

  /// All that is not about what is moved: classes in which this is the same share a process.
  std::string course() const {
    std::string result;
    if (number("proposal_deposit") > 0) result = " A proposal needs a deposit of " + text("proposal_deposit") + deposit() + ".";
    if (number("max_live") > 1) result += " " + capital_first(text("max_live")) + " proposals can be under way at one time.";
    return result + voting() + afterwards();
  }

  std::string_view heading() const { return class_words[class_].heading; }
  std::string subject() const { return std::string(class_words[class_].subject); }

private:

  std::string voting() const {
    std::string result = number("voting_delay") == 0 ? " The vote opens at once" : " The vote opens " + text("voting_delay") + " after the proposal";
    result += number("power_at") == 0 ? " for those who are members then, and lasts " + text("voting_period") : " and lasts " + text("voting_period") + "; whatever somebody holds on the day of the count has its vote";
    result += ". " + counting();
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

  /// Who must take part: "of the members", where each has a vote, or "of all votes".
  std::string quorum() const {
    constexpr std::string_view takes_part[] = {"take part", "vote yes or abstain", "vote yes"};
    if (number("quorum") == 0 && number("quorum_number") == 0) return "";
    std::string result = "It counts if at least ";
    if (number("quorum") > 0) result += text("quorum") + " of " + (values_.rule(power_section()) == "one_member_one_vote" ? std::string(body("body").all) : "all votes");
    if (number("quorum_number") > 0) result += (number("quorum") > 0 ? ", and at least " : "") + text("quorum_number") + " votes,";
    if (result.ends_with(',') && number("quorum") == 0) result.pop_back();
    return result + " " + std::string(takes_part[static_cast<std::size_t>(number("quorum_counts"))]);
  }

  std::string counting() const {
    const std::string rule = values_.rule(section_), asked = quorum();
    const std::string least = number("min_approval") > 0 ? " At least " + text("min_approval") + " of all votes must say yes." : "";
    if (rule == "optimistic") return voting_words(values_, section_);
    if (rule != "majority") return (asked.empty() ? "" : asked + ". ") + voting_words(values_, section_) + least;
    return (asked.empty() ? "It passes if" : asked + ", and passes if") + " more than " + text("support") + " of the yes and no votes say yes." + least;
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

Clause clause_of(const std::vector<Process>& group) {
  const Process& first = group[0];
  if (group.size() == 1) return {std::string(first.heading()), first.proposer() + " " + first.proposal() + first.course()};
  std::vector<std::string> subjects;
  std::string text = first.proposer() + ":";
  for (const Process& process : group) {
    subjects.push_back(process.subject());
    text += "\n- " + process.proposal();
  }
  return {"How " + in_words(subjects) + " are decided", text + "\n" + first.course().substr(1)};
}

std::string power_sentence(const Values& values, std::size_t body) {
  const std::string section(electorate_sections[body - 1]);
  std::string text = capital_first(std::string(body_words[body].all)) + ": " + electorate_words(values, section);
  if (values.number(section + ".cap") < 1) text += " Nobody has more than " + values.text(section + ".cap") + " of all votes.";
  return text;
}

std::string board_sentence(const Values& values) {
  return "The board has " + counted(values.number("bodies.board.seats"), "seat") + ", elected by " +
         std::string(body_words[static_cast<std::size_t>(values.number("bodies.board.elected_by"))].all) + " for " + values.text("bodies.board.term") + ".";
}

std::string assembly_sentence(const Values& values) {
  return "The assembly is " + counted_people(values.number("bodies.assembly.size")) + " drawn by lot from " +
         std::string(body_words[static_cast<std::size_t>(values.number("bodies.assembly.drawn_from"))].all) + ", anew every " + values.text("bodies.assembly.term") + ".";
}

}  // namespace

std::vector<Clause> decision_clauses(const Values& values) {
  // classes that share a process are told together
  std::vector<std::vector<Process>> groups;
  for (std::size_t c = 0; c < n_decision_classes; ++c) {
    const Process process(values, c);
    if (!process.is_decided()) continue;
    const auto is_same = [&](const std::vector<Process>& group) { return group[0].proposer() == process.proposer() && group[0].course() == process.course(); };
    const auto group = std::ranges::find_if(groups, is_same);
    if (group == groups.end()) groups.push_back({process});
    else group->push_back(process);
  }
  std::vector<Clause> clauses;
  for (const std::vector<Process>& group : groups) clauses.push_back(clause_of(group));
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
  if (uses(Body::delegates)) sentences.push_back("Delegates vote with the power of those who delegated to them, " + counted_people(values.number("bodies.delegates.most")) + " at most.");
  if (uses(Body::board)) sentences.push_back(board_sentence(values));
  if (uses(Body::assembly)) sentences.push_back(assembly_sentence(values));
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "\n") + std::string(sentences.size() > 1 ? "- " : "") + sentence;
  return text;
}

}  // namespace townsquare
