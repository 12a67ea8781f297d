// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What an observable is asked: of which labs, in which window, how far ahead. Conventions: docs/facts.md.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "run/records.hpp"
#include "run/scenario.hpp"

namespace mercato
{
/// What all replicates of a run have in common.
struct Axes
{
    std::vector<std::string> labs; ///< ids, in the order of rows
    std::vector<bool> employs;     ///< by lab: false where its people are without a job
    std::vector<Series> cliffs;    ///< by lab: months until new grants begin to vest, as [years]
    Time start;
    Time end;
    RecordParams recorded; ///< which tables the run wrote
};

Axes axes_of(Scenario const& s);

/// Some labs of a run, whose people are pooled.
struct LabChoice
{
    std::vector<bool> in;    ///< by lab
    bool is_everyone = true; ///< none was named: all employers
    bool has(std::int16_t lab) const { return lab >= 0 && in[static_cast<std::size_t>(lab)]; }
};

/// The arguments of an observable.
struct Question
{
    LabChoice labs;
    LabChoice labs_to;
    Time date; ///< the window's start as the fact says it, also outside of the run
    Time from; ///< the window [from, until), cut to the run
    Time until;
    Span horizon;
    double horizon_years = 0;
};

/// One replicate, looked at with a question in mind.
struct View
{
    RunRecords const& run;
    Axes const& axes;
    Question const& ask;
};

/// A question, or why it cannot be asked of this run.
struct Asked
{
    std::optional<Question> question;
    std::string remark;
};

Asked ask(FactSpec const& fact, Axes const& axes);

/// Dates from which an observable looks one horizon ahead without leaving the window.
std::vector<Time> anchors(Question const& q);

/// Place of the last recorded time at or before @p date; nothing before the first one and after the end of
/// the run.
std::optional<std::size_t> recorded_at(View const& v, Time date);

inline bool in_window(Question const& q, Time t) { return q.from <= t && t < q.until; }
inline bool employs(Axes const& a, std::int16_t lab)
{
    return lab >= 0 && a.employs[static_cast<std::size_t>(lab)];
}
inline bool is_voluntary(std::int8_t reason)
{
    return reason == static_cast<std::int8_t>(Reason::offer) ||
           reason == static_cast<std::int8_t>(Reason::quit);
}

/// Weight of safety priority [utils] from which on somebody counts as committed to safety.
inline constexpr double committed_from = 1;

/// From one employer to another, drawn by an offer; whenever it is.
bool is_job_to_job(Axes const& a, MoveRecord const& m);

/// In the window, and leaves the labs asked about; between any two employers when none is named.
bool leaves(View const& v, MoveRecord const& m);

/// Job-to-job moves of the window that leave the labs.
std::vector<MoveRecord const*> moves_away(View const& v);

/// Years that people spend at @p labs in the window.
double exposure(View const& v, LabChoice const& labs);

/// Years of [begin, end) inside the window.
double years_in_window(Question const& q, Time begin, Time end);

/// a / b, nothing when b is 0.
inline std::optional<double> ratio(double a, double b)
{
    if (b == 0) return std::nullopt;
    return a / b;
}

/// Days from @p since to @p t.
inline double days_between(Time since, Time t) { return years(t - since) * 365.25; }

/// Middle of @p values, nothing when there are none.
std::optional<double> median_of(std::vector<double> values);
} // namespace mercato
