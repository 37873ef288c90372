// What a command that was stopped keeps beside its answer, so that --continue need not run it again.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace townsquare {

/// Numbers of each run that was completed, by a name that tells the run from all others of the same question.
using RunNumbers = std::map<std::string, std::vector<double>>;

/// Runs of one question.
struct KeptRuns {
  std::string question;              ///< of `question_of`
  std::uint32_t n_replications = 0;  ///< that were chosen when it was first asked; 0 where there is nothing to choose
  RunNumbers runs;
};

/// A short name of all that runs depend on: the texts given and the build of the program.
std::string question_of(std::span<const std::string> texts);

/// The file that belongs to an output: `bakers-stress.nc.unfinished`.
std::filesystem::path unfinished_path(const std::filesystem::path& output);

/// Writes them beside an output, whole or not at all. *Errors*: ResultFileError.
void write_kept_runs(const std::filesystem::path& output, const KeptRuns& kept);

/// Reads what is beside an output. *Errors*: ResultFileError when nothing is there, it is damaged, or it answers another question.
KeptRuns read_kept_runs(const std::filesystem::path& output);
/// Refuses runs of another question. *Errors*: ResultFileError.
void check_question(const std::filesystem::path& output, const KeptRuns& kept, const std::string& question);

/// Takes away what is beside an output, when there is something.
void remove_kept_runs(const std::filesystem::path& output);

}  // namespace townsquare
