// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of a policy: ways of one lab, of all, or of all under one law, from a date on.
///
/// A policy holds from `at` to `until`; where two speak of the same thing, the later entry wins. What it does
/// once (bonus, raise, grants, contracts, an open account) it does at its date, to the staff of that day, and
/// only within the simulated window: what lies before the start has been done.
///
/// Sources of the ranges: docs/model.md, section on policies.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/field.hpp"
#include "core/fixed.hpp"

namespace mercato
{
/// The word that stands for every lab.
inline constexpr std::string_view every_lab = "all";

struct PolicySpec
{
    std::string id;
    std::string lab;
    std::string jurisdiction;
    Time at;
    std::optional<Time> until;
    bool enabled = true;
    std::string note;
    std::string source;
    std::int64_t least_level = 1;
    bool leads_only = false;
    double bonus = 0;
    double bonus_share = 0;
    double bonus_stay = 1;
    bool bonus_first = false;
    double raise = 0;
    double grant = 0;
    double accelerate = 0;
    bool open_account = false;
    bool existing_grants = false;
    std::optional<double> cliff;
    std::optional<double> refresh;
    std::optional<double> visibility;
    std::optional<double> least_deadline;
    bool never_match = false;
    std::optional<double> counter_factor;
    std::optional<double> counter_bound;
    std::optional<double> recognition;
    std::optional<double> successor;
    std::optional<double> garden_leave;
    double garden_share = 1;

    static constexpr auto fields()
    {
        using P = PolicySpec;
        using enum Status;
        constexpr auto a = assumed;
        return std::tuple{
            required(field("id", &P::id, "short name of the policy")),
            required(field("lab", &P::lab, "id of the lab that adopts it; \"all\": whatever lab there is")),
            field("jurisdiction", &P::jurisdiction,
                  "only labs under this law: with lab = \"all\" what a regulator orders"),
            required(field("at", &P::at, "from when, with offset")),
            field("until", &P::until, "until when what lasts holds, with offset; for good unless given"),
            field("enabled", &P::enabled, "false switches the policy off"),
            field("note", &P::note, "what is assumed"),
            field("source", &P::source, "where it is documented"),
            field("least_level", &P::least_level, unit::one, {1, 4}, {1, 4}, a,
                  "bonus, raise and grants go to staff of this level and above", ""),
            field("leads_only", &P::leads_only, "bonus, raise and grants go to leads of teams alone"),
            field("bonus", &P::bonus, unit::dollars_thousand, {0, 1e9}, {0, 5000}, a,
                  "retention bonus a head, for whoever is still there after bonus_stay",
                  "sums of up to millions are reported (E1-21, docs/model.md 3c)"),
            field("bonus_share", &P::bonus_share, unit::years, {0, 20}, {0, 2}, a,
                  "the same in years of the own annual pay, added to it", ""),
            field("bonus_stay", &P::bonus_stay, unit::months, {0.1, 120}, {6, 36}, a,
                  "how long one must stay for it", "one to two years are usual"),
            field("bonus_first", &P::bonus_first,
                  "paid on the first day and given back by whoever leaves before; else paid at the end"),
            field("raise", &P::raise, unit::log_points, {-2, 5}, {0, 0.3}, a,
                  "raise of log pay, in cash, for all of those meant, once; a cut takes at most all cash",
                  ""),
            field("grant", &P::grant, unit::years, {0, 20}, {0, 2}, a,
                  "special grant of equity without a cliff in years of annual pay, once", ""),
            field("accelerate", &P::accelerate, unit::months, {0, 48}, {0, 24}, a,
                  "vesting of all grants that are held is brought forward by so much, once", ""),
            field("open_account", &P::open_account,
                  "the leaders tell staff what happened: trust rises by climate.trust_account, once; in a "
                  "crisis "
                  "when it is over"),
            field("existing_grants", &P::existing_grants,
                  "with cliff: grants that are held get the shorter cliff too"),
            field("cliff", &P::cliff, unit::months, {0, 48}, {0, 12}, a, "cliff of new grants",
                  "12 to 6 to 0 months at one lab within 2025 (docs/model.md 3c)"),
            field("refresh", &P::refresh, unit::one, {0, 50}, {0, 1}, a,
                  "yearly refresh grant over a new grant, instead of growth.refresh_share",
                  "a quarter or less is usual"),
            field("visibility", &P::visibility, unit::one, {0, 1}, {0, 1}, a,
                  "how much of peers' pay is known, instead of counter.visibility: 0 secret, 1 open",
                  "effects of disclosure: Card et al. 2012"),
            field("least_deadline", &P::least_deadline, unit::days, {0, 365}, {7, 30}, a,
                  "no offer of the lab is open for less",
                  "norms of academic markets, Niederle and Roth 2009"),
            field("never_match", &P::never_match, "no offer is countered"),
            field("counter_factor", &P::counter_factor, unit::one, {0, 10}, {0, 1.5}, a,
                  "multiplies counter.readiness, instead of that of the lab", ""),
            field("counter_bound", &P::counter_bound, unit::one, {0, 100}, {1.1, 2.5}, a,
                  "chi of the lab: largest counter over talent-adjusted peer pay, instead of counter.bound",
                  ""),
            field(
                "recognition", &P::recognition, unit::utils, {0, 20}, {0, 1}, a,
                "what a counter is worth besides its pay: honours, compute, freedom; instead of that of the "
                "lab",
                "direction: S-10"),
            field("successor", &P::successor, unit::days, {0, 365}, {1, 60}, a,
                  "within so many days a successor is named of any lead who leaves: alarm and lost trust of "
                  "the "
                  "team abate by contagion.successor_calm",
                  ""),
            field("garden_leave", &P::garden_leave, unit::months, {0, 60}, {0, 12}, a,
                  "paid months before a move to another employer, instead of the lab's non-compete; 0 "
                  "abolishes "
                  "it",
                  "6 to 12 months are reported in the United Kingdom (E5-20)"),
            field("garden_share", &P::garden_share, unit::one, {0, 1}, {0, 1}, a,
                  "with garden_leave: share of staff bound by it", ""),
        };
    }
};

/// A policy and the labs it is for.
struct Policy
{
    PolicySpec spec;
    std::vector<std::uint16_t> labs;
    std::vector<std::uint16_t> silent; // labs whose open account waits for the end of a crisis

    bool holds(Time t) const { return spec.enabled && spec.at <= t && (!spec.until || t < *spec.until); }
};

/// Money that falls due at a date if somebody is still there; what is added later moves it to the later date.
struct Pledge
{
    Time due;
    Cents amount = 0;
};

/// What hangs on staying: first what is owed, paid when it is due; then what was paid and is given back by
/// whoever leaves before.
using Pledges = std::array<Pledge, 2>;
inline constexpr std::uint32_t owed_money = 0;
inline constexpr std::uint32_t held_money = 1;
} // namespace mercato
