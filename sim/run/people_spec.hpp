// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of the people of the start: groups by lab.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/field.hpp"

namespace mercato
{
struct GroupSpec
{
    std::string id;
    std::string lab;
    std::string note;
    std::int64_t luck = 0;
    double count = 0;
    std::vector<double> levels{0.2, 0.4, 0.3, 0.1};
    double talent = 0;
    double tenure = 2;
    double tenure_limit = 40;
    double equity_gain = 1;
    double ties = 1;
    std::optional<double> committed;
    std::optional<double> capability_first;

    static constexpr auto fields()
    {
        using P = GroupSpec;
        using enum Status;
        return std::tuple{
            required(field("id", &P::id, "short name of the group")),
            required(field("lab", &P::lab, "id of the lab where the group works at the start")),
            field("note", &P::note, "what is assumed, and sources"),
            field("luck", &P::luck, unit::one, {0, 0x1p53}, {}, assumed,
                  "what its people's luck hangs on, with their number; made from the id unless given", ""),
            field("count", &P::count, unit::people, {0, 1e9}, {1, 1e5}, assumed, "how many people", ""),
            field("levels", &P::levels, unit::one, {0, 1}, {}, assumed,
                  "shares of levels 1 to 4, adding up to 1", ""),
            field("talent", &P::talent, unit::log_points, {-5, 5}, {-1, 1}, assumed, "shift of mean talent",
                  ""),
            field("tenure", &P::tenure, unit::years, {0, 60}, {0.5, 5}, assumed, "mean tenure at the start",
                  ""),
            field("tenure_limit", &P::tenure_limit, unit::years, {0, 60}, {1, 20}, assumed,
                  "longest tenure at the start, the age of the lab", ""),
            field("equity_gain", &P::equity_gain, unit::one, {0, 1e4}, {0.5, 50}, assumed,
                  "unvested equity held at the start over what the lab grants for the same pay today: rises "
                  "of its "
                  "price since, founders' stakes",
                  ""),
            field(
                "ties", &P::ties, unit::one, {0, 100}, {0, 2}, assumed,
                "how much its people are part of the circles of others: multiplies people.ties_outside, and "
                "weighs how often others' ties lead to the group; 0: people without ties",
                ""),
            field("committed", &P::committed, unit::one, {0, 1}, {0, 0.6}, assumed,
                  "share of safety-committed people; utility.share_committed unless given", ""),
            field("capability_first", &P::capability_first, unit::one, {0, 1}, {0, 0.4}, assumed,
                  "share of capability-first people; utility.share_capability unless given", ""),
        };
    }
};

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
