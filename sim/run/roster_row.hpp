// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A person as somebody's own data has it.

#include <cstdint>
#include <optional>

namespace mercato
{
/// One person of a roster file; an empty value is drawn like that of generated people.
struct RosterRow
{
    std::uint64_t salted_id = 0;
    std::uint32_t lab = 0;
    std::int32_t team = -1;
    bool is_lead = false;
    std::int32_t level = 0;
    std::optional<double> talent;
    std::optional<double> pay;    // [$M/yr]
    std::optional<double> equity; // [$M] unvested
    std::optional<double> tenure; // [yr]
    std::optional<double> safety; // w_S [utils]
};
} // namespace mercato
