// The part of HDF5's C interface that result files need: identifiers that close themselves, errors in one
// line.
#pragma once
#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace townsquare::hdf5 {

/// What went wrong, without the name of the file.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The same, in HDF5's words: something in the file is not as it should be.
struct LibraryFailure : Failure {
  using Failure::Failure;
};

/// Switches HDF5's own printing of errors off, for this thread and while it lives.
class Quiet {
public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;

private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// An open file, dataset, type, space or property list.
class Id {
public:
  using Close = herr_t (*)(hid_t);
  Id() = default;
  /// *Errors*: Failure when `id` is negative.
  Id(hid_t id, Close close);
  Id(Id&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Id& operator=(Id&& other) noexcept;
  ~Id() { close(); }

  operator hid_t() const { return id_; }
  void close() noexcept;

private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

/// Passes a status on. *Errors*: LibraryFailure with HDF5's reason when it is negative.
std::int64_t require(std::int64_t status);

/// The reason of the last error: the system's words if it was the system's, else HDF5's innermost.
std::string last_reason();

/// Type of T in memory.
template <class T> hid_t memory_type() = delete;
template <> hid_t memory_type<double>();
template <> hid_t memory_type<std::int8_t>();
template <> hid_t memory_type<std::uint8_t>();
template <> hid_t memory_type<std::int64_t>();
template <> hid_t memory_type<std::uint64_t>();

Id text_type();

/// Attributes of a file or dataset. A second call with the same name replaces the value in place.
void set_attribute(hid_t owner, const char* name, const std::string& text);
void set_attribute(hid_t owner, const char* name, std::span<const std::int8_t> values);
void set_attribute(hid_t owner, const char* name, std::int64_t value);
void set_attribute(hid_t owner, const char* name, std::uint64_t value);
void set_attribute(hid_t owner, const char* name, int value) = delete;

std::string text_attribute(hid_t owner, const char* name);
std::uint64_t number_attribute(hid_t owner, const char* name);
bool has_attribute(hid_t owner, const char* name);

/// A dimension of a variable. `scale` is its coordinate; the coordinate itself has none.
struct Axis {
  hid_t scale = H5I_INVALID_HID;
  hsize_t size = 0, chunk = 0;
  bool is_unlimited = false;
};

/// How people read a variable.
struct Label {
  std::string name, units, long_name; // no units: no attribute
};

/// A new variable; one with an unlimited axis is stored in chunks, without compression. Unwritten reals are
/// NaN.
Id create_variable(hid_t file, const Label& label, hid_t stored_type, std::span<const Axis> axes);

/// Makes a one-dimensional variable the coordinate of the dimension of its own name.
void make_coordinate(hid_t variable, const std::string& name);

void write_texts(hid_t variable, std::span<const std::string> texts);
std::vector<std::string> read_texts(hid_t variable);

Id open_variable(hid_t file, const std::string& name);
std::vector<std::string> variable_names(hid_t file); // in order of creation
std::vector<hsize_t> shape_of(hid_t variable);
bool is_real(hid_t variable);

/// A block of a variable.
struct Block {
  std::vector<hsize_t> start, count;
};

/// Writes a block; the variable grows along its unlimited axis when the block lies behind its end.
template <class T> void write_block(hid_t variable, const Block& block, const std::vector<T>& values);

template <class T> std::vector<T> read_block(hid_t variable, const Block& block);

} // namespace townsquare::hdf5
