// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What files in the folder of parts are called.
///
///     lock                              who writes
///     part00000120-00000007.h5          seven replicates from 120 on, for good
///     state00000012-00000003.snapshot   replicate 12 of point 3 at an instant; .previous: at one before
///     end00000012-00000003.snapshot     the same at the end, for a run that goes on longer
///     done00000012-00000003.snapshot    its records: finished, and not in a part yet
///     *.h5                              what is being written

#include <string>

namespace mercato
{
inline constexpr char const* lock_name = "lock";

/// What the snapshot @p name is called once there is a newer one.
inline std::string previous_of(std::string const& name) { return name + ".previous"; }

inline bool is_part(std::string const& name) { return name.starts_with("part") && name.ends_with(".h5"); }

inline bool is_snapshot(std::string const& name)
{
    return name.ends_with(".snapshot") || name.ends_with(previous_of(".snapshot"));
}

/// Made for a job that ends later.
inline bool is_of_end(std::string const& name) { return name.starts_with("end") && is_snapshot(name); }

/// What never changes again, so that a later attempt may build on it.
inline bool is_sealed(std::string const& name) { return is_part(name) || is_snapshot(name); }

/// Any of these names.
inline bool is_ours(std::string const& name)
{
    return name == lock_name || name.ends_with(".h5") || is_snapshot(name);
}
} // namespace mercato
