#include "analysis/results/hdf5_objects.hpp"

#include <string_view>

namespace townsquare::hdf5 {
namespace {

herr_t gather_reason(unsigned, const H5E_error2_t* error, void* reasons) {
  static_cast<std::vector<std::string>*>(reasons)->emplace_back(error->desc ? error->desc : "");
  return 0;
}

/// The words of the system in "errno = 28, error message = 'No space left on device', ...".
std::string system_words(const std::string& text) {
  constexpr std::string_view before = "error message = '";
  const std::size_t start = text.find(before);
  if (start == std::string::npos)
    return {};
  const std::size_t first = start + before.size();
  return text.substr(first, text.find('\'', first) - first);
}

} // namespace

Quiet::Quiet() {
  H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() {
  H5Eset_auto2(H5E_DEFAULT, print_, data_);
}

Id::Id(hid_t id, Close close) : id_(require(id)), close_(close) {}

Id& Id::operator=(Id&& other) noexcept {
  if (this != &other) {
    close();
    id_ = std::exchange(other.id_, H5I_INVALID_HID);
    close_ = other.close_;
  }
  return *this;
}

void Id::close() noexcept {
  if (id_ >= 0)
    close_(id_);
  id_ = H5I_INVALID_HID;
}

std::int64_t require(std::int64_t status) {
  if (status < 0)
    throw LibraryFailure(last_reason());
  return status;
}

std::string last_reason() {
  std::vector<std::string> reasons; // from the call of ours inwards
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, &gather_reason, &reasons);
  for (const std::string& reason : reasons)
    if (std::string words = system_words(reason); !words.empty())
      return words;
  return reasons.empty() ? "HDF5 gave no reason" : reasons.back();
}

template <> hid_t memory_type<double>() {
  return H5T_NATIVE_DOUBLE;
}
template <> hid_t memory_type<std::int8_t>() {
  return H5T_NATIVE_INT8;
}
template <> hid_t memory_type<std::uint8_t>() {
  return H5T_NATIVE_UINT8;
}
template <> hid_t memory_type<std::int64_t>() {
  return H5T_NATIVE_INT64;
}
template <> hid_t memory_type<std::uint64_t>() {
  return H5T_NATIVE_UINT64;
}

Id text_type() {
  Id type(H5Tcopy(H5T_C_S1), H5Tclose);
  require(H5Tset_size(type, H5T_VARIABLE));
  require(H5Tset_cset(type, H5T_CSET_UTF8));
  return type;
}

} // namespace townsquare::hdf5
