// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of a raid or a lift-out: who is after whom, with which packages, how long.

#include <string>
#include <string_view>

#include "core/field.hpp"

namespace mercato
{
/// A list is called one by one; a coalition is a lead and those with strong ties to the lead, who get one
/// joint offer; a core is the top of the list of a lab that is taken over, all of it asked on one day.
inline constexpr std::string_view raid_modes[] = {"list", "coalition", "core"};

/// Who comes first: whom the raider values most, or who is most at odds with the own lab.
inline constexpr std::string_view raid_orders[] = {"merit", "misfit"};

struct RaidSpec
{
    std::string id;
    std::int64_t luck = 0;
    std::string lab;
    std::string target;
    std::string mode = "list";
    std::string order = "merit";
    Time at;
    Time until;
    bool enabled = true;
    std::string note;
    std::string source;
    double people = 100;
    double personal = 20;
    double pace = 5 * 365.25;
    double budget = 1e9;
    double top_multiple = 20;
    double low_multiple = 5;
    double sign_on = 1;
    double clawback = 0;
    double deadline = 3 / 365.25;
    double extension = 0;
    double screening = 3 / 365.25;
    double prestige = 0;
    double moving_discount = 0;

    static constexpr auto fields()
    {
        using P = RaidSpec;
        using enum Status;
        constexpr auto a = assumed;
        return std::tuple{
            required(field("id", &P::id, "short name of the raid")),
            field("luck", &P::luck, unit::one, {0, 0x1p53}, {}, a,
                  "what the raid's luck hangs on; made from the id unless given", ""),
            required(field("lab", &P::lab, "id of the lab that raids")),
            field("target", &P::target,
                  "id of the lab that is raided; every other lab of kind lab unless given"),
            field("mode", &P::mode,
                  "who is approached: a list one by one, a lead with strong ties, the core of a lab",
                  raid_modes),
            field("order", &P::order,
                  "who comes first: whom the raider values most, or who is most at odds with culture and "
                  "safety "
                  "priority of the own lab",
                  raid_orders),
            required(field("at", &P::at, "first day, with offset")),
            required(field("until", &P::until, "end of the raid, with offset")),
            field("enabled", &P::enabled, "false switches the raid off"),
            field("note", &P::note, "what is assumed"),
            field("source", &P::source, "where it is documented"),
            field("people", &P::people, unit::people, {1, 1e6}, {5, 500}, a,
                  "length of the list, or most people of a coalition", ""),
            field("personal", &P::personal, unit::people, {0, 1e6}, {0, 100}, a,
                  "so many at the top of the list are called by the chief executive", ""),
            field("pace", &P::pace, unit::per_day, {0.01, 1e4}, {0.5, 20}, a, "most calls", ""),
            field("budget", &P::budget, unit::dollars_million, {0, 1e12}, {100, 1e4}, a,
                  "most annual pay and sign-on money in offers that are out or accepted", ""),
            field("top_multiple", &P::top_multiple, unit::one, {0.01, 1e4}, {2, 50}, a,
                  "pay offered at the top of the list over the raider's band for the level at average talent",
                  ""),
            field("low_multiple", &P::low_multiple, unit::one, {0.01, 1e4}, {1, 20}, a,
                  "the same at the end of the list, geometric between", ""),
            field("sign_on", &P::sign_on, unit::years, {0, 20}, {0, 2}, a,
                  "years of the offered pay that are paid on the first day", ""),
            field("clawback", &P::clawback, unit::months, {0, 120}, {0, 24}, a,
                  "whoever leaves so soon gives the sign-on back; 0 never", "one to two years are usual"),
            field("deadline", &P::deadline, unit::days, {0.05, 365}, {0.5, 30}, a, "deadline of its offers",
                  ""),
            field("extension", &P::extension, unit::days, {0, 365}, {0, 14}, a,
                  "more time that whoever asks is given once; 0 never", ""),
            field("screening", &P::screening, unit::days, {0, 365}, {1, 14}, a,
                  "mean wait from call to firm offer", ""),
            field("prestige", &P::prestige, unit::one, {-5, 5}, {-1, 2}, a,
                  "of the unit the people are wanted for, over the raider's [sd]", ""),
            field("moving_discount", &P::moving_discount, unit::one, {0, 1}, {0, 1}, a,
                  "share of the moving cost that is saved: 1 where the work moves with the people", ""),
        };
    }
};
} // namespace mercato
