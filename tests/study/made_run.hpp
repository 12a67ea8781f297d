// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A replicate written by hand, in years since its start: labs a, b and c, and d whose people are without a
/// job.

#include <string>
#include <string_view>

#include "study/observables/observables.hpp"

namespace mercato
{
inline constexpr std::int16_t outside = -1;
inline constexpr std::int16_t a = 0;
inline constexpr std::int16_t b = 1;
inline constexpr std::int16_t c = 2;
inline constexpr std::int16_t d = 3;

/// Four years from 2022, in which nothing happened yet.
class MadeRun
{
public:
    MadeRun()
    {
        axes.labs = {"a", "b", "c", "d"};
        axes.employs = {true, true, true, false};
        axes.cliffs.assign(4, Series{{Time{}, 1.0, {}}});
        axes.start = time_of(2022, 1, 1, 0, 0, 0, 0);
        axes.end = at(4);
        axes.recorded.panel = 1;
        fact.id = "made";
    }

    Time at(double years_in) const { return axes.start + span_of_years(years_in); }

    SpellRecord& spell(std::int32_t person, std::int16_t lab, double from, double until)
    {
        SpellRecord s;
        s.person = person;
        s.lab = lab;
        s.start = at(from);
        s.end = at(until);
        run.spells.push_back(s);
        return run.spells.back();
    }

    /// A spell that ended before the end of the run.
    SpellRecord& ended(std::int32_t person, std::int16_t lab, double from, double until,
                       Reason reason = Reason::offer)
    {
        auto& s = spell(person, lab, from, until);
        s.ended = 1;
        s.reason = static_cast<std::int8_t>(reason);
        return s;
    }

    MoveRecord& move(std::int32_t person, double when, std::int16_t from, std::int16_t to,
                     Reason reason = Reason::offer)
    {
        MoveRecord m;
        m.person = person;
        m.time = at(when);
        m.from = from;
        m.to = to;
        m.reason = static_cast<std::int8_t>(reason);
        run.moves.push_back(m);
        return run.moves.back();
    }

    OfferRecord& offer(std::int32_t person, double when, std::int16_t from, Answer answer)
    {
        OfferRecord o;
        o.person = person;
        o.time = at(when);
        o.answered = o.time;
        o.from = from;
        o.to = b;
        o.answer = static_cast<std::int8_t>(answer);
        run.offers.push_back(o);
        return run.offers.back();
    }

    /// A call of a raid of c, answered @p days later.
    ApproachRecord& approach(std::int32_t rank, double when, std::int16_t from, Answer answer,
                             std::int64_t days = 0)
    {
        ApproachRecord r;
        r.person = r.rank = rank;
        r.time = at(when);
        r.answered = r.time + day * days;
        r.from = from;
        r.to = c;
        r.answer = static_cast<std::int8_t>(answer);
        run.approaches.push_back(r);
        return run.approaches.back();
    }

    /// A recorded time with so many people in a, b, c and d.
    void record(double when, int in_a, int in_b = 0, int in_c = 0, int in_d = 0)
    {
        run.times.push_back(at(when));
        for (int const people : {in_a, in_b, in_c, in_d}) run.labs.emplace_back().headcount = people;
    }

    /// The record of a lab at the latest recorded time.
    LabRecord& latest(std::int16_t lab)
    {
        return run.labs[run.labs.size() - 4 + static_cast<std::size_t>(lab)];
    }

    void name_labs(std::string_view labs, std::string_view labs_to = {})
    {
        fact.lab = std::string(labs);
        fact.lab_to = std::string(labs_to);
    }

    std::optional<double> value(std::string_view observable) { return observed(observable).sample.front(); }

    Observed observed(std::string_view observable)
    {
        auto asked = fact;
        asked.observable = std::string(observable);
        FactWatch watch({asked}, axes);
        watch.see(run);
        return watch.observed().front();
    }

    Axes axes;
    RunRecords run;
    FactSpec fact;
};

inline void name(std::string& where, std::string_view what) { where = std::string(what); }
} // namespace mercato
