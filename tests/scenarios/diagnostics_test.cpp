#include "scenarios/diagnostics.hpp"

#include <catch2/catch.hpp>

using namespace townsquare;

namespace {
const Diagnostic typo{"C011",
                      Severity::error,
                      "unknown key `take_rat` in [fees]",
                      {"shop.toml", 14, 3, 8, "  take_rat = \"8 %\""},
                      "what is allowed",
                      "take_rate"};
}

TEST_CASE("a diagnostic shows code, place, line, carets, suggestion and hint", "[unit]") {
  CHECK(render(typo) == "error[C011]: unknown key `take_rat` in [fees]\n"
                        "   --> shop.toml:14:3\n"
                        " 14 |   take_rat = \"8 %\"\n"
                        "    |   ^^^^^^^^ did you mean `take_rate`?\n"
                        "    = what is allowed\n");
}

TEST_CASE("a diagnostic of a whole file shows no line", "[unit]") {
  const Diagnostic missing{"C001", Severity::error, "cannot read `shp.toml`", {"shp.toml", 0, 0, 0, ""},
                           "",     "shop.toml"};
  CHECK(render(missing) ==
        "error[C001]: cannot read `shp.toml`\n --> shp.toml\n  = did you mean `shop.toml`?\n");
}

TEST_CASE("a tab is shown as one blank so that carets stand under the word", "[unit]") {
  Diagnostic d = typo;
  d.at = {"shop.toml", 1, 2, 3, "\tabc = 1"};
  CHECK(render(d).find(" 1 |  abc = 1\n   |  ^^^ ") != std::string::npos);
}

TEST_CASE("colours are escapes that appear on request only", "[unit]") {
  CHECK(render(typo).find('\x1b') == std::string::npos);
  const std::string coloured = render(typo, true);
  CHECK(coloured.find("\x1b[1;31merror[C011]\x1b[0m") == 0);
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') i = coloured.find('m', i);
    else plain += coloured[i];
  }
  CHECK(plain == render(typo));
}

TEST_CASE("several diagnostics end with their count", "[unit]") {
  Diagnostic warning = typo;
  warning.severity = Severity::warning;
  const Diagnostics all = {typo, typo, warning};
  CHECK(render(all).ends_with("2 errors, 1 warning"));
  CHECK(render(Diagnostics{typo}).ends_with("1 error"));
  CHECK(render(Diagnostics{warning}).ends_with("1 warning"));
}

TEST_CASE("an invalid scenario carries all diagnostics and tells them as text", "[unit]") {
  const InvalidScenario invalid({typo, typo});
  CHECK(invalid.diagnostics().size() == 2);
  CHECK(std::string(invalid.what()).ends_with("2 errors"));
}

TEST_CASE("edit distance counts insertions, deletions, replacements and swaps of neighbours", "[unit]") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("take_rat", "take_rate") == 1);
  CHECK(edit_distance("qourum", "quorum") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("Small-Coop", "small_coop") == 0);
}

TEST_CASE("the nearest word is suggested only if it is near", "[unit]") {
  const std::vector<std::string> words = {"take_rate", "take_rates", "keyed", "by"};
  CHECK(nearest_word("take_rat", words) == "take_rate");
  CHECK(nearest_word("take_ratess", words) == "take_rates");
  CHECK(nearest_word("key", words) == "keyed");
  CHECK_FALSE(nearest_word("seed_capital", words));
  CHECK_FALSE(nearest_word("zz", words));
  CHECK_FALSE(nearest_word("", words));
}

TEST_CASE("words are listed with commas and one conjunction", "[unit]") {
  const std::vector<std::string> words = {"a", "b", "c"};
  CHECK(list_words(words) == "`a`, `b` or `c`");
  CHECK(list_words(std::span(words).first(2), "and") == "`a` and `b`");
  CHECK(list_words(std::span(words).first(1)) == "`a`");
}
