// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a run leaves behind: tables of columns, each column with unit and meaning as data.
///
/// A record is a row; times are moments; people are numbered by row within their replicate, labs by row.
/// 64-bit integers do not survive all readers, so none is recorded but moments.

#include <cstdint>
#include <string>
#include <vector>

#include "world/choice_records.hpp"
#include "world/crisis_records.hpp"
#include "world/event.hpp"
#include "world/firms/firm_records.hpp"
#include "world/output.hpp"
#include "world/raid_records.hpp"

namespace mercato
{
/// Somebody changed employer, left the field (to = -1) or came into it (from = -1).
struct MoveRecord
{
    Time time;
    std::int32_t person = 0;
    std::int16_t from = -1;
    std::int16_t to = -1;
    std::int8_t reason = 0;
    std::int8_t level = 0;
    float tenure = 0;
    float pay_before = 0;
    float pay_after = 0;
    float talent = 0;
    float safety_weight = 0;
    std::int32_t team = -1;
    std::int8_t was_lead = 0;
    std::int8_t referred = 0;
    std::int8_t reunited = 0;
    std::int8_t returned = 0;

    static constexpr auto columns()
    {
        using R = MoveRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the start in the new place"),
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::from, "from", "1", "lab left, -1 for outside the field"),
            column(&R::to, "to", "1", "lab joined, -1 for outside the field"),
            column(&R::reason, "reason", "1", "why",
                   "offer quit layoff burnout left_field entry outside_hire closure"),
            column(&R::level, "level", "1", "level, 1 to 4"),
            column(&R::tenure, "tenure", "years", "tenure at the lab left"),
            column(&R::pay_before, "pay_before", "M$/year", "annual pay, cash and equity, before"),
            column(&R::pay_after, "pay_after", "M$/year", "annual pay, cash and equity, after"),
            column(&R::talent, "talent", "1", "talent in log points"),
            column(&R::safety_weight, "safety_weight", "1", "weight of safety priority in utils"),
            column(&R::team, "team", "1", "team left, -1 without"),
            column(&R::was_lead, "was_lead", "1", "led that team", "no yes"),
            column(&R::referred, "referred", "1", "the contact came through a tie", "no yes"),
            column(&R::reunited, "reunited", "1", "somebody works there who once led the person", "no yes"),
            column(&R::returned, "returned", "1", "to one of the last two employers before this one",
                   "no yes"),
        };
    }
};

/// What became of an offer.
enum class Answer : std::int8_t { declined, accepted, countered, refused, lapsed, pending, unheard };

/// A firm offer and its answer.
struct OfferRecord
{
    Time time;
    Time answered;
    std::int32_t person = 0;
    std::int16_t from = -1;
    std::int16_t to = -1;
    std::int8_t answer = 0;
    std::int8_t disclosed = 0;
    std::int8_t counter = 0;
    std::int8_t referred = 0;
    float pay_now = 0;
    float pay_offered = 0;
    float pay_counter = 0;
    float deadline = 0;
    float gap = 0;
    float waiting = 0;

    static constexpr auto columns()
    {
        using R = OfferRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the firm offer"),
            column(&R::answered, "answered", "", "moment of the answer"),
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::from, "from", "1", "lab where the person works"),
            column(&R::to, "to", "1", "lab that offers"),
            column(&R::answer, "answer", "1",
                   "declined; accepted; stayed with a counter; accepted but refused for want of a place; "
                   "overtaken by "
                   "another move; still open at the end",
                   "declined accepted countered refused lapsed pending"),
            column(&R::disclosed, "disclosed", "1", "told to the own lab in time", "no yes"),
            column(&R::counter, "counter", "1", "a counter came in time", "no yes"),
            column(&R::referred, "referred", "1", "the contact came through a tie", "no yes"),
            column(&R::pay_now, "pay_now", "M$/year", "annual pay, cash and equity, before"),
            column(&R::pay_offered, "pay_offered", "M$/year", "annual pay, cash and equity, offered"),
            column(&R::pay_counter, "pay_counter", "M$/year", "annual pay countered with, 0 without"),
            column(&R::deadline, "deadline", "d", "time from offer to deadline"),
            column(&R::gap, "gap", "1",
                   "utility of going less utility of staying, tastes included, in utils"),
            column(&R::waiting, "waiting", "1", "value of waiting for other offers, in utils"),
        };
    }
};

/// One job spell; a spell still running at the end has ended = 0 and its end at the end of the run.
struct SpellRecord
{
    Time start;
    Time end;
    std::int32_t person = 0;
    std::int16_t lab = -1;
    std::int32_t team = -1;
    std::int8_t ended = 0;
    std::int8_t reason = 0;
    std::int8_t level = 0;
    float pay_start = 0;
    float safety_weight = 0;

    static constexpr auto columns()
    {
        using R = SpellRecord;
        return std::tuple{
            column(&R::start, "start", "", "moment of joining; before the run for people of the start"),
            column(&R::end, "end", "", "moment of leaving, or end of the run"),
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::lab, "lab", "1", "lab"),
            column(&R::team, "team", "1", "team within the lab, -1 without"),
            column(&R::ended, "ended", "1", "left before the end of the run", "no yes"),
            column(&R::reason, "reason", "1", "why it ended; meaningless while it runs",
                   "offer quit layoff burnout left_field entry outside_hire closure"),
            column(&R::level, "level", "1", "level at the end, 1 to 4"),
            column(&R::pay_start, "pay_start", "M$/year",
                   "annual pay at the start of the spell, 0 if before the run"),
            column(&R::safety_weight, "safety_weight", "1", "weight of safety priority in utils"),
        };
    }
};

/// A lab at a recorded time.
struct LabRecord
{
    std::int32_t headcount = 0;
    std::int32_t target = 0;
    std::int32_t slots = 0;
    std::int32_t pending = 0;
    std::int32_t contacts = 0;
    std::int32_t offers = 0;
    std::int32_t hires = 0;
    std::int32_t exits = 0;
    std::int32_t counters = 0;
    float pay = 0;
    float talent = 0;
    float safety = 0;
    float reputation = 0;
    float culture_x = 0;
    float culture_y = 0;
    float fatigue = 0;
    float exhaustion = 0;
    float valuation = 0;
    float paid = 0;
    std::int32_t raised = 0;
    float counter_cost = 0;
    float raise_cost = 0;
    float bonuses = 0;
    float pay_spread = 0;

    static constexpr auto columns()
    {
        using R = LabRecord;
        return std::tuple{
            column(&R::headcount, "headcount", "1", "people employed"),
            column(&R::target, "target", "1", "people planned"),
            column(&R::slots, "slots", "1", "open places"),
            column(&R::pending, "pending", "1", "hires that have not started"),
            column(&R::contacts, "contacts", "1", "contacts made since the start"),
            column(&R::offers, "offers", "1", "firm offers made since the start"),
            column(&R::hires, "hires", "1", "people who joined since the start"),
            column(&R::exits, "exits", "1", "people who left since the start"),
            column(&R::counters, "counters", "1", "counters made since the start"),
            column(&R::pay, "pay", "M$/year", "mean annual pay, cash and equity"),
            column(&R::talent, "talent", "1", "mean talent in log points"),
            column(&R::safety, "safety", "1", "safety priority, -1 to 1"),
            column(&R::reputation, "reputation", "1", "safety priority as seen outside, -1 to 1"),
            column(&R::culture_x, "culture_x", "1", "culture, first dimension, in sd"),
            column(&R::culture_y, "culture_y", "1", "culture, second dimension, in sd"),
            column(&R::fatigue, "fatigue", "1", "reference fatigue, 0 to 1"),
            column(&R::exhaustion, "exhaustion", "1", "reference exhaustion, 0 to 1"),
            column(&R::valuation, "valuation", "M$", "value of the whole equity"),
            column(&R::paid, "paid", "M$", "cash paid to staff since the start, as far as settled"),
            column(&R::raised, "raised", "1",
                   "raises with a whole team or staff since the start, of people who had no offer"),
            column(&R::counter_cost, "counter_cost", "M$/year",
                   "annual pay added since the start by counters that kept somebody"),
            column(&R::raise_cost, "raise_cost", "M$/year",
                   "annual pay added since the start by raises of whole teams or staff"),
            column(
                &R::bonuses, "bonuses", "M$",
                "promised by policies since the start and not forfeited: bonuses, special and early equity"),
            column(&R::pay_spread, "pay_spread", "1",
                   "standard deviation of log pay within a level, visible talent taken off, over all levels"),
        };
    }
};

/// A followed person at a recorded time.
struct PanelRecord
{
    std::int16_t lab = -1;
    float pay = 0;
    float alarm = 0;
    float trust = 0;
    std::int32_t person = -1;

    static constexpr auto columns()
    {
        using R = PanelRecord;
        return std::tuple{
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::lab, "lab", "1", "lab, -1 outside the field"),
            column(&R::pay, "pay", "M$/year", "annual pay, cash and equity"),
            column(&R::alarm, "alarm", "1", "alarm in log points"),
            column(&R::trust, "trust", "1", "trust in leadership, 0 to 1"),
        };
    }
};

/// All that one replicate leaves. times.size() * lab_count lab records, time first.
struct RunRecords
{
    std::vector<Time> times;
    std::vector<LabRecord> labs;
    std::vector<OutputRecord> works;               // as labs; empty where no lab makes anything
    std::vector<std::uint64_t> state_hash;         // one per time
    std::vector<PanelRecord> panel;                // times.size() * followed
    std::vector<MoveRecord> moves;                 // in (time, person) order
    std::vector<OfferRecord> offers;               // in (answered, person) order
    std::vector<SpellRecord> spells;               // in (person, start) order
    std::vector<AnnouncementRecord> announcements; // of all crises, by lab and time
    std::vector<CrisisRecord> crises;
    std::vector<IntentionRecord> intentions;
    std::vector<ApproachRecord> approaches; // in (time, person) order
    std::vector<ChoiceRecord> choices;      // in (time, person) order
    std::vector<AccountRecord> accounts;    // like labs; empty where no lab has one
    std::vector<LabEventRecord> lab_events; // in order of time
    std::vector<LaunchRecord> launches;     // in (time, lab) order
    std::int64_t people = 0;                // everyone who was ever in the field
    std::string failure;                    // why the run has no records; empty where it has

    bool failed() const { return !failure.empty(); }
};
} // namespace mercato
