// Runs the program `townsquare` in a folder of its own and keeps what it says.
#pragma once
#include <stdlib.h>
#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace townsquare::test {

struct Said {
  int code = 0;
  std::string out, err;
};

/// A folder that is removed with all that is in it; the program runs inside.
class Bench {
public:
  Bench() {
    std::string name = (std::filesystem::temp_directory_path() / "townsquare-cli-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder = name;
  }
  ~Bench() { std::filesystem::remove_all(folder); }

  std::filesystem::path folder;

  /// Runs `townsquare WORDS`, the words as a shell reads them.
  Said run(const std::string& words) const { return shell("'" TOWNSQUARE_PROGRAM "' " + words); }

  /// Runs a line of the shell; stdout and stderr are kept apart.
  Said shell(const std::string& line) const {
    const std::string inside = "cd '" + folder.string() + "' && { " + line + "\n} > stdout.txt 2> stderr.txt";
    const int status = std::system(inside.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read("stdout.txt"),
            read("stderr.txt")};
  }

  std::string read(const std::string& name) const {
    std::ifstream file(folder / name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
};

}  // namespace townsquare::test
