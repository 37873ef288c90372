// Attacks that cannot do what they want: warnings with their place.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

/// "C049 2:8" of each warning, as one text.
std::string warned(const std::string& text) {
  Diagnostics warnings;
  read(text, {"churn.grace=13 weeks"}, {}, &warnings);  // something of the market, about which nothing else is told
  std::string all;
  for (const Diagnostic& d : warnings) all += (all.empty() ? "" : ", ") + brief(d);
  for (const Diagnostic& d : warnings) CHECK(d.severity == Severity::warning);
  return all;
}

const std::string spending = "[governance.spending]\nbody = \"members\"\n";
const std::string tokens = "[bodies.members]\nrule = \"token\"\n[ownership]\ntokens = 1000\n";

}  // namespace

TEST_CASE("an attack on a decision that nobody takes, without votes or after the end is told", "[contract]") {
  CHECK(warned("[attack]\nrule = \"bribe_voters\"\n") == "C049 2:8");
  CHECK(warned("[attack]\nrule = \"bribe_voters\"\ngoal = \"treasury\"\n") == "C049 3:8");
  CHECK(warned("[attack]\nrule = \"bribe_voters\"\ngoal = \"fee\"\n").empty());
  CHECK(warned(spending + "[attack]\nrule = \"bribe_voters\"\n").empty());
  CHECK(warned("[control]\nby = \"operator\"\n[attack]\nrule = \"flood\"\n") == "C049 4:8");
  CHECK(warned(spending + "[attack]\nrule = \"bribe_voters\"\nweek = \"600 weeks\"\n[run]\nweeks = \"520 weeks\"\n") == "C049 7:9");
  CHECK(warned("[governance.ranking]\nbody = \"members\"\n[attack]\nrule = \"flood\"\ngoal = \"ranking\"\n") == "C049 5:8");
  CHECK(warned("[governance.ranking]\nbody = \"members\"\n[attack]\nrule = \"sellers_cartel\"\ngoal = \"ranking\"\n").empty());
}

TEST_CASE("an attack with tokens needs tokens that can be had and that vote", "[contract]") {
  for (const std::string rule : {"buy_tokens", "borrow_tokens"}) {
    const std::string attack = "[attack]\nrule = \"" + rule + "\"\n";
    CHECK(warned(spending + attack) == "C049 4:8");
    CHECK(warned(spending + "[ownership]\ntokens = 1000\n" + attack) == "C049 6:8");
    CHECK(warned(spending + tokens + "transferable = \"no\"\n" + attack) == "C049 9:8");
    CHECK(warned(spending + tokens + attack).empty());
  }
}

TEST_CASE("a custodian needs custody and a hidden founder needs tokens", "[contract]") {
  const std::string custodian = "[attack]\nrule = \"custodian\"\n", founder = "[attack]\nrule = \"hidden_stake\"\n";
  CHECK(warned(spending + tokens + custodian).empty());
  CHECK(warned(spending + custodian + tokens + "custody_share = \"0 %\"\n") == "C049 9:17");
  CHECK(warned(spending + tokens + founder) == "C049 8:8");
  CHECK(warned(spending + tokens + "workers = 1\nfounders_share = \"20 %\"\n" + founder).empty());
}

TEST_CASE("a budget below the deposit files nothing", "[contract]") {
  const std::string text = spending + "proposal_deposit = \"500 USD\"\n[attack]\nrule = \"flood\"\nbudget = ";
  CHECK(warned(text + "\"499 USD\"\n") == "C049 6:10");
  CHECK(warned(text + "\"500 USD\"\n").empty());
}

TEST_CASE("strangers need votes where proposing takes votes, and new identities need votes by head", "[contract]") {
  CHECK(warned(spending + "proposal_threshold = \"0.1 %\"\n[attack]\nrule = \"flood\"\n") == "C049 5:8");
  CHECK(warned(spending + tokens + "[attack]\nrule = \"identities\"\n") == "C049 8:8");
  CHECK(warned(spending + "[attack]\nrule = \"identities\"\n").empty());
  CHECK(warned("[governance.spending]\nbody = \"board\"\n[attack]\nrule = \"flood\"\n") == "C049 4:8");
  CHECK(warned("[ownership]\nworkers = 3\n[governance.ranking]\nbody = \"workers\"\n[attack]\nrule = \"sellers_cartel\"\ngoal = \"ranking\"\n") == "C049 6:8");
}
