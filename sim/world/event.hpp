// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What becomes due for a person, and what a person writes to a lab.

#include <cstdint>
#include <tuple>

#include "core/index.hpp"
#include "core/time.hpp"

namespace mercato
{
/// Why a person is looked at. Where two fall on one moment, the earlier in this list comes first.
enum class What : std::uint8_t {
    alarm,      // a team-mate, a lead or a tie left; value: jump [log points]
    parted,     // the own old team as it was left, from which ties are kept
    placed,     // the lab has found a team
    tender,     // the lab buys vested equity; value: share
    payday,     // wages are paid
    founded,    // whether there is a lab for a founding that was begun; lab, value: pay over its band
    laid_off,   // the lab lets the person go
    counter,    // the lab's answer to a disclosed offer; value: annual pay [$M/yr]
    refused,    // an acceptance found no place
    admitted,   // an acceptance found a place
    hurry,      // disclosing goes at another pace from now on; value: old pace over the new one
    poll,       // of a coalition: would the person go?
    breach,     // the lab broke a pledge on safety; value: fall of its priority
    conflict,   // the leads fall out with one another; value: trust lost
    policy,     // the lab does what a policy says of its date; slot: of the scenario's list
    account,    // the leaders tell what happened
    calmed,     // the successor of the own lead is named; value: alarm taken away [log points]
    raised,     // pay of the whole team is raised; value: by how much [log points]
    leaked,     // a story on somebody's package; value: annual pay as told [$M/yr], 0 when it is over
    day_off,    // a day of rest has gone by while others worked; value: its length [yr]
    team_came,  // enough former colleagues have come along: nothing is missing
    departs,    // leaves for a place elsewhere, as the scenario says; slot: lab
    news,       // of a crisis of the own lab; value: jump of alarm, flag: kind of news
    reconsider, // thinks news over
    look,       // looks at a letter that is open for signing; slot: number of the look
    start,      // first day at the new lab
    pledge,     // money that hung on staying falls due; slot: which
    review,     // yearly review
    contact,    // a recruiter may call; value: intensity [1/yr]
    referral,   // a tie may call; value: intensity, slot: the tie
    excess,     // a recruiter may call because of alarm or want of a job
    called,     // a raider calls; value: annual pay [$M/yr], slot: place on the list
    quit,       // may leave without a job
    flight,     // may leave a lab in crisis without a job
    burnout,    // may leave exhausted
    retirement, // may leave the field
    founding,   // may found a lab
    talk,       // a recruiter and whoever has answered talk
    offer,      // screening is over
    disclose,   // tells the own lab of an offer
    decide,     // answers an offer
};

/// Something due for one person.
struct Event
{
    Time at;
    std::uint64_t luck = 0;   // identity of the occasion; keys every draw of it
    std::uint32_t person = 0; // row
    float value = 0;
    std::uint32_t slot = 0; // of an open offer, a tie or a team, a row, or a place on a list
    std::uint16_t lab = 0;
    What what{};
    std::uint8_t flag = 0;
};
static_assert(sizeof(Event) == 32);

/// A person's own order: time, then kind, then occasion. Total, so that results never depend on arrival.
inline auto order_of(Event const& e)
{
    return std::tuple{e.person, e.at.us, e.what, e.luck, e.slot, e.value, e.lab, e.flag};
}

/// The same order, decided by the first two nearly always.
inline bool comes_before(Event const& a, Event const& b)
{
    if (a.person != b.person) return a.person < b.person;
    if (a.at.us != b.at.us) return a.at.us < b.at.us;
    return order_of(a) < order_of(b);
}

/// Flags of a first day: how the offer was come by, that its deadline was an ultimatum, that the old lab was
/// taken over.
inline constexpr std::uint8_t start_referred = 1;
inline constexpr std::uint8_t start_pressed = 2;
inline constexpr std::uint8_t start_taken_over = 4;

/// Flags of an alarm: who it was that left.
inline constexpr std::uint8_t alarm_of_lead = 1;
inline constexpr std::uint8_t alarm_of_layoff = 2;

/// Flag of a lay-off: the whole lab shuts.
inline constexpr std::uint8_t laid_off_by_closure = 1;

/// Why somebody came or went: in the records, and as the flag of mail that says so.
enum class Reason : std::int8_t { offer, quit, layoff, burnout, left_field, entry, outside_hire, closure };

/// What a person writes to a lab.
enum class Matter : std::uint8_t {
    left,
    joined,
    disclosed,
    accepted,
    signed_letter,
    turned_down,
    leaning,
    founds
};

struct Mail
{
    Time at;
    std::uint64_t id = 0; // the person's identity: ties of time are broken by it
    std::uint64_t luck = 0;
    std::uint32_t person = 0; // row
    std::uint32_t slot = 0;   // of the open offer, or the team left
    float value = 0;          // tenure [yr], pay asked for, or pay accepted [$M/yr]
    float pay = 0;            // annual pay now [$M/yr]
    std::uint16_t lab = 0;
    Matter matter{};
    std::uint8_t level = 0;
    float talent = 0;
    std::uint8_t flag = 0;
};

/// The order in which a lab works its mail.
inline auto order_of(Mail const& m) { return std::tuple{m.lab, m.at.us, m.id, m.matter, m.luck}; }
} // namespace mercato
