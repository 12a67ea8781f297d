// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What is said of a run when it ends, for people and as JSON: what happened, and a verdict for each fact.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cli/json.hpp"
#include "study/summary.hpp"
#include "study/verdicts.hpp"

namespace mercato
{
/// The run that a report is about.
struct ReportHead
{
    std::string title;
    Time start;
    Time end;
    std::uint32_t replicates = 1;
    std::int64_t seed = 1;
    std::vector<std::string> labs; ///< names, in the order of rows
};

/// "TITLE: simulated, stylised", the window, how many replicates.
std::string head_text(ReportHead const& head);

/// A row a lab: median over replicates and, under it, the interval from 5 to 95 %.
std::string summary_text(ReportHead const& head, Summary const& summary);

/// Two rows a fact, and how many of each tally passed.
std::string verdicts_text(std::span<Verdict const> verdicts);

/// One line: how many scored and fitted facts passed.
std::string score_text(std::span<Verdict const> verdicts);

/// The same as members of the open object.
void write_head(JsonWriter& json, ReportHead const& head);
void write_summary(JsonWriter& json, ReportHead const& head, Summary const& summary);
void write_verdicts(JsonWriter& json, std::span<Verdict const> verdicts);
} // namespace mercato
