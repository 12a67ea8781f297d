// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What mercato compare is asked for: arms, variants, metrics, precision.

#include <optional>
#include <vector>

#include "cli/effects.hpp"
#include "cli/work.hpp"

namespace mercato
{
/// Precision that is asked for.
struct Precision
{
    double half_width = 0;
    std::uint32_t most = 0;
};

/// What is compared, and how.
struct CompareOrder
{
    std::vector<Scenario> scenarios; ///< arms inside variants
    std::vector<OuterAxis> outer;
    EffectChoice choice;
    std::optional<Precision> until;
    Work work;
};

/// Reads every arm, under every variant. @throws ScenarioError
CompareOrder compare_order(Arguments const& arguments);
} // namespace mercato
