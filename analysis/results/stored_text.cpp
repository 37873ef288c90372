#include "analysis/results/stored_text.hpp"

#include "analysis/results/hdf5_objects.hpp"
#include "analysis/results/result_layout.hpp"

namespace townsquare {

void store_text(const std::filesystem::path& path, const std::string& name, const std::string& text) {
  on_file("write", path, [&] {
    open_ours(path);  // tells what is no result of ours
    const hdf5::Id access = access_list();
    const hdf5::Id file(H5Fopen(path.c_str(), H5F_ACC_RDWR, access), H5Fclose);
    hdf5::set_attribute(file, name.c_str(), text);
    hdf5::require(H5Fflush(file, H5F_SCOPE_GLOBAL));
  });
}

std::optional<std::string> stored_text(const std::filesystem::path& path, const std::string& name) {
  return on_file("read", path, [&]() -> std::optional<std::string> {
    const hdf5::Id file = open_ours(path);
    if (!hdf5::has_attribute(file, name.c_str())) return std::nullopt;
    return hdf5::text_attribute(file, name.c_str());
  });
}

}  // namespace townsquare
