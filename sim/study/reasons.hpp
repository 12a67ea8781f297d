// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Why people left: over many choices, which terms were pivotal, and what one choice was made of.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "run/records.hpp"

namespace mercato
{
/// Of which choices the reasons are asked.
struct ReasonQuestion
{
    std::optional<std::int16_t> from; ///< lab left; any unless given
    std::optional<std::int16_t> to;
    std::optional<std::int32_t> person;
    Time begin{INT64_MIN};
    Time end = never;
    bool only_exits = true; ///< leave out answers of those who stay

    bool asks_for(ChoiceRecord const& c) const;

    /// Why somebody left whom no offer drew away, in the words of the records; nothing for all other moves.
    std::string_view left_without_offer(MoveRecord const& m) const;
};

/// One term over many choices.
struct ReasonShare
{
    std::string term;
    double difference = 0; ///< mean of going less instead [utils]
    double pivotal = 0;    ///< share of the choices that would be the other way round without the difference
    double in_favour = 0;  ///< share in which the term speaks for what was chosen
};

/// Would the choice be the other way round if both sides were equal in @p term?
bool is_pivotal(ChoiceRecord const& c, TermOfChoice const& term);

/// Every term, those that were pivotal most often first. Empty without choices.
std::vector<ReasonShare> reasons_of(std::vector<ChoiceRecord> const& choices);
} // namespace mercato
