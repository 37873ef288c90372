#include <hdf5_hl.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "analysis/results/hdf5_objects.hpp"

namespace townsquare::hdf5 {
namespace {

Id layout(hid_t stored_type, std::span<const Axis> axes) {
  Id list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  require(H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  require(H5Pset_obj_track_times(list, false));
  if (H5Tget_class(stored_type) == H5T_FLOAT) {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    require(H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &missing));
  }
  if (std::ranges::any_of(axes, &Axis::is_unlimited)) {
    std::vector<hsize_t> chunk;
    for (const Axis& axis : axes)
      chunk.push_back(std::max<hsize_t>(1, axis.chunk ? axis.chunk : axis.size));
    require(H5Pset_chunk(list, static_cast<int>(chunk.size()), chunk.data()));
  }
  return list;
}

std::size_t n_values(const Block& block) {
  return std::accumulate(block.count.begin(), block.count.end(), std::size_t{1}, std::multiplies<>());
}

Id memory_space(const Block& block) {
  return {H5Screate_simple(static_cast<int>(block.count.size()), block.count.data(), nullptr), H5Sclose};
}

/// The block within a variable as it is stored.
Id stored_space(hid_t variable, const Block& block) {
  Id space(H5Dget_space(variable), H5Sclose);
  require(
      H5Sselect_hyperslab(space, H5S_SELECT_SET, block.start.data(), nullptr, block.count.data(), nullptr));
  return space;
}

} // namespace

Id create_variable(hid_t file, const Label& label, hid_t stored_type, std::span<const Axis> axes) {
  std::vector<hsize_t> size, limit;
  for (const Axis& axis : axes) {
    size.push_back(axis.size);
    limit.push_back(axis.is_unlimited ? H5S_UNLIMITED : axis.size);
  }
  const Id space(H5Screate_simple(static_cast<int>(size.size()), size.data(), limit.data()), H5Sclose);
  Id variable(H5Dcreate2(file, label.name.c_str(), stored_type, space, H5P_DEFAULT, layout(stored_type, axes),
                         H5P_DEFAULT),
              H5Dclose);
  if (!label.units.empty())
    set_attribute(variable, "units", label.units);
  set_attribute(variable, "long_name", label.long_name);
  for (unsigned i = 0; i < axes.size(); ++i)
    if (axes[i].scale >= 0)
      require(H5DSattach_scale(variable, axes[i].scale, i));
  return variable;
}

void make_coordinate(hid_t variable, const std::string& name) {
  require(H5DSset_scale(variable, name.c_str()));
}

void write_texts(hid_t variable, std::span<const std::string> texts) {
  std::vector<const char*> letters;
  for (const std::string& text : texts)
    letters.push_back(text.c_str());
  require(H5Dwrite(variable, text_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, letters.data()));
}

std::vector<std::string> read_texts(hid_t variable) {
  const Id stored(H5Dget_type(variable), H5Tclose), space(H5Dget_space(variable), H5Sclose),
      type = text_type();
  if (H5Tis_variable_str(stored) <= 0)
    throw Failure("a variable of text holds something else");
  std::vector<char*> letters(static_cast<std::size_t>(require(H5Sget_simple_extent_npoints(space))));
  require(H5Dread(variable, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, letters.data()));
  std::vector<std::string> texts;
  for (const char* each : letters)
    texts.emplace_back(each ? each : "");
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, letters.data());
  return texts;
}

std::vector<std::string> variable_names(hid_t file) {
  std::vector<std::string> names;
  const auto gather = [](hid_t, const char* name, const H5L_info_t*, void* all) -> herr_t {
    static_cast<std::vector<std::string>*>(all)->emplace_back(name);
    return 0;
  };
  require(H5Literate(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, gather, &names));
  return names;
}

bool is_real(hid_t variable) {
  const Id type(H5Dget_type(variable), H5Tclose);
  return H5Tget_class(type) == H5T_FLOAT;
}

Id open_variable(hid_t file, const std::string& name) {
  if (require(H5Lexists(file, name.c_str(), H5P_DEFAULT)) == 0)
    throw Failure("its variable '" + name + "' is missing");
  // without a cache a block is read by itself, not with all of its chunk
  const Id access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
  require(H5Pset_chunk_cache(access, 0, 0, H5D_CHUNK_CACHE_W0_DEFAULT));
  return {H5Dopen2(file, name.c_str(), access), H5Dclose};
}

std::vector<hsize_t> shape_of(hid_t variable) {
  const Id space(H5Dget_space(variable), H5Sclose);
  std::vector<hsize_t> shape(static_cast<std::size_t>(require(H5Sget_simple_extent_ndims(space))));
  require(H5Sget_simple_extent_dims(space, shape.data(), nullptr));
  return shape;
}

template <class T> void write_block(hid_t variable, const Block& block, const std::vector<T>& values) {
  if (values.size() != n_values(block))
    throw std::logic_error("a block and its values have different sizes");
  const std::vector<hsize_t> old = shape_of(variable);
  std::vector<hsize_t> shape = old;
  for (std::size_t i = 0; i < shape.size(); ++i)
    shape[i] = std::max(shape[i], block.start[i] + block.count[i]);
  if (shape != old)
    require(H5Dset_extent(variable, shape.data()));
  require(H5Dwrite(variable, memory_type<T>(), memory_space(block), stored_space(variable, block),
                   H5P_DEFAULT, values.data()));
}

template <class T> std::vector<T> read_block(hid_t variable, const Block& block) {
  const std::vector<hsize_t> shape = shape_of(variable);
  bool is_inside = shape.size() == block.start.size();
  for (std::size_t i = 0; is_inside && i < shape.size(); ++i)
    is_inside = block.start[i] + block.count[i] <= shape[i];
  if (!is_inside)
    throw Failure("a variable has not the shape that it should have");
  std::vector<T> values(n_values(block));
  require(H5Dread(variable, memory_type<T>(), memory_space(block), stored_space(variable, block), H5P_DEFAULT,
                  values.data()));
  return values;
}

template void write_block(hid_t, const Block&, const std::vector<double>&);
template void write_block(hid_t, const Block&, const std::vector<std::int8_t>&);
template void write_block(hid_t, const Block&, const std::vector<std::uint8_t>&);
template void write_block(hid_t, const Block&, const std::vector<std::int64_t>&);
template void write_block(hid_t, const Block&, const std::vector<std::uint64_t>&);
template std::vector<double> read_block(hid_t, const Block&);
template std::vector<std::int8_t> read_block(hid_t, const Block&);
template std::vector<std::uint8_t> read_block(hid_t, const Block&);
template std::vector<std::int64_t> read_block(hid_t, const Block&);
template std::vector<std::uint64_t> read_block(hid_t, const Block&);

} // namespace townsquare::hdf5
