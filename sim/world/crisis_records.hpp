// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a crisis leaves behind: its chronicle, its course and what people meant to do.

#include "core/columns.hpp"

namespace mercato
{
/// A line of the chronicle of a lab in crisis.
struct AnnouncementRecord
{
    Time time;
    std::int16_t lab = -1;
    std::int16_t other = -1;
    std::int8_t news = 0;
    std::int8_t form = 0;
    float value = 0;

    static constexpr auto columns()
    {
        using R = AnnouncementRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the announcement"),
            column(&R::lab, "lab", "1", "lab in crisis"),
            column(&R::other, "other", "1",
                   "lab that offers, whose recruiters write, or where the leader goes, -1 without"),
            column(
                &R::news, "news", "1", "what was announced or came about",
                "ouster interim_leader letter offer_to_all equity_at_risk equity_safe courting courting_over "
                "conceded held collapsed leader_moves dispute"),
            column(&R::form, "form", "1", "how firm an offer to all is", "none verbal pledged written"),
            column(&R::value, "value", "1", "value of the event, as the scenario says"),
        };
    }
};

/// A lab in crisis, every half hour while it is open and once at its end.
struct CrisisRecord
{
    Time time;
    std::int16_t lab = -1;
    std::int8_t phase = 0;
    std::int32_t staff = 0;
    std::int32_t signatures = 0;
    std::int32_t resigned = 0;
    std::int32_t messages = 0;
    std::int32_t messages_in_house = 0;
    std::int32_t replies = 0;
    std::int32_t replies_in_house = 0;
    std::int32_t conversations = 0;
    float belief = 0;
    float believed_exits = 0;
    float concession_hazard = 0;
    float effort = 0;

    static constexpr auto columns()
    {
        using R = CrisisRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the reading"),
            column(&R::lab, "lab", "1", "lab in crisis"),
            column(&R::phase, "phase", "1", "how the crisis stands", "none open conceded held collapsed"),
            column(&R::staff, "staff", "1", "people employed"),
            column(&R::signatures, "signatures", "1", "people who have signed the letter"),
            column(&R::resigned, "resigned", "1", "people who have left of their own will since it began"),
            column(&R::messages, "messages", "1", "messages of recruiters to staff since it began"),
            column(&R::messages_in_house, "messages_in_house", "1",
                   "of them, messages of in-house recruiters on the news of the crisis"),
            column(&R::replies, "replies", "1", "messages that were answered"),
            column(&R::replies_in_house, "replies_in_house", "1",
                   "messages of in-house recruiters that were answered"),
            column(&R::conversations, "conversations", "1",
                   "conversations of staff with labs that called, since it began"),
            column(&R::belief, "belief", "1", "staff's belief that the board will concede"),
            column(&R::believed_exits, "believed_exits", "1",
                   "share of staff that the board believes will leave if it holds"),
            column(&R::concession_hazard, "concession_hazard", "1/year",
                   "hazard at which the board concedes"),
            column(&R::effort, "effort", "1",
                   "effort of the staff at work: exhaustion and an open crisis take from it"),
        };
    }
};

/// Where the staff of a lab in crisis would go if its board held: expected numbers, asked in private.
struct IntentionRecord
{
    Time time;
    std::int16_t lab = -1;
    std::int16_t to = -1;
    float staff = 0;
    float signers = 0;

    static constexpr auto columns()
    {
        using R = IntentionRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the census"),
            column(&R::lab, "lab", "1", "lab in crisis"),
            column(&R::to, "to", "1", "lab they would leave for"),
            column(&R::staff, "staff", "1", "expected number of the staff"),
            column(&R::signers, "signers", "1", "expected number among those who have signed"),
        };
    }
};
} // namespace mercato
