// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A lab in crisis: what was announced, who has signed, what board and staff believe. Written at instants.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/time.hpp"
#include "world/board_spec.hpp"
#include "world/crisis_records.hpp"

namespace mercato
{
/// How a crisis stands.
enum class Phase : std::int8_t { none, open, conceded, held, collapsed };

/// What was announced or came about; codes of the records.
enum class News : std::int8_t {
    ouster,
    interim_leader,
    letter,
    offer_to_all,
    equity_at_risk,
    equity_safe,
    courting,
    courting_over,
    conceded,
    held,
    collapsed,
    leader_moves,
    dispute
};

/// Kinds of news, as Event::flag.
namespace told
{
inline constexpr std::uint8_t ouster = 0;
inline constexpr std::uint8_t more = 1;
inline constexpr std::uint8_t conceded = 2;
inline constexpr std::uint8_t held = 3;
} // namespace told

inline constexpr std::uint8_t seed_signer = 1; // Event::flag of a look that signs at once

/// How firm an offer to many is.
enum class Form : std::int8_t { none, verbal, pledged, written };

/// An offer to all staff of a lab.
struct Promise
{
    std::uint64_t luck = 0;
    Time since;
    Time until = never;
    double match = 1; // pay over the present one
    Form form = Form::none;
    std::uint16_t lab = 0;
    bool resign_first = false;
};

/// What the in-house recruiters of a lab send to the staff of one in crisis.
struct Courting
{
    double messages = 0;   // to each of the staff [1/yr]
    std::uint16_t lab = 0; // that they recruit for
};

struct Crisis
{
    BoardSpec board;
    Phase phase = Phase::none;
    Time began = never;
    Time ended = never;
    Time letter = never; // since when a letter is open
    Time at;             // of the beliefs below
    std::uint64_t letter_luck = 0;
    std::uint16_t leader_at = UINT16_MAX;
    bool leader_out = false;
    double demand = -1; // workload that staff ask for in a dispute; negative where a leader was put out
    bool tender_at_risk = false;
    double price_at_risk = 0; // share of the price of equity lost if the board holds
    double tender_share = 0;  // of vested equity that an announced tender buys
    Time tender_at = never;
    double agencies = 0;            // messages of agencies, for all labs, to each of the staff [1/yr]
    std::vector<Courting> in_house; // a lab once at most
    std::vector<Promise> promises;
    std::vector<std::uint32_t> team_signatures;
    std::vector<double> team_share; // that has signed, of a team's present size, at most 1
    std::int32_t staff = 0;         // when it began
    std::int32_t signatures = 0;
    std::int32_t resigned = 0;
    double lab_share = 0;                                     // that has signed
    std::array<double, 3> guesses{1.0 / 3, 1.0 / 3, 1.0 / 3}; // weights of staff's guesses of the board
    double belief = 0;                                        // pi
    double believed_exits = 0;                                // x
    double hazard = 0;                                        // h_concede [1/yr]
    Time next_point = never;                                  // potential decision of the board
    std::uint32_t points = 0;
    Time next_reading = never;
    std::uint32_t readings = 0;
    std::int64_t replies_before = 0;          // of members to recruiters, until it began
    std::int64_t replies_in_house_before = 0; // of those, to messages of in-house recruiters
    std::int64_t conversations_before = 0;    // of members with labs that called
    Time next_census = never;                 // of intentions

    std::vector<AnnouncementRecord> announcements;
    std::vector<CrisisRecord> course;
    std::vector<IntentionRecord> intentions;

    bool open() const { return phase == Phase::open; }
    bool is_dispute() const { return demand >= 0; }

    /// Messages [1/yr] of the in-house recruiters of @p lab to each of the staff.
    double in_house_of(std::uint16_t lab) const
    {
        auto const known = std::ranges::find(in_house, lab, &Courting::lab);
        return known == in_house.end() ? 0 : known->messages;
    }
    /// The same to be set; of agencies for UINT16_MAX, which is no lab.
    double& stream_of(std::uint16_t lab)
    {
        if (lab == UINT16_MAX) return agencies;
        auto const known = std::ranges::find(in_house, lab, &Courting::lab);
        return known == in_house.end() ? in_house.emplace_back(Courting{0, lab}).messages : known->messages;
    }
    /// Of all in-house recruiters.
    double all_in_house() const
    {
        double sum = 0;
        for (auto const& c : in_house) sum += c.messages;
        return sum;
    }
    /// Of agencies and in-house recruiters.
    double all_messages() const { return agencies + all_in_house(); }

    bool announced(News news, Time moment) const
    {
        return std::ranges::any_of(announcements, [&](AnnouncementRecord const& a) {
            return a.time == moment && a.news == static_cast<std::int8_t>(news);
        });
    }
};
} // namespace mercato
