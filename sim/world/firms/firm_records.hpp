// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What labs as firms leave behind: their accounts over time, and what happened to them.

#include "core/columns.hpp"

namespace mercato
{
/// The account of a lab at a recorded time; not a number for labs without one.
struct AccountRecord
{
    float cash = 0;
    float runway = 0;
    float burn = 0;
    float raised = 0;
    float shares = 0;

    static constexpr auto columns()
    {
        using R = AccountRecord;
        return std::tuple{
            column(&R::cash, "cash", "M$", "on the account; wages are charged every four weeks"),
            column(&R::runway, "runway", "years", "cash over burn, 99 where nothing is burnt"),
            column(&R::burn, "burn", "M$/year", "wages and other costs less revenue"),
            column(&R::raised, "money_raised", "M$", "raised in rounds since the start"),
            column(&R::shares, "shares", "1",
                   "units of equity over those at the start: each round issues more"),
        };
    }
};

/// What happened to a lab.
enum class Deed : std::int8_t {
    funding_round,
    valuation,
    lay_off,
    failure,
    insolvency,
    takeover,
    wound_up,
    founding,
    no_place,
    closure,
    condition
};

/// One of them.
struct LabEventRecord
{
    Time time;
    std::int16_t lab = -1;
    std::int8_t deed = 0;
    std::int16_t other = -1;
    std::int32_t person = -1;
    std::int32_t people = 0;
    float sum = 0;
    float valuation = 0;
    float runway = 0;
    float ties = 0;

    static constexpr auto columns()
    {
        using R = LabEventRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment at which it took effect"),
            column(&R::lab, "lab", "1", "lab it happened to, -1 where no row was left for a founding"),
            column(&R::deed, "deed", "1", "what happened",
                   "funding_round valuation lay_off failure insolvency takeover wound_up founding no_place "
                   "closure condition"),
            column(&R::other, "other", "1",
                   "lab that takes over, or from which the founder comes; -1 without"),
            column(&R::person, "person", "1", "row of the founder in the replicate, -1 without"),
            column(&R::people, "people", "1",
                   "headcount before; of a founding those asked, founder included"),
            column(&R::sum, "sum", "1",
                   "money raised, there at a founding or paid for a take-over [M$]; share of staff laid off; "
                   "1 as a condition begins to hold, 0 as it ends"),
            column(&R::valuation, "valuation", "M$", "value of the whole equity after it"),
            column(&R::runway, "runway", "years", "runway before it, not a number without an account"),
            column(&R::ties, "ties", "1", "mean weight of the founder's ties to those asked"),
        };
    }
};
} // namespace mercato
