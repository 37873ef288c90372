#include "analysis/results/hdf5_objects.hpp"

namespace townsquare::hdf5 {
namespace {

Id attribute(hid_t owner, const char* name, hid_t type, hid_t space) {
  if (has_attribute(owner, name))
    return {H5Aopen(owner, name, H5P_DEFAULT), H5Aclose};
  return {H5Acreate2(owner, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose};
}

Id one_value() {
  return {H5Screate(H5S_SCALAR), H5Sclose};
}

Id open_attribute(hid_t owner, const char* name) {
  if (!has_attribute(owner, name))
    throw Failure(std::string("its attribute '") + name + "' is missing");
  return {H5Aopen(owner, name, H5P_DEFAULT), H5Aclose};
}

} // namespace

bool has_attribute(hid_t owner, const char* name) {
  return require(H5Aexists(owner, name)) > 0;
}

void set_attribute(hid_t owner, const char* name, const std::string& text) {
  const Id type = text_type(), space = one_value();
  const char* letters = text.c_str();
  require(H5Awrite(attribute(owner, name, type, space), type, &letters));
}

void set_attribute(hid_t owner, const char* name, std::span<const std::int8_t> values) {
  const hsize_t count = values.size();
  const Id space(H5Screate_simple(1, &count, nullptr), H5Sclose);
  require(H5Awrite(attribute(owner, name, H5T_STD_I8LE, space), H5T_NATIVE_INT8, values.data()));
}

void set_attribute(hid_t owner, const char* name, std::int64_t value) {
  require(H5Awrite(attribute(owner, name, H5T_STD_I64LE, one_value()), H5T_NATIVE_INT64, &value));
}

void set_attribute(hid_t owner, const char* name, std::uint64_t value) {
  require(H5Awrite(attribute(owner, name, H5T_STD_U64LE, one_value()), H5T_NATIVE_UINT64, &value));
}

std::string text_attribute(hid_t owner, const char* name) {
  const Id found = open_attribute(owner, name);
  const Id stored(H5Aget_type(found), H5Tclose), space(H5Aget_space(found), H5Sclose);
  if (H5Tis_variable_str(stored) <= 0 || H5Sget_simple_extent_npoints(space) != 1)
    throw Failure(std::string("its attribute '") + name + "' is no text");
  const Id type = text_type();
  char* letters = nullptr;
  require(H5Aread(found, type, &letters));
  const std::string text = letters ? letters : "";
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, &letters);
  return text;
}

std::uint64_t number_attribute(hid_t owner, const char* name) {
  const Id found = open_attribute(owner, name);
  const Id stored(H5Aget_type(found), H5Tclose), space(H5Aget_space(found), H5Sclose);
  if (H5Tget_class(stored) != H5T_INTEGER || H5Sget_simple_extent_npoints(space) != 1)
    throw Failure(std::string("its attribute '") + name + "' is no whole number");
  std::uint64_t value = 0;
  require(H5Aread(found, H5T_NATIVE_UINT64, &value));
  return value;
}

} // namespace townsquare::hdf5
