#include "analysis/cli/signals.hpp"

#include <atomic>
#include <csignal>

namespace townsquare {
namespace {

// The one thing that a signal may touch.
std::atomic<int> caught{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void catch_signal(int signal) { caught.store(signal); }

}  // namespace

void listen_for_signals(bool with_usr1) {
  struct sigaction action {};
  action.sa_handler = catch_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  if (with_usr1) sigaction(SIGUSR1, &action, nullptr);
}

int caught_signal() { return caught.load(); }

const char* name_of_signal(int signal) { return signal == SIGINT ? "Ctrl-C" : signal == SIGUSR1 ? "SIGUSR1" : "SIGTERM"; }

}  // namespace townsquare
