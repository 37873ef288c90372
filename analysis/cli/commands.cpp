#include "analysis/cli/command.hpp"

#include <algorithm>

namespace townsquare {
namespace {

constexpr std::size_t any_number = 1000;

const Command table[] = {
    {"new", "write a constitution to begin with, each line explained", "NAME --template TEMPLATE",
     "  townsquare new bakers --template small-coop\n"
     "  townsquare new lenses --template photo-coop\n",
     {"template"}, 1, 1, new_command},
    {"check", "tell what is wrong with a constitution before anything is run", "SCENARIO [LAYER ...] [options]",
     "  townsquare check small-coop\n"
     "  townsquare check token-market --set \"governance.fees.quorum=60 %\"\n",
     {"set", "reference", "no-color"}, 0, any_number, check_command},
    {"run", "run one scenario again and again, each time on other luck", "SCENARIO [LAYER ...] [options]",
     "  townsquare run stocksy\n"
     "  townsquare run token-market attacks/buy-tokens --set governance.spending.body=members\n"
     "  townsquare run stocksy --replications 20 --set \"fees.take_rate=40 %\" --output lower-fee.nc\n"
     "  townsquare run stocksy --fork-at 104 --set \"governance.fees.quorum=50 %\"\n",
     {"replications", "seed", "threads", "weeks", "fork-at", "set", "output", "continue", "force", "plan", "json", "quiet", "no-color"},
     1, any_number, run_command},
    {"compare", "run several scenarios on the same luck and tell their differences",
     "COMPARISON | BASELINE OTHER [OTHER ...] [options]",
     "  townsquare compare stocksy-against-twin\n"
     "  townsquare compare stocksy photo-operator --replications 50 --output two.nc\n"
     "  townsquare compare stocksy its-amendment.toml --fork-at 104\n",
     {"replications", "seed", "threads", "weeks", "fork-at", "set", "output", "continue", "force", "plan", "json", "quiet", "no-color"},
     1, any_number, compare_command},
    {"explain", "tell which clause makes the difference between two scenarios, and what would reverse the answer", "SCENARIO OTHER [options]",
     "  townsquare explain small-coop.toml ours.toml\n"
     "  townsquare explain stocksy photo-operator --outcome buyer_surplus_total --plan\n",
     {"outcome", "replications", "seed", "threads", "weeks", "set", "output", "continue", "force", "plan", "json", "quiet", "no-color"}, 2, 2, explain_command},
    {"stress", "try what could go wrong: which shocks break what a scenario promises, and at what size", "SCENARIO [LAYER ...] [options]",
     "  townsquare stress small-coop.toml\n"
     "  townsquare stress token-market --only borrowed_majority --only C2\n",
     {"only", "at", "plan", "replications", "seed", "threads", "weeks", "set", "output", "continue", "force", "json", "quiet", "no-color"},
     1, any_number, stress_command},
    {"list", "list what comes with the program: scenarios, their parts, metrics", "[KIND]",
     "  townsquare list\n"
     "  townsquare list metrics\n"
     "  townsquare list --pages docs/catalogue\n",
     {"json", "pages"}, 0, 1, list_command},
    {"describe", "tell a scenario in plain English, or beside another, or print it as one file", "SCENARIO [LAYER ...] [options]",
     "  townsquare describe stocksy\n"
     "  townsquare describe stocksy --diff token-market\n",
     {"toml", "diff", "set", "no-color"}, 1, any_number, describe_command},
    {"schema", "print the JSON Schema of scenario files, for editors", "[--reference]",
     "  townsquare schema > townsquare.schema.json\n"
     "  townsquare schema --reference > keys.md\n",
     {"reference"}, 0, 0, schema_command},
    {"export", "print a result file as CSV", "FILE [options]",
     "  townsquare export stocksy.nc --metric gmv --metric take_rate > weekly.csv\n"
     "  townsquare export stocksy.nc --outcomes > runs.csv\n",
     {"metric", "outcomes", "arm"}, 1, 1, export_command},
    {"rerun", "run one replication of a result file again and compare it bit for bit",
     "FILE --replication N [options]",
     "  townsquare rerun stocksy.nc --replication 17\n"
     "  townsquare rerun stocksy-against-twin.nc --replication 17 --arm stocksy --trace\n"
     "  townsquare rerun stocksy.nc --replication 17 --fork-at 104 --set \"fees.take_rate=40 %\"\n",
     {"replication", "arm", "trace", "fork-at", "set", "threads", "json"}, 1, 1, rerun_command},
    {"verify", "check that the record of events of a result file is what was written", "FILE [--json]",
     "  townsquare verify stocksy.nc\n"
     "  townsquare verify stocksy.nc --json\n",
     {"json"}, 1, 1, verify_command},
    {"report", "write a page for members from result files, with charts, to be opened in any browser", "RESULT [STRESS | EXPLAIN ...] [--output FILE]",
     "  townsquare report stocksy-against-twin.nc\n"
     "  townsquare report bakers.nc bakers-stress.nc why.json --output bakers.html\n",
     {"output", "force", "quiet"}, 1, 3, report_command},
    {"sweep", "run a study over many points, or one part of it; runs that are there are not run again", "STUDY [options]",
     "  townsquare sweep fees.toml --folder fees\n"
     "  townsquare sweep fees.toml --shard 7/200\n",
     {"folder", "shard", "threads", "batch", "plan", "json", "quiet"}, 1, 1, sweep_command},
    {"merge", "put the shards of a study's folder together in one", "FOLDER",
     "  townsquare merge fees\n"
     "  townsquare merge fees --quiet\n",
     {"quiet"}, 1, 1, merge_command},
    {"slurm", "print a job script that runs a study as a Slurm array, to edit and submit", "STUDY [options]",
     "  townsquare slurm fees.toml --shards 200 > fees.sbatch\n"
     "  townsquare slurm fees.toml --shards 50 --folder /scratch/fees > fees.sbatch\n",
     {"folder", "shards", "threads"}, 1, 1, slurm_command},
    {"doctor", "tell whether the program can work here, and what memory a run needs", "[SCENARIO [LAYER ...]] [options]",
     "  townsquare doctor\n"
     "  townsquare doctor stocksy\n",
     {"set", "json"}, 0, any_number, doctor_command},
    {"completions", "print what makes a shell complete commands and options", "bash | zsh | fish",
     "  source <(townsquare completions bash)\n"
     "  townsquare completions fish > ~/.config/fish/completions/townsquare.fish\n",
     {}, 1, 1, completions_command},
    {"help", "tell about a command", "[COMMAND]",
     "  townsquare help\n"
     "  townsquare help compare\n",
     {}, 0, 1, help_command},
};

} // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
  const auto row = std::ranges::find(table, name, &Command::name);
  return row == std::end(table) ? nullptr : row;
}

} // namespace townsquare
