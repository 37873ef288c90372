// Trust, culture and conduct in a description: told when they are there, silent when not.
#include "engine/parameter_table.hpp"
#include "scenarios/describe.hpp"
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {
std::string told(const std::string& text, const std::string& heading) {
  for (const Clause& clause : clauses_of(read(text)))
    if (clause.heading == heading) return clause.text;
  return "";
}
bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }
}  // namespace

TEST_CASE("a description tells of trust, culture and conduct where there is such", "[unit]") {
  for (const char* heading : {"How trust is lost", "What culture does", "What it sells and pays beside"}) CHECK(told("", heading).empty());
  CHECK(has(told("[misconduct]\nwhitewash_rate = \"0.1 /week\"\nwhitewash_cost = \"30 USD\"\n", "How trust is lost"), "it costs 30 USD"));
  CHECK(has(told("[misconduct]\nwash_share = \"5 %\"\n", "How trust is lost"), "5 % of sellers would buy from themselves"));
  CHECK(has(told("[learning]\nasymmetry = 1\nlost_dispute_loss = 0.2\n", "How trust is lost"), "falls faster than it rises"));
  CHECK(has(told("[culture]\nduty = 1\nhonesty = 0.1\n", "What culture does"), "the duty to vote (1) and what sellers deliver (0.1)"));
  CHECK(has(told("[conduct]\nadvertising_load = \"20 %\"\n", "What it sells and pays beside"), "Advertisements fill 20 % of a page"));
  CHECK(has(told("[conduct]\nbuyer_subsidy = \"2 USD\"\n", "What it sells and pays beside"), "Buyers are paid 2 USD for each order in the first 52 weeks"));
}

TEST_CASE("a description says whether a change of the fee was announced", "[unit]") {
  CHECK(has(told("[shocks.fee]\nsize = \"20 %\"\n", "What happens to it"), "without notice"));
  CHECK(has(told("[shocks.fee]\nsize = \"20 %\"\nnotice = \"8 weeks\"\n", "What happens to it"), "in force 8 weeks later"));
}

TEST_CASE("what nobody does is no assumption", "[unit]") {
  const auto draws = [](const std::string& text, std::string_view section) {
    int n = 0;
    for (const UncertainKey& key : uncertain_keys(read(text))) n += key.key.starts_with(section);
    return n;
  };
  for (const char* section : {"culture.", "misconduct.", "conduct."}) CHECK(draws("", section) == 0);
  CHECK(draws("[culture]\nduty = 1\n", "culture.") == 10);
  CHECK(draws("[misconduct]\nwash_share = \"5 %\"\n", "misconduct.") == 2);
  CHECK(draws("[conduct]\nadvertising_load = \"20 %\"\n", "conduct.") == 2);
}
