#include "analysis/sweeps/shard_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

#include <boost/crc.hpp>
#include <nlohmann/json.hpp>

#include "analysis/results/build_stamp.hpp"
#include "analysis/results/result_file.hpp"
#include "engine/result_version.hpp"

namespace townsquare {
namespace {

using Json = nlohmann::ordered_json;
using Bytes = std::vector<std::uint8_t>;
constexpr std::string_view magic = "townsquare-shard 1";
constexpr std::size_t header_unit = 512;  // headers are padded to whole pieces of so many bytes
static_assert(std::endian::native == std::endian::little, "shards are little-endian");

template <class Number>
void add(Bytes& bytes, Number number) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(&number);
  bytes.insert(bytes.end(), first, first + sizeof number);
}

std::uint64_t checksum_of(const std::uint8_t* record, std::size_t record_bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(record, record_bytes - 8);
  return crc.checksum();
}

std::string host_name() {
  char name[256] = "host";
  gethostname(name, sizeof name - 1);
  return name;
}

std::string head_of(const ShardLayout& layout, const std::string& run_by) {
  const BuildStamp stamp = build_stamp();
  const Json head{{"engine_results", engine_results},
                  {"build", {{"townsquare_version", stamp.version}, {"git_revision", stamp.git_revision}, {"compiler", stamp.compiler}, {"build_flags", stamp.flags}}},
                  {"host", host_name()}, {"run_by", run_by}, {"outcomes", layout.outcomes}, {"series", layout.series}, {"every", layout.every},
                  {"columns", layout.columns}, {"record_bytes", layout.record_bytes()}};
  std::string text = std::string(magic) + "\n" + head.dump();
  text += std::string((header_unit - (text.size() + 1) % header_unit) % header_unit, ' ') + "\n";
  return text;
}

std::string file_name() {
  std::string host;
  for (const char c : host_name().substr(0, 40)) host += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  std::random_device any;  // only names of files depend on it
  char suffix[16];
  std::snprintf(suffix, sizeof suffix, "%08x", static_cast<unsigned>(any()));
  return host + "-" + std::to_string(getpid()) + "-" + suffix + ".runs";
}

[[noreturn]] void refuse_write(const std::filesystem::path& path, int problem) {
  const std::string name = path.string();
  if (problem == ENOSPC || problem == EDQUOT)
    throw ResultFileError("the disk is full: " + name + " could not be extended. Runs written before are kept; make room and call again");
  if (problem == EROFS || problem == EACCES || problem == EPERM)
    throw ResultFileError("cannot write " + name + ": the folder is read-only for you (" + std::strerror(problem) + ")");
  throw ResultFileError("cannot write " + name + ": " + std::strerror(problem));
}

// All of the bytes and onto the disk, or the number of what went wrong.
int write_all(int file, const Bytes& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t n = ::write(file, bytes.data() + done, bytes.size() - done);
    if (n < 0 && errno != EINTR) return errno;
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  return fsync(file) != 0 ? errno : 0;
}

// The two lines at the head of a shard.
void read_head(const std::string& text, const std::filesystem::path& path, Shard& shard) {
  try {
    const Json head = Json::parse(text);
    shard.engine_results = head.at("engine_results");
    shard.version = head.at("build").at("townsquare_version");
    shard.git_revision = head.at("build").at("git_revision");
    shard.layout = {head.at("outcomes"), head.at("series"), head.at("every"), head.at("columns")};
    if (head.at("record_bytes") == shard.layout.record_bytes()) return;
  } catch (const Json::exception&) {
  }
  throw ResultFileError(path.string() + ": its head is damaged");
}

}  // namespace

ShardWriter::ShardWriter(std::filesystem::path folder, ShardLayout layout, std::string run_by)
    : path_(std::move(folder) / file_name()), layout_(std::move(layout)), run_by_(std::move(run_by)) {}

void ShardWriter::append(const std::vector<ShardRun>& runs) {
  Bytes bytes;
  for (const ShardRun& run : runs) {
    const std::size_t start = bytes.size();
    bytes.insert(bytes.end(), run.id.begin(), run.id.end());
    add(bytes, run.result->fingerprint);
    add(bytes, run.replication);
    add(bytes, std::uint32_t{1});
    for (const double value : run.result->outcomes) add(bytes, value);
    for (const double value : run.result->series) add(bytes, value);
    add(bytes, checksum_of(bytes.data() + start, layout_.record_bytes()));
  }
  append_records(bytes);
}

void ShardWriter::append_records(const std::vector<std::uint8_t>& records) {
  if (records.empty()) return;
  Bytes bytes;
  if (size_ == 0) {
    const std::string head = head_.empty() ? head_of(layout_, run_by_) : head_;
    bytes.assign(head.begin(), head.end());
  }
  bytes.insert(bytes.end(), records.begin(), records.end());
  write(std::move(bytes));
}

void ShardWriter::copy_head(const std::filesystem::path& shard) {
  std::ifstream file(shard, std::ios::binary);
  std::string first, second;
  std::getline(file, first);
  std::getline(file, second);
  head_ = first + "\n" + second + "\n";
}

void ShardWriter::write(Bytes bytes) {
  const int file = open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) refuse_write(path_, errno);
  const int problem = write_all(file, bytes);
  if (problem == 0) size_ += bytes.size();
  else if (ftruncate(file, static_cast<off_t>(size_)) != 0) size_ = 0;  // a torn record is left, which readers pass over
  close(file);
  if (problem != 0) refuse_write(path_, problem);
}

Digest Shard::id(std::size_t place) const {
  Digest found;
  std::memcpy(found.data(), record(place), found.size());
  return found;
}

std::uint64_t Shard::fingerprint(std::size_t place) const {
  std::uint64_t found = 0;
  std::memcpy(&found, record(place) + 32, sizeof found);
  return found;
}

std::optional<Shard> read_shard(const std::filesystem::path& path) {
  // head
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ResultFileError("cannot read " + path.string());
  std::string first, second;
  std::getline(file, first);
  std::getline(file, second);
  if (file.eof() && magic.starts_with(first)) return std::nullopt;  // killed while it was begun
  if (first != magic) throw ResultFileError(path.string() + ": this is no shard of this version of Townsquare");
  Shard shard;
  shard.path = path;
  read_head(second, path, shard);

  // records
  shard.bytes.assign(std::istreambuf_iterator<char>(file), {});
  const std::size_t size = shard.layout.record_bytes();
  for (std::size_t i = 0; (i + 1) * size <= shard.bytes.size(); ++i) {
    std::uint64_t stored = 0;
    std::memcpy(&stored, shard.record(i) + size - 8, sizeof stored);
    if (stored == checksum_of(shard.record(i), size)) shard.sound.push_back(i);
  }
  return shard;
}

}  // namespace townsquare
