#include <algorithm>
#include <set>

#include "run_program.hpp"

using namespace townsquare;
using namespace townsquare::test;
using Catch::Matchers::Contains;

namespace {

// What bash would offer after these words, of which the last is being typed.
std::set<std::string> offered(const Bench& bench, const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += " \"" + word + "\"";
  const Said said = bench.shell("bash -c 'source <(\"" TOWNSQUARE_PROGRAM "\" completions bash); COMP_WORDS=(" + list + "); COMP_CWORD=" + std::to_string(words.size() - 1) +
                                "; _townsquare; printf \"%s\\n\" \"${COMPREPLY[@]}\"'");
  CHECK(said.err == "");
  CHECK(said.code == 0);
  std::set<std::string> found;
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) found.insert(line);
  return found;
}

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) found.insert(line.substr(0, line.find('\t')));  // fish adds what a word means
  return found;
}

// What fish would offer for a line.
std::set<std::string> offered_by_fish(const Bench& bench, const std::string& line) {
  const Said said = bench.shell("'" TOWNSQUARE_PROGRAM "' completions fish > ts.fish; HOME=$PWD fish -c 'source ts.fish; complete -C \"" + line + "\"'");
  CHECK(said.err == "");
  return lines_of(said.out);
}

// What zsh would offer for a line: a shell behind a pseudo-terminal is sent the line and a tab, and `compadd` writes down what it is given.
std::set<std::string> offered_by_zsh(const Bench& bench, const std::string& line) {
  bench.write("watch.zsh", R"(zmodload zsh/zpty
zpty z "zsh -f -i"
zpty -w z "fpath=($PWD \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; compadd() { builtin compadd -A found \"\$@\"; [[ -n \$found ]] && print -rl -- \$found >> $PWD/found.txt; builtin compadd \"\$@\"; }"
zpty -w -n z "$1"$'\t'
for try in {1..200}; do [[ -s found.txt ]] && break; sleep .1; done
sleep .2
zpty -d z
)");
  const Said said = bench.shell("'" TOWNSQUARE_PROGRAM "' completions zsh > _townsquare; rm -f found.txt; zsh watch.zsh '" + line + "'; cat found.txt");
  return lines_of(said.out);
}

bool has_shell(const Bench& bench, const std::string& name) { return bench.shell("command -v " + name).code == 0; }

}  // namespace

TEST_CASE("fish completes commands, options, values and names", "[contract]") {
  const Bench bench;
  if (!has_shell(bench, "fish")) return;
  CHECK(offered_by_fish(bench, "townsquare exp") == std::set<std::string>{"explain", "export"});
  CHECK(offered_by_fish(bench, "townsquare run stocksy --repl") == std::set<std::string>{"--replications"});
  CHECK(offered_by_fish(bench, "townsquare describe stocksy --repl").empty());
  CHECK(offered_by_fish(bench, "townsquare explain a b --outcome seller_income_t") == std::set<std::string>{"seller_income_total"});
  CHECK(offered_by_fish(bench, "townsquare compare stocksy-ag") == std::set<std::string>{"stocksy-against-twin"});
}

TEST_CASE("zsh completes commands, options, values and names", "[contract]") {
  const Bench bench;
  if (!has_shell(bench, "zsh")) return;
  CHECK(offered_by_zsh(bench, "townsquare exp") == std::set<std::string>{"explain", "export"});
  CHECK(offered_by_zsh(bench, "townsquare run stocksy --repl") == std::set<std::string>{"--replications"});
  CHECK(offered_by_zsh(bench, "townsquare stress stocksy --only borrowed") == std::set<std::string>{"borrowed_majority"});
  CHECK(offered_by_zsh(bench, "townsquare compare stocksy-ag") == std::set<std::string>{"stocksy-against-twin"});
}

TEST_CASE("bash completes commands", "[contract]") {
  const Bench bench;
  CHECK(offered(bench, {"townsquare", "exp"}) == std::set<std::string>{"explain", "export"});
  CHECK(offered(bench, {"townsquare", ""}).count("run") == 1);
}

TEST_CASE("bash completes the options of a command, and only those", "[contract]") {
  const Bench bench;
  CHECK(offered(bench, {"townsquare", "run", "stocksy", "--repl"}) == std::set<std::string>{"--replications"});
  CHECK(offered(bench, {"townsquare", "describe", "stocksy", "--repl"}).empty());
  CHECK(offered(bench, {"townsquare", "explain", "--"}).count("--plan") == 1);
}

TEST_CASE("bash completes the value of an option by what its word says", "[contract]") {
  const Bench bench;
  CHECK(offered(bench, {"townsquare", "explain", "a", "b", "--outcome", "seller_income_t"}) == std::set<std::string>{"seller_income_total"});
  CHECK(offered(bench, {"townsquare", "new", "bakers", "--template", "photo"}) == std::set<std::string>{"photo-coop"});
  CHECK(offered(bench, {"townsquare", "stress", "stocksy", "--only", "borrowed"}) == std::set<std::string>{"borrowed_majority"});
  bench.write("one file.nc", "");
  CHECK(offered(bench, {"townsquare", "run", "stocksy", "--output", "one"}) == std::set<std::string>{"one file.nc"});
  CHECK(offered(bench, {"townsquare", "run", "stocksy", "--seed", ""}).empty());
}

TEST_CASE("bash completes names by the usage of the command", "[contract]") {
  const Bench bench;
  CHECK(offered(bench, {"townsquare", "describe", "stock"}).count("stocksy") == 1);
  CHECK(offered(bench, {"townsquare", "compare", "stocksy-ag"}) == std::set<std::string>{"stocksy-against-twin"});
  CHECK(offered(bench, {"townsquare", "help", "completio"}) == std::set<std::string>{"completions"});
  CHECK(offered(bench, {"townsquare", "list", "metr"}) == std::set<std::string>{"metrics"});
  CHECK(offered(bench, {"townsquare", "completions", ""}) == std::set<std::string>{"bash", "fish", "zsh"});
}

TEST_CASE("every command and option is in the completions of every shell", "[contract]") {
  const Bench bench;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const Said said = bench.run("completions " + shell);
    CHECK(said.code == 0);
    for (const char* word : {"explain", "merge", "replications", "plan", "no-color"}) CHECK_THAT(said.out, Contains(word));
  }
  const Said said = bench.run("completions tcsh");
  CHECK(said.code == 2);
  CHECK_THAT(said.err, Contains("`bash`, `zsh` and `fish`"));
}
