// Data, moderation and attackers in a description: told when they are there, silent when not.
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
}  // namespace

TEST_CASE("a description tells whose data is sold, who is suspended and who attacks, where there is such", "[unit]") {
  for (const char* heading : {"Whose data is sold", "Who is suspended", "Who attacks it"}) CHECK(told("", heading).empty());
  CHECK(told("[data]\nsold_share = \"50 %\"\nconsent = \"opt_out\"\n", "Whose data is sold").find("50 % of the data of buyers who have not opted out") != std::string::npos);
  CHECK(told("[moderation]\nstrictness = \"40 %\"\n", "Who is suspended").find("after a hearing of 4 weeks") != std::string::npos);
  CHECK(told("[moderation]\nstrictness = \"40 %\"\ndue_process = \"no\"\n", "Who is suspended").find("at once") != std::string::npos);
  const std::string attack = told("[attack]\nrule = \"identities\"\nweek = \"30 weeks\"\n", "Who attacks it");
  CHECK(attack.find("From week 30 on") != std::string::npos);
  CHECK(attack.find("after the money of the platform") != std::string::npos);
}
