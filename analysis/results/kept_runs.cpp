#include "analysis/results/kept_runs.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/results/build_stamp.hpp"
#include "analysis/results/event_chain.hpp"
#include "analysis/results/result_file.hpp"
#include "analysis/results/whole_file.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::json;
constexpr const char* format = "townsquare-unfinished";

// JSON has no NaN: it is null there.
double number_of(const Json& value) { return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>(); }

}  // namespace

std::string question_of(std::span<const std::string> texts) {
  const BuildStamp here = build_stamp();
  std::string all = here.version + "\n" + here.git_revision;
  for (const std::string& text : texts) all += "\n" + std::to_string(text.size()) + "\n" + text;
  return hex_text(sha256({reinterpret_cast<const std::uint8_t*>(all.data()), all.size()}));
}

std::filesystem::path unfinished_path(const std::filesystem::path& output) { return output.string() + ".unfinished"; }

void write_kept_runs(const std::filesystem::path& output, const KeptRuns& kept) {
  const Json document = {{"format", format}, {"question", kept.question}, {"n_replications", kept.n_replications}, {"runs", kept.runs}};
  write_whole_file(unfinished_path(output), document.dump() + "\n");
}

KeptRuns read_kept_runs(const std::filesystem::path& output) {
  const std::filesystem::path path = unfinished_path(output);
  std::ifstream file(path);
  if (!file) throw ResultFileError("cannot continue: there is no " + path.string() + ", which a command that is stopped leaves. Run it without --continue");
  try {
    const Json document = Json::parse(file);
    if (document.at("format") != format) throw ResultFileError("cannot continue: " + path.string() + " is not what a stopped command leaves");
    KeptRuns kept{document.at("question"), document.at("n_replications"), {}};
    for (const auto& [name, values] : document.at("runs").items()) {
      std::vector<double>& numbers = kept.runs[name];
      for (const Json& value : values) numbers.push_back(number_of(value));
    }
    return kept;
  } catch (const Json::exception&) {
    throw ResultFileError("cannot continue: " + path.string() + " is damaged. Run the command without --continue");
  }
}

void check_question(const std::filesystem::path& output, const KeptRuns& kept, const std::string& question) {
  if (kept.question != question)
    throw ResultFileError("cannot continue: the runs in " + unfinished_path(output).string() +
                          " are of something else: a file, a setting, the seed or the program has changed since. Run the command without --continue");
}

void remove_kept_runs(const std::filesystem::path& output) {
  std::error_code none;
  std::filesystem::remove(unfinished_path(output), none);
}

}  // namespace townsquare
