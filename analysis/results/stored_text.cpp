#include "analysis/results/stored_text.hpp"

#include "analysis/results/hdf5_objects.hpp"

namespace townsquare {
namespace {

hdf5::Id open_file(const std::filesystem::path& path, unsigned access) { return {H5Fopen(path.c_str(), access, H5P_DEFAULT), H5Fclose}; }

template <class Work>
auto on_file(const std::filesystem::path& path, const char* doing, const Work& work) {
  const hdf5::Quiet quiet;
  try {
    return work();
  } catch (const hdf5::Failure& failure) {
    throw ResultFileError("cannot " + std::string(doing) + " " + path.string() + ": " + failure.what());
  }
}

}  // namespace

void store_text(const std::filesystem::path& path, const std::string& name, const std::string& text) {
  on_file(path, "write to", [&] { hdf5::set_attribute(open_file(path, H5F_ACC_RDWR), name.c_str(), text); });
}

std::optional<std::string> stored_text(const std::filesystem::path& path, const std::string& name) {
  return on_file(path, "read", [&]() -> std::optional<std::string> {
    const hdf5::Id file = open_file(path, H5F_ACC_RDONLY);
    if (!hdf5::has_attribute(file, name.c_str())) return std::nullopt;
    return hdf5::text_attribute(file, name.c_str());
  });
}

}  // namespace townsquare
