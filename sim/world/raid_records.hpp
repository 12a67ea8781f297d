// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a raid leaves behind: everybody approached, the package, the answer.

#include "core/columns.hpp"

namespace mercato
{
/// One person on the list of a raid, from the call to the answer.
struct ApproachRecord
{
    Time time;
    Time answered;
    std::int32_t person = 0;
    std::int16_t from = -1;
    std::int16_t to = -1;
    std::int8_t raid = 0;
    std::int32_t rank = 0;
    std::int8_t personal = 0;
    std::int8_t answer = 0;
    std::int8_t disclosed = 0;
    std::int8_t counter = 0;
    std::int8_t extended = 0;
    float pay_now = 0;
    float pay_offered = 0;
    float sign_on = 0;
    float pay_counter = 0;
    float stake = 0;
    float wealth = 0;
    float gap = 0;
    float talent = 0;

    static constexpr auto columns()
    {
        using R = ApproachRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the firm offer, or of the call where none was made"),
            column(&R::answered, "answered", "", "moment of the answer"),
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::from, "from", "1", "lab where the person works"),
            column(&R::to, "to", "1", "lab that raids"),
            column(&R::raid, "raid", "1", "number of the raid in the scenario"),
            column(&R::rank, "rank", "1", "place on the list, from 1"),
            column(&R::personal, "personal", "1", "called by the chief executive", "no yes"),
            column(&R::answer, "answer", "1",
                   "declined; accepted; stayed with a counter; accepted but refused for want of a place; "
                   "overtaken "
                   "by another move; still open at the end; did not listen to the call",
                   "declined accepted countered refused lapsed pending unheard"),
            column(&R::disclosed, "disclosed", "1", "told to the own lab in time", "no yes"),
            column(&R::counter, "counter", "1", "a counter came in time", "no yes"),
            column(&R::extended, "extended", "1", "was given more time", "no yes"),
            column(&R::pay_now, "pay_now", "M$/year", "annual pay, cash and equity, before"),
            column(&R::pay_offered, "pay_offered", "M$/year", "annual pay, cash and equity, offered"),
            column(&R::sign_on, "sign_on", "M$", "paid on the first day"),
            column(&R::pay_counter, "pay_counter", "M$/year", "annual pay countered with, 0 without"),
            column(&R::stake, "stake", "M$", "equity of the own lab, promised and not vested, at its price"),
            column(&R::wealth, "wealth", "M$", "liquid wealth"),
            column(&R::gap, "gap", "1",
                   "utility of going less utility of staying, tastes included, in utils"),
            column(&R::talent, "talent", "1", "talent in log points"),
        };
    }
};
} // namespace mercato
