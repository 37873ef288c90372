// A stress test as a result file: the undisturbed runs, and the answer beside them.
#pragma once
#include <filesystem>
#include <string>

#include "analysis/results/result_file.hpp"
#include "analysis/stress/stress.hpp"

namespace townsquare {

/// Writes it; nothing when no undisturbed run was completed. @param json  of `stress_json`
/// *Errors*: ResultFileError.
void write_stress_file(const StressResult& result, const std::string& json, const std::filesystem::path& output, const Provenance& provenance, bool is_forced);

}  // namespace townsquare
