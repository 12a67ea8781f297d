// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A fact: what is documented to have happened, and which observable of a run it is held against.

#include <optional>
#include <string>
#include <string_view>

#include "core/field.hpp"

namespace mercato
{
/// What a row may be used for; inputs never count as successes, fitted facts are tallied apart.
inline constexpr std::string_view fact_roles[] = {"input", "calibration", "fitted", "held_out"};

struct FactSpec
{
    std::string id;
    std::string statement;
    std::string source;
    std::string role = "calibration";
    std::string derived_from;
    std::string observable;
    std::string lab;
    std::string lab_to;
    std::optional<Time> from;
    std::optional<Time> until;
    double horizon = 2;
    std::optional<double> low;
    std::optional<double> high;
    double at_least = 0.1;
    std::string expected;
    std::string reason;

    static constexpr auto fields()
    {
        using P = FactSpec;
        using enum Status;
        return std::tuple{
            required(field("id", &P::id, "row of the list of facts")),
            required(field("statement", &P::statement, "what is documented, in one sentence")),
            required(field("source", &P::source, "who measured it")),
            field("role", &P::role, "what the row is used for", fact_roles),
            field("derived_from", &P::derived_from, "id of the fact that this one repeats"),
            required(
                field("observable", &P::observable, "what of a run is compared; docs/facts.md lists them")),
            field("lab", &P::lab, "lab the observable is about; several ids are separated by spaces"),
            field("lab_to", &P::lab_to, "second lab, for flows; several likewise"),
            field("from", &P::from, "start of the window, with offset; that of the run unless given"),
            field("until", &P::until, "end of the window, with offset; that of the run unless given"),
            field("horizon", &P::horizon, unit::years, {0, 100}, {0.1, 5}, assumed,
                  "length the observable looks over", ""),
            field("low", &P::low, unit::one, {-1e12, 1e12}, {}, assumed, "smallest value that agrees", ""),
            field("high", &P::high, unit::one, {-1e12, 1e12}, {}, assumed, "largest value that agrees", ""),
            field("at_least", &P::at_least, unit::one, {0, 1}, {0.05, 0.5}, assumed,
                  "share of replicates inside the interval that passes", ""),
            field("expected", &P::expected, "what the authors expect, said before the run"),
            field("reason", &P::reason, "why a fact that fails is kept"),
        };
    }
};
} // namespace mercato
