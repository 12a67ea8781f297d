// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The whole state: people in shelves of fixed size, labs, market, and the cohorts on which luck is laid out.

#include <cstdint>
#include <deque>
#include <vector>

#include "core/scatter.hpp"
#include "world/choice_records.hpp"
#include "world/crisis.hpp"
#include "world/event.hpp"
#include "world/firms/firm_records.hpp"
#include "world/labs.hpp"
#include "world/raid.hpp"
#include "world/raid_records.hpp"
#include "world/researchers.hpp"

namespace mercato
{
/// Rows that one thread works at a time. Part of the model's layout, never of the machine.
inline constexpr std::uint32_t shelf_size = 4096;

/// A firm offer that is not answered yet.
struct OpenOffer
{
    std::uint64_t luck = 0;
    Time made;
    Time deadline;
    float pay = 0;     // annual pay, cash and equity [$M/yr]
    float counter = 0; // annual pay of the counter; 0 without
    float waiting = 0;
    float gap = 0;
    float sign_on = 0; // paid on the first day [$M]
    Time told = never; // when it is disclosed, at the present pace
    std::uint32_t person = 0;
    std::uint32_t next = nobody;
    Pursuit pursuit; // on the list of a raid
    std::uint16_t lab = 0;
    bool disclosed = false;
    bool referred = false;
    bool taken = false; // accepted, not yet admitted
    bool extended = false;
    bool leaning = false; // of a coalition: would go as things stand
};

/// What happened on a shelf, for the records; times and numbers as in run/records.hpp.
struct Happening
{
    enum class Kind : std::uint8_t { moved, answered };
    Time at;
    Time since; // offer made, or spell started
    std::uint32_t person = 0;
    std::uint32_t team = nobody;
    std::uint16_t from = nowhere;
    std::uint16_t to = nowhere;
    Kind kind{};
    std::int8_t code = 0; // reason or answer
    std::int8_t level = 0;
    bool led = false;
    bool reunited = false;
    bool returned = false;
    bool referred = false;
    bool disclosed = false;
    bool countered = false;
    float pay_before = 0;
    float pay_after = 0;
    float pay_start = 0;
    float pay_counter = 0;
    float days = 0;
    float gap = 0;
    float waiting = 0;
    float talent = 0;
    float safety_weight = 0;
};

/// What belongs to shelf_size rows and is written by one thread at a time.
struct Shelf
{
    std::vector<OpenOffer> offers;
    std::uint32_t free_offer = nobody; // chain of free places through `next`
    std::vector<Tally> tally;          // a lab
    std::vector<Event> due_soon;       // made while the window is worked, due inside it
    std::vector<Event> due_later;
    std::vector<Mail> mail;
    std::vector<ApproachRecord> approaches;
    std::vector<ChoiceRecord> choices;
    std::deque<Happening> happened;      // in pieces: what grows all the time leaves no room unused
    std::vector<std::uint32_t> moved;    // rows whose lab is to be published
    std::vector<std::uint32_t> stirred;  // rows whose response may have come to exceed what blocks lay out
    std::vector<std::uint32_t> restless; // rows that are called beyond it, looked at again on every page
    std::uint64_t hash = 0;              // sum over changes of state
    Cents wealth_in = 0;                 // saved out of pay
    Cents spent = 0;                     // taxed and consumed
    Cents sales = 0;                     // paid by the market for equity
};

/// People of one birth group and rate class, in the order of their numbers: blocks are cut from it.
struct Cohort
{
    std::uint64_t luck = 0;
    int rate_class = 0;
    std::vector<std::uint32_t> rows;
};

struct World
{
    Researchers people;
    Labs labs;
    Market market;
    std::vector<Crisis> crises;   // a lab each; most never have one
    std::vector<Raid> raids;      // in the order of the scenario
    std::vector<Policy> policies; // likewise
    std::vector<Works> works;     // a lab each; empty where no lab makes anything
    Race race;
    std::vector<Shelf> shelves;
    std::vector<Cohort> cohorts;
    std::vector<std::uint32_t> singles; // rows outside all cohorts, whose luck is laid out person by person
    std::uint16_t jobless = nowhere;    // the lab of those without a job; nowhere if the scenario has none
    std::vector<LabEventRecord> deeds;  // what happened to labs
    double capital = 1;                 // C, climate of the market for capital
    double backed = 0;                  // share of founders who find money; nobody before the start
    std::vector<std::uint8_t> backs;    // a lab each: is its staff backed?
    double frontier = 0;                // log capability of the most capable lab, as the scenario says
    Cents wealth_before = 0;            // liquid wealth of everybody when counting began
    Time origin;                        // culture gaps are carried back to it
    Time now;

    Shelf& shelf_of(std::uint32_t row) { return shelves[row / shelf_size]; }
    /// A lab's tallies of all shelves, as they stand.
    Tally total_of(std::uint16_t lab) const;
    /// Adds rows up to @p size, with the shelves they need.
    void grow(std::size_t size);
};

/// A place for an open offer in the pool of @p shelf.
std::uint32_t open_offer(Shelf& shelf, OpenOffer const& offer);
void close_offer(Shelf& shelf, std::uint32_t slot);
} // namespace mercato
