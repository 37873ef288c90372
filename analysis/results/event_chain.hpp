// The chain of hashes over the events of a run: each link holds the one before it, so that no event can be changed, added,
// dropped or moved without breaking it. OpenSSL's libcrypto is used here and nowhere else.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event_log.hpp"

namespace townsquare {

/// A SHA-256 hash. *Source*: FIPS 180-4.
using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of some bytes. *Errors*: std::runtime_error when libcrypto has none.
Digest sha256(std::span<const std::uint8_t> bytes);

/// A hash as hexadecimal digits.
std::string hex_text(const Digest& digest);

/// An event as bytes: its fields in the order of the structure, little-endian, without gaps; reals as their IEEE 754 bits.
inline constexpr std::size_t event_bytes = 82;
std::array<std::uint8_t, event_bytes> bytes_of(const Event& event);

/// The link before the first event: SHA-256 (SHA-256 (scenario) || seed, 8 bytes || replication, 4 bytes), little-endian.
/// @param scenario  resolved scenario of the arm, as the file has it
Digest first_link(std::string_view scenario, std::uint64_t seed, std::uint32_t replication);

/// The link of an event: SHA-256 (link before || bytes of the event).
Digest next_link(const Digest& before, const Event& event);

/// The links of all events of a run, in order, (n_events).
std::vector<Digest> links_of(const Digest& first, std::span<const Event> events);

} // namespace townsquare
