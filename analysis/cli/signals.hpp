// Signals that ask the program to stop: the first politely, a second one of the same kind at once.
#pragma once

namespace townsquare {

/// Listens for Ctrl-C and SIGTERM, and for SIGUSR1 where a queue gives notice with it.
void listen_for_signals(bool with_usr1 = false);

/// The signal that came, 0 when none did.
int caught_signal();

/// "Ctrl-C", "SIGTERM" or "SIGUSR1".
const char* name_of_signal(int signal);

}  // namespace townsquare
