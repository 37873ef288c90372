// Values and rules as words in a sentence.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/describe.hpp"
#include "scenarios/sections.hpp"

namespace townsquare {

/// A value for readers: "60,000 USD", "0.50 USD", "8 %", at most four digits of accuracy.
std::string readable(double value, const Parameter& parameter, std::string_view currency);

/// "1 week", "3 weeks", "1,200 sellers".
std::string counted(double n, std::string_view noun);

/// "1 person", "3 people".
std::string counted_people(double n);

/// "a, b and c".
std::string in_words(const std::vector<std::string>& parts);

/// Looks values up by dotted key; asking for a key that the chosen rules do not have is our mistake, not the user's.
class Values {
public:
  explicit Values(const Scenario& scenario) : scenario_(scenario) {}
  double number(std::string_view dotted_key) const;
  std::string text(std::string_view dotted_key) const;

  /// The name of the rule that a section has chosen.
  std::string rule(std::string_view section) const;

  /// What any rule can say of itself: its meaning, then each parameter with its value.
  std::string plain_rule(std::string_view section) const;

  const Scenario& scenario() const { return scenario_; }

private:
  Key key(std::string_view dotted_key) const;
  const Scenario& scenario_;
};

/// How a class of decision counts its votes, by the rule of its section, whichever that is.
std::string voting_words(const Values& values, const std::string& section);

/// What the votes of an electorate are by, after its name: "each has one vote."
std::string electorate_words(const Values& values, const std::string& section);

/// What an attacker does.
std::string attacker_words(const Values& values);

// Clauses, by what they are about.
std::string ownership_text(const Values& values);
std::string admission_text(const Values& values);
std::string fee_text(const Values& values);
std::string attention_text(const Values& values);
std::string dispute_text(const Values& values);
std::string power_text(const Values& values);
std::vector<Clause> decision_clauses(const Values& values);
std::string data_text(const Values& values);
std::string moderation_text(const Values& values);
std::string attack_text(const Values& values);

/// How trust is lost and abused; empty: nothing beside the defaults.
std::string trust_text(const Values& values);

/// What culture does; empty: nothing.
std::string culture_text(const Values& values);

/// Advertisements and subsidies; empty: none.
std::string conduct_text(const Values& values);

/// The shocks that a scenario asks for, one to a line; empty: none.
std::string shocks_text(const Values& values);
std::string surplus_text(const Values& values);
std::string money_text(const Values& values);
std::string market_text(const Values& values);
std::string unmeasured_text(const Values& values);

}  // namespace townsquare
