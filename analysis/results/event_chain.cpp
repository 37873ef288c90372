#include "analysis/results/event_chain.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace townsquare {
namespace {

/// Puts whole numbers one behind the other, the least byte first.
template <std::size_t n> class Bytes {
public:
  template <class Whole> void add(Whole number) {
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = 0; i < sizeof(Whole); ++i, rest >>= 8)
      bytes_.at(n_added_++) = static_cast<std::uint8_t>(rest);
  }
  void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
  void add(const Digest& digest) {
    for (std::uint8_t byte : digest)
      add(byte);
  }
  const std::array<std::uint8_t, n>& all() const {
    if (n_added_ != n)
      throw std::logic_error("the bytes of an event were counted wrongly");
    return bytes_;
  }

private:
  std::array<std::uint8_t, n> bytes_{};
  std::size_t n_added_ = 0;
};

/// Asked for once: looking an algorithm up costs more than using it.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_sha256();
  return found;
}

} // namespace

Digest sha256(std::span<const std::uint8_t> bytes) {
  Digest digest;
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, algorithm(), nullptr) != 1 ||
      length != digest.size())
    throw std::runtime_error("libcrypto gives no SHA-256");
  return digest;
}

std::array<std::uint8_t, event_bytes> bytes_of(const Event& e) {
  Bytes<event_bytes> bytes;
  bytes.add(e.week);
  bytes.add(e.platform);
  bytes.add(static_cast<std::uint8_t>(e.kind));
  bytes.add(static_cast<std::uint8_t>(e.subject));
  bytes.add(e.proposal);
  bytes.add(e.actor);
  bytes.add(e.key);
  bytes.add(e.before);
  bytes.add(e.after);
  for (std::int64_t power : {e.yes, e.no, e.abstain, e.electorate})
    bytes.add(power);
  bytes.add(e.quorum);
  bytes.add(e.amount);
  return bytes.all();
}

Digest first_link(std::string_view scenario, std::uint64_t seed, std::uint32_t replication) {
  Bytes<44> bytes;
  bytes.add(sha256({reinterpret_cast<const std::uint8_t*>(scenario.data()), scenario.size()}));
  bytes.add(seed);
  bytes.add(replication);
  return sha256(bytes.all());
}

Digest next_link(const Digest& before, const Event& event) {
  std::array<std::uint8_t, 32 + event_bytes> both;
  std::ranges::copy(bytes_of(event), std::ranges::copy(before, both.begin()).out);
  return sha256(both);
}

std::vector<Digest> links_of(const Digest& first, std::span<const Event> events) {
  std::vector<Digest> links;
  Digest link = first;
  for (const Event& event : events)
    links.push_back(link = next_link(link, event));
  return links;
}

std::string hex_text(const Digest& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) text += {digits[byte >> 4], digits[byte & 15]};
  return text;
}

} // namespace townsquare
