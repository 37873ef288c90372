#include "scenarios/describe.hpp"

#include "engine/parameter_table.hpp"
#include "tests/scenarios/reading.hpp"
#include "scenarios/prose.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {

std::string clause(const Scenario& scenario, const std::string& heading) {
  for (const Clause& c : clauses_of(scenario))
    if (c.heading == heading) return c.text;
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("values are told as people write them", "[unit]") {
  const auto row = [](Unit unit) { return Parameter{"key", unit, 0, 0, 1e12, "A key.", Evidence::none, ""}; };
  CHECK(readable(6e6, row(Unit::money), "USD") == "60,000 USD");
  CHECK(readable(50, row(Unit::money), "USD") == "0.50 USD");
  CHECK(readable(1.3e8, row(Unit::money), "EUR") == "1.3 M EUR");
  CHECK(readable(1234567, row(Unit::money_per_week), "USD") == "12,345.67 USD/week");
  CHECK(readable(.046, row(Unit::share), "USD") == "4.6 %");
  CHECK(readable(.123456, row(Unit::number), "USD") == "0.1235");
  CHECK(readable(1234567, row(Unit::count), "USD") == "1,234,567");
  CHECK(counted(1, "week") == "1 week");
  CHECK(counted(1200, "seller") == "1,200 sellers");
  CHECK(in_words({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("the fee is told from both sides", "[unit]") {
  CHECK(clause(read("[fees]\ntake_rate = \"46 %\"\n"), "What the platform keeps") ==
        "The platform keeps 46 % of each sale. The seller receives the other 54 %.");
  const Scenario tiered =
      read("[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\nfrom_orders = [0, 101]\n");
  CHECK(has(clause(tiered, "What the platform keeps"),
            "85 % of each sale at first and 80 % from 101 orders on."));
}

TEST_CASE("a fee schedule is told part by part, without what is zero, and then by dates", "[unit]") {
  const std::string head = "[fees]\nrule = \"schedule\"\n";
  CHECK(clause(read(head + "take_rate = \"5 %\"\n"), "What the platform keeps") == "The platform keeps 5 % of each sale.");
  const std::string all = clause(read(head + "take_rate = [\"5 %\", \"6.5 %\"]\neffective_week = [\"0 weeks\", \"195 weeks\"]\nper_order = \"0.40 USD\"\n"
                                             "payment_rate = \"3 %\"\npayment_fixed = \"0.25 USD\"\nlisting_fee = \"0.20 USD\"\nsubscription = \"9.23 USD/week\"\n"
                                             "advertising_rate = \"15 %\"\nadvertised_share = \"10 %\"\nbuyer_fee = \"5.5 %\"\nbuyer_per_order = \"3 USD\"\n"),
                                 "What the platform keeps");
  CHECK(all == "The platform keeps 5 % of each sale. Sellers also pay 0.40 USD for each order, 3 % and 0.25 USD of each order for its payment, 15 % of the "
               "orders that come by advertisements (10 % of all), 0.20 USD for each listing, every 17 weeks and 9.23 USD/week for a place. Buyers pay 5.5 % "
               "of the price and 3 USD for each order on top. From week 196 on, the take rate is 6.5 %.");
}

TEST_CASE("attention is told by size, without what is zero", "[unit]") {
  const Scenario s =
      read("[ranking]\nreputation = \"20 %\"\nsales = \"50 %\"\nnewcomers = \"0 %\"\nrandom = \"30 %\"\n");
  CHECK(clause(s, "Who is shown to buyers") ==
        "The attention of buyers is shared out: 50 % by recent sales, 30 % by lot and 20 % by reputation.");
  CHECK(has(clause(read("[ranking]\nrule = \"lottery\"\n"), "Who is shown to buyers"), "by lot"));
}

TEST_CASE("the way of a fee change names delay, period, quorum, support, timelock, bounds and the whole time",
          "[unit]") {
  const Scenario s = read("[governance.fees]\nvoting_delay = \"2 weeks\"\nvoting_period = \"3 "
                          "weeks\"\ntimelock = \"5 weeks\"\nquorum = \"15 %\"\n"
                          "support = \"60 %\"\nlower_bound = \"5 %\"\nupper_bound = \"20 %\"\nstep = \"2 "
                          "%\"\ncooldown = \"7 weeks\"\n");
  const std::string text = clause(s, "How the fee is changed");
  for (const char* part :
       {"by 2 percentage points", "never below 5 % or above 20 %", "opens 2 weeks after", "lasts 3 weeks",
        "at least 15 % of the members", "more than 60 % of the yes and no", "takes effect 5 weeks later",
        "at least 10 weeks", "waits for 7 weeks"}) {
    INFO(part);
    CHECK(has(text, part));
  }
}

TEST_CASE("an operator's platform has no clause on votes, and says who gets the money", "[unit]") {
  const Scenario s =
      read("[control]\nby = \"operator\"\n[operator]\nrule = \"grow_then_harvest\"\n[surplus]\nrule = "
           "\"investors\"\nreserve_share = \"0 %\"\n");
  CHECK(clause(s, "How the fee is changed").empty());
  CHECK(has(clause(s, "Who owns it and decides"), "5 percentage points higher or lower"));
  CHECK(clause(s, "Where the surplus goes") ==
        "Once a year, 26 weeks of costs are kept in cash. What is left belongs to the investors.");
}

TEST_CASE("the surplus of a co-operative is told part by part", "[unit]") {
  const Scenario s = read("[surplus]\nequally = \"5 %\"\nby_tenure = \"5 %\"\nby_sales = \"90 %\"\n");
  CHECK(has(clause(s, "Where the surplus goes"),
            "90 % by the year's sales, 5 % shared equally and 5 % by weeks of membership"));
}

TEST_CASE("money says how long the start lasts without any sale", "[unit]") {
  CHECK(has(clause(read("[capital]\nstart_cash = \"100 USD\"\n[costs]\nfixed = \"9 USD/week\"\n"), "Money"),
            "lasts for 11 weeks"));
  CHECK(has(clause(read("[capital]\nstart_cash = \"5300 USD\"\n[costs]\nfixed = \"10 USD/week\"\n"), "Money"),
            "lasts for 10.1 years"));
}

TEST_CASE("months beyond whole years and the marketing of an operator count in how long the money lasts", "[unit]") {
  const auto money = [](const std::string& text) { return clause(read(text), "Money"); };
  // 1,200,000 at 8,000 a week: 150 weeks
  const std::string capital = "[capital]\nstart_cash = \"1.2M USD\"\n[costs]\nfixed = \"8000 USD/week\"\n";
  CHECK(has(money(capital), "Without any sale, the money lasts for 2.8 years"));
  // 18,000 a week while there is cash for four quarters (936,000), which ends after 15 weeks; 930,000 last 116 more
  const std::string spend = "[marketing]\nspend = \"10000 USD/week\"\n";
  const std::string operated = money(capital + spend + "[control]\nby = \"operator\"\n");
  CHECK(has(operated, "While it grows it spends 10,000 USD/week on marketing."));
  CHECK(has(operated, "Without any sale, this marketing included, the money lasts for 2.5 years"));
  // members do not spend it
  CHECK_FALSE(has(money(capital + spend), "marketing"));
  CHECK(has(money(capital + spend), "2.8 years"));
}

TEST_CASE("as many unmeasured numbers are told as each run draws", "[contract]") {
  for (const char* control : {"members", "operator", "nobody"}) {
    const Scenario s = read("[control]\nby = \"" + std::string(control) + "\"\n");
    INFO(control);
    CHECK(clause(s, "What nobody has measured").starts_with(std::to_string(uncertain_keys(s).size()) + " numbers"));
  }
}

TEST_CASE("the year of a tiered fee is the platform's own", "[unit]") {
  const Scenario s = read("[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", \"80 %\"]\nfrom_orders = [0, 101]\n");
  CHECK(has(clause(s, "What the platform keeps"), "since the start of the platform's year"));
}

TEST_CASE("unmeasured assumptions are counted, the widest told with their ranges", "[unit]") {
  const Scenario s =
      read("[market]\nneed_rate = { value = \"0.2 /week\", evidence = \"none\", range = [0.01, 50] }\n");
  const std::string text = clause(s, "What nobody has measured");
  CHECK(has(text, "The widest ranges:\n- Needs of a buyer, mean over buyers: 0.002 /week to 10 /week "
                  "(market.need_rate)"));
  CHECK(has(text, "Each run draws them anew"));
  CHECK(has(clause(read("[run]\ndraw_assumptions = \"no\"\n"), "What nobody has measured"),
            "holds them at their values"));
}

TEST_CASE("every rule of every family can be described", "[contract]") {
  for (const FamilySection& family : family_sections()) {
    for (std::size_t row = 0; row < family.rows.size(); ++row) {
      for (double control = 0; control <= 2; ++control) {
        Scenario s = read("");
        s.platforms[0].control = control;
        family.at(s, 0) = {row, default_values(family.rows[row])};
        INFO(family.section << " " << family.rows[row].name);
        CHECK(describe(s).size() > 500);
      }
    }
  }
}

TEST_CASE("a description keeps its width, and numbers keep their units", "[unit]") {
  const std::string text = describe(read("title = \"A shop\"\n"), 60);
  CHECK(text.starts_with("A shop\n======\n"));
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    INFO(line);
    CHECK(line.size() <= 60);
    CHECK_FALSE(line.starts_with("  %"));
    start = end + 1;
  }
}

TEST_CASE("a jury and a moderator are told in sentences", "[unit]") {
  const std::string plain = clause(read("[disputes]\nrule = \"jury\"\n"), "Who judges disputes");
  CHECK(has(plain, "3 jurors, drawn from the members by lot, paid 10 USD each by the platform"));
  CHECK(has(plain, "Votes are open"));
  CHECK(has(plain, "a jury of 2 times as many and one more, 2 times at most"));
  CHECK_FALSE(has(plain, "deposit"));
  const std::string staked =
      clause(read("[disputes]\nrule = \"jury\"\nmost_appeals = 0\nhidden_votes = \"yes\"\nstake = \"50 USD\"\n"), "Who judges disputes");
  CHECK(has(staked, "There is no appeal."));
  CHECK(has(staked, "Nobody sees a vote before all have voted."));
  CHECK(has(staked, "a deposit of 50 USD, and who is outvoted in the end loses 100 %"));
  const std::string moderated = clause(read("[disputes]\nrule = \"moderator\"\n"), "Who judges disputes");
  CHECK(has(moderated, "5 % of the amount, paid by the loser"));
  CHECK(has(moderated, "After 6 weeks without a ruling the seller may release the money alone."));
}
