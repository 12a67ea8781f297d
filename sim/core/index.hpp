// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where somebody's values sit (a row) and who somebody is (an identity) are two types.

#include <compare>
#include <cstdint>

namespace mercato
{
/// Row of a table of Tag; the same person may sit in another row in another run.
template <class Tag>
struct Row
{
    std::uint32_t value = 0;
    auto operator<=>(Row const&) const = default;
};

using ResearcherRow = Row<struct ResearcherTag>;
using LabRow = Row<struct LabTag>;

inline constexpr ResearcherRow no_researcher{UINT32_MAX};
inline constexpr LabRow no_lab{UINT32_MAX};

/// Who: the same number in every world in which this person or lab can exist. Luck is keyed by it.
struct Id
{
    std::uint64_t value = 0;
    auto operator<=>(Id const&) const = default;
};
} // namespace mercato
