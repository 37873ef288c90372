// One test for each message of the reader: where it points, and what it suggests.
#include "tests/scenarios/reading.hpp"

using namespace townsquare;
using namespace townsquare::test;

namespace {
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

// ---- text

TEST_CASE("a value with a unit but without quotes is told how to be written", "[contract]") {
  const Diagnostic d = problem_of("[fees]\ntake_rate = 8%\n");
  CHECK(brief(d) == "C002 2:14");
  CHECK(d.hint == "text and values with a unit need quotes: write `take_rate = \"8 %\"`");
  CHECK(d.at.source_line == "take_rate = 8%");
  CHECK(has(problem_of("[run]\nweeks = 26 weeks # long\n").hint, "write `weeks = \"26 weeks\"`"));
  CHECK(has(problem_of("[run]\nluck = keyed\n").hint, "write `luck = \"keyed\"`"));
  CHECK(has(problem_of("[costs]\nfixed = 30USD/week\n").hint, "write `fixed = \"30 USD/week\"`"));
}

TEST_CASE("other slips of syntax get a hint of their own", "[contract]") {
  CHECK(has(problem_of("[run]\nweeks: 3\n").hint, "put `=` between"));
  CHECK(has(problem_of("[run]\nweeks\n").hint, "a line is `key = value`"));
  CHECK(has(problem_of("[run]\nweeks =\n").hint, "write a value after `=`"));
  CHECK(has(problem_of("[run]\nluck = \"keyed\n").hint, "the text is not closed"));
  CHECK(has(problem_of("[run]\nluck = \xe2\x80\x9ckeyed\xe2\x80\x9d\n").hint, "straight quotes"));
  CHECK(has(problem_of("[market]\nbuyers = 1,200\n").hint, "write numbers without `,`"));
  CHECK(has(problem_of("[market]\nappeal = .5\n").hint, "write a digit before the point: 0.5"));
  CHECK(has(problem_of("[market]\nneed rate = 1\n").hint, "words are joined by `_`"));
  CHECK(has(problem_of("[run\nweeks = \"3 weeks\"\n").hint, "a section is written [name]"));
  CHECK(
      has(problem_of("[fees]\nrule = \"tiered\"\ntake_rates = [\"1 %\" \"2 %\"]\n").hint, "commas between"));
  CHECK(has(problem_of("[run]\nweeks = \"3 weeks\" luck = \"keyed\"\n").hint, "one key on each line"));
  CHECK(has(problem_of("[costs]\nfixed = { value = 3 USD }\n").hint, "values in braces"));
}

TEST_CASE("a header that does not start with a name is an error of syntax, not an end of the program", "[contract]") {
  for (const char* header : {"[.fees]", "[=]", "[ #fees]", "[[.fees]]", "[\xc3\xa9]"}) {
    INFO(header);
    const Diagnostics problems = problems_of("[run]\nweeks = 3\n" + std::string(header) + "\ntake_rate = \"8 %\"\n");
    REQUIRE(problems.size() == 2);
    CHECK(brief(problems[0]) == "C021 2:9");
    CHECK(problems[1].code == "C002");
    CHECK(problems[1].at.line == 3);
    CHECK(has(problems[1].hint, "a section is written [name]"));
  }
}

TEST_CASE("a key set twice in one file points to its second place and names the first", "[contract]") {
  const Diagnostic d =
      problem_of("[fees]\ntake_rate = \"8 %\"\n[run]\nweeks = \"3 weeks\"\n\n  weeks = \"4 weeks\"\n");
  CHECK(brief(d) == "C003 6:3");
  CHECK(d.message == "`weeks` is set twice in this file");
  CHECK(d.hint == "set first on line 4; keep one of them");
  CHECK(d.at.length == 5);
}

TEST_CASE("a section that stands twice in one file is told as such", "[contract]") {
  const Diagnostic d = problem_of("[fees]\ntake_rate = \"8 %\"\n[run]\n[fees]\n");
  CHECK(brief(d) == "C003 4:1");
  CHECK(d.message == "the section [fees] is set twice in this file");
  CHECK(d.hint == "set first on line 1; keep one of them");
}

TEST_CASE("lines that cannot be read do not hide the errors of the others", "[contract]") {
  const Diagnostics problems =
      problems_of("[fees]\ntake_rate = 8%\n[run]\nweeks = 3\nluck = keyed\n[market]\nbuyer = 3\n");
  REQUIRE(problems.size() == 4);
  CHECK(brief(problems[0]) == "C002 2:14");
  CHECK(brief(problems[1]) == "C021 4:9");
  CHECK(brief(problems[2]) == "C002 5:8");
  CHECK(brief(problems[3]) == "C011 7:1 buyers");
}

TEST_CASE("a broken list of several lines is reported once", "[contract]") {
  CHECK(problems_of("[fees]\nrule = \"tiered\"\ntake_rates = [\n  8%,\n  9%,\n]\n").size() == 1);
}

// ---- keys

TEST_CASE("a typing error in fees.take_rate is found and mended", "[contract]") {
  const Diagnostic d = problem_of("title = \"A\"\n[fees]\nrule = \"take_rate\"\ntake_rat = \"8 %\"\n");
  CHECK(brief(d) == "C011 4:1 take_rate");
  CHECK(d.message == "unknown key `take_rat` in [fees]");
  CHECK(d.hint == "take_rate: Share of each sale that the platform keeps. Allowed: from 0 % to 95 %");
  CHECK(d.at.file == "shop.toml");
  CHECK(d.at.length == 8);
}

TEST_CASE("an unknown key without a near word is answered with the keys of its section", "[contract]") {
  const Diagnostic d = problem_of("[capital]\ngold = 3\n");
  CHECK(brief(d) == "C011 2:1");
  CHECK(d.hint == "[capital] takes `start_cash`");
}

TEST_CASE("a key in the wrong section is sent home", "[contract]") {
  const Diagnostic d = problem_of("[market]\nstart_cash = \"3 USD\"\n");
  CHECK(brief(d) == "C011 2:1");
  CHECK(d.hint == "`start_cash` belongs to `capital`");
}

TEST_CASE("a key above all sections is sent to its section", "[contract]") {
  CHECK(brief_problem("take_rate = \"8 %\"\n") == "C011 1:1");
  CHECK(has(problem_of("take_rate = \"8 %\"\n").hint, "`take_rate` belongs to `fees`"));
  CHECK(brief_problem("titel = \"A\"\n") == "C011 1:1 title");
  CHECK(brief_problem("governance.quorum = \"8 %\"\n") == "C011 1:12");
}

TEST_CASE("an unknown section is reported once, under its whole name", "[contract]") {
  const Diagnostic d = problem_of("[govrnance.fees]\nquorum = 3\nnonsense = 4\n");
  CHECK(brief(d) == "C010 1:2 governance.fees");
  CHECK(d.message == "unknown section [govrnance.fees]");
  CHECK(d.at.length == 14);
  CHECK(brief_problem("[fee]\n") == "C010 1:2 fees");
  CHECK(brief_problem("[fees.more]\n") == "C010 1:7");
}

TEST_CASE("a section written as a key or as a list of tables is told how to be written", "[contract]") {
  CHECK(brief_problem("fees = \"8 %\"\n") == "C020 1:1");
  CHECK(has(problem_of("[[fees]]\n").hint, "single brackets"));
}

TEST_CASE("an unknown rule is answered with the rules of the family", "[contract]") {
  const Diagnostic d = problem_of("[ranking]\nrule = \"wieghted\"\nsales = \"30 %\"\n");
  CHECK(brief(d) == "C012 2:8 weighted");
  CHECK(has(d.hint, "rules of [ranking]: `weighted`, `lottery`"));
  CHECK(brief_problem("[ranking]\nrule = 3\n") == "C020 2:8");
}

TEST_CASE("keys beside an unknown rule are not judged", "[contract]") {
  CHECK(brief_problem("[fees]\nrule = \"tierd\"\ntake_rates = [\"8 %\"]\n") == "C012 2:8 tiered");
}

TEST_CASE("a key of another rule of the family names that rule", "[contract]") {
  const Diagnostic d = problem_of("[fees]\nrule = \"take_rate\"\ntake_rates = [\"8 %\"]\n");
  CHECK(brief(d) == "C013 3:1");
  CHECK(d.message == "`take_rates` belongs to rule `tiered`; this section has rule `take_rate`");
  CHECK(has(d.hint, "write rule = \"tiered\""));
}

// ---- values

TEST_CASE("a value of the wrong type is told what it should be", "[contract]") {
  CHECK(brief_problem("[run]\nweeks = true\n") == "C020 2:9");
  CHECK(problem_of("[run]\nweeks = true\n").message == "`weeks` is a time in weeks, not `true`");
  CHECK(problem_of("[run]\nweeks = 2026-01-01\n").message == "`weeks` is a time in weeks, not a date");
  CHECK(problem_of("[run]\nweeks = [\"3 weeks\"]\n").message == "`weeks` is a time in weeks, not a list");
  CHECK(problem_of("[run]\nluck = 3\n").message == "`luck` is a word, not a number");
  CHECK(problem_of("[market]\nbuyers = \"200\"\n").hint == "write 200 without quotes");
  CHECK(problem_of("title = 3\n").message == "`title` is text");
}

TEST_CASE("a missing unit points to the value", "[contract]") {
  const Diagnostic d = problem_of("[fees]\ntake_rate = 0.08\n");
  CHECK(brief(d) == "C021 2:13");
  CHECK(d.message == "`take_rate` needs a unit");
  CHECK(d.hint == "write `\"8 %\"`");
  CHECK(d.at.length == 4);
}

TEST_CASE("a wrong unit names what is expected", "[contract]") {
  const Diagnostic d = problem_of("[fees]\ntake_rate = \"8 USD\"\n");
  CHECK(brief(d) == "C022 2:13");
  CHECK(d.hint == "`take_rate` is a share, written like \"8 %\"");
}

TEST_CASE("a value out of range names the range in its own unit", "[contract]") {
  const Diagnostic d = problem_of("[fees]\ntake_rate = \"180 %\"\n");
  CHECK(brief(d) == "C023 2:13");
  CHECK(d.message == "`take_rate` cannot be 180 %");
  CHECK(d.hint == "allowed: from 0 % to 95 %");
  CHECK(brief_problem("[market]\nappeal = nan\n") == "C023 2:10");
  CHECK(brief_problem("[market]\nappeal = inf\n") == "C023 2:10");
}

TEST_CASE("numbers without end and numbers too large to read are out of range", "[contract]") {
  const auto told = [](const std::string& line) {
    const Diagnostic d = problem_of("[market]\n" + line + "\n");
    CHECK(d.code == "C023");
    CHECK(d.hint.starts_with("allowed: from "));
    return d.message;
  };
  CHECK(told("outside_value = inf") == "`outside_value` cannot be inf");
  CHECK(told("outside_value = -inf") == "`outside_value` cannot be -inf");
  CHECK(told("price_sensitivity = nan") == "`price_sensitivity` cannot be nan");
  CHECK(told("buyers = 99999999999999999999").starts_with("`buyers` cannot be 1e20"));
  CHECK(told("buyers = -99999999999999999999").starts_with("`buyers` cannot be -1e20"));
  CHECK(brief_problem("", {"market.buyers=99999999999999999999"}) == "C023 1:15");
  const Diagnostic d = problem_of("[market]\nbuyers = 99999999999999999999  # very many\n");
  CHECK(d.at.length == 20);
  CHECK(d.at.source_line == "buyers = 99999999999999999999  # very many");
}

TEST_CASE("counts and weeks must be whole", "[contract]") {
  CHECK(brief_problem("[market]\nbuyers = 10.5\n") == "C024 2:10");
  CHECK(brief_problem("[run]\nweeks = \"2.5 weeks\"\n") == "C024 2:9");
  CHECK(read("[run]\nweeks = \"0.5 years\"\n").run.weeks == 26);
}

TEST_CASE("an unknown word of a choice is answered with its words", "[contract]") {
  const Diagnostic d = problem_of("[run]\nluck = \"kyed\"\n");
  CHECK(brief(d) == "C025 2:8 keyed");
  CHECK(d.hint == "allowed: `inversion` or `keyed`");
}

TEST_CASE("a list that is empty or too long is refused", "[contract]") {
  const std::string head = "[fees]\nrule = \"tiered\"\nfrom_orders = ";
  CHECK(brief_problem(head + "[]\n") == "C026 3:15");
  CHECK(brief_problem(head + "[0, 1, 2, 3, 4, 5, 6, 7, 8]\n") == "C026 3:15");
}

TEST_CASE("each wrong element of a list is reported at its place", "[contract]") {
  const Diagnostics problems =
      problems_of("[fees]\nrule = \"tiered\"\ntake_rates = [\"85 %\", 80, \"99 %\"]\n");
  REQUIRE(problems.size() == 2);
  CHECK(brief(problems[0]) == "C021 3:23");
  CHECK(brief(problems[1]) == "C023 3:27");
}

TEST_CASE("marks of evidence are checked", "[contract]") {
  const auto marked = [](const std::string& braces) {
    return brief_problem("[churn]\ngrace = " + braces + "\n");
  };
  CHECK(marked("{ evidence = \"weak\" }") == "C027 2:9");
  CHECK(marked("{ value = \"13 weeks\", evidence = \"week\" }") == "C027 2:42 weak");
  CHECK(marked("{ value = \"13 weeks\", range = [2, 3] }") == "C027 2:39");
  CHECK(marked("{ value = \"13 weeks\", range = [0, 3] }") == "C027 2:39");
  CHECK(marked("{ value = \"13 weeks\", range = [0.5] }") == "C027 2:39");
  CHECK(marked("{ value = \"13 weeks\", range = \"wide\" }") == "C027 2:39");
  CHECK(marked("{ value = \"13 weeks\", source = 3 }") == "C027 2:40");
  CHECK(marked("{ value = \"13 weeks\", sorce = \"us\" }") == "C027 2:31 source");
  CHECK(marked("{ value = \"13 weeks\", evidence = \"weak\", range = [0.5, 2] }") == "C027 2:50");
  CHECK(marked("{ value = 13, evidence = \"weak\" }") == "C021 2:19");
  CHECK(brief_problem("[fees]\ntake_rate = { value = \"8 %\", evidence = \"none\" }\n") == "C027 2:13");
}

TEST_CASE("a currency is three capital letters", "[contract]") {
  CHECK(brief_problem("currency = \"dollars\"\n") == "C028 1:12");
}

TEST_CASE("all errors of a file come at once, in the order of its lines", "[contract]") {
  const Diagnostics problems =
      problems_of("titel = \"A\"\n[fees]\ntake_rat = \"8 %\"\n[runs]\n[run]\nweeks = 3\nluck = "
                  "\"key\"\n[market]\nbuyers = -1\nbuyers = 2\n[ranking]\nrule = \"lotery\"\n");
  std::vector<std::string> briefs;
  for (const Diagnostic& d : problems) briefs.push_back(brief(d));
  CHECK(briefs == std::vector<std::string>{"C011 1:1 title", "C011 3:1 take_rate", "C010 4:2 run", "C021 6:9",
                                           "C025 7:8 keyed", "C023 9:10", "C003 10:1", "C012 12:8 lottery"});
}
