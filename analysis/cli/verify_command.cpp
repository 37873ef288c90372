// `townsquare verify`: recomputes the chains of events of a result file.
#include "analysis/results/verify_events.hpp"

#include <iostream>

#include <nlohmann/json.hpp>

#include "analysis/cli/command.hpp"
#include "analysis/cli/exit_code.hpp"
#include "analysis/statistics/number_text.hpp"

namespace townsquare {
namespace {

void print(const EventCheck& check, const std::string& file) {
  if (check.is_intact) {
    std::cout << file << ": intact. The events of " << grouped(check.n_runs) << (check.n_runs == 1 ? " run, " : " runs, ")
              << grouped(check.n_events) << " in all, are the ones that were written.\n"
              << "Weekly series are not looked at here: `rerun` compares them bit for bit.\n";
    return;
  }
  std::cout << file << ": DAMAGED at " << check.arm << ", replication " << check.replication << ", event " << check.event;
  if (check.week > 0) std::cout << ", week " << check.week;
  std::cout << ": " << check.reason << ".\n";
}

nlohmann::ordered_json json_of(const EventCheck& check, const std::string& file) {
  nlohmann::ordered_json json{{"schema_version", 1}, {"command", "verify"},       {"file", file},
                              {"is_intact", check.is_intact}, {"runs", check.n_runs}, {"events", check.n_events}};
  if (check.is_intact) return json;
  json["broken"] = {{"arm", check.arm}, {"replication", check.replication}, {"event", check.event}};
  if (check.week > 0) json["broken"]["week"] = check.week;
  json["broken"]["reason"] = check.reason;
  return json;
}

}  // namespace

int verify_command(const Arguments& arguments) {
  const EventCheck check = verify_events(open_result(arguments.names[0]));
  if (arguments.is_json) std::cout << json_of(check, arguments.names[0]).dump(2) << "\n";
  else print(check, arguments.names[0]);
  return check.is_intact ? exit_ok : exit_files;
}

}  // namespace townsquare
