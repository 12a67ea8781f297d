// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Why an offer was answered as it was: the terms of the utility of going, and of the best there was instead.
///
/// What is recorded adds up: gap = sum of going_* - sum of instead_*, summed in the order of the columns in
/// double precision and rounded once. The choice is that of the sign of the gap.

#include <array>
#include <string_view>

#include "core/columns.hpp"

namespace mercato
{
struct ChoiceRecord
{
    Time time;
    std::int32_t person = 0;
    std::int16_t from = -1;
    std::int16_t to = -1;
    std::int8_t answer = 0;
    std::int16_t instead = -1;
    float gap = 0;
    float going_pay = 0;
    float going_equity = 0;
    float going_amenity = 0;
    float going_safety = 0;
    float going_prestige = 0;
    float going_culture = 0;
    float going_compute = 0;
    float going_autonomy = 0;
    float going_ties = 0;
    float going_leader = 0;
    float going_match = 0;
    float going_strain = 0;
    float going_trust = 0;
    float going_alarm = 0;
    float going_fairness = 0;
    float going_counter = 0;
    float going_moving = 0;
    float going_pressure = 0;
    float going_waiting = 0;
    float going_luck = 0;
    float instead_pay = 0;
    float instead_equity = 0;
    float instead_amenity = 0;
    float instead_safety = 0;
    float instead_prestige = 0;
    float instead_culture = 0;
    float instead_compute = 0;
    float instead_autonomy = 0;
    float instead_ties = 0;
    float instead_leader = 0;
    float instead_match = 0;
    float instead_strain = 0;
    float instead_trust = 0;
    float instead_alarm = 0;
    float instead_fairness = 0;
    float instead_counter = 0;
    float instead_moving = 0;
    float instead_pressure = 0;
    float instead_waiting = 0;
    float instead_luck = 0;

    static constexpr auto columns()
    {
        using R = ChoiceRecord;
        return std::tuple{
            column(&R::time, "time", "", "moment of the answer"),
            column(&R::person, "person", "1", "row of the person in the replicate"),
            column(&R::from, "from", "1", "lab where the person works"),
            column(&R::to, "to", "1", "lab that offers"),
            column(&R::answer, "answer", "1", "what the person says: stays, goes, or stays with a counter",
                   "stays goes countered"),
            column(&R::instead, "instead", "1",
                   "lab of the best other offer in hand where that beats staying, else -1"),
            column(&R::gap, "gap", "1", "utility of going less that of the best there is instead, in utils"),
            column(&R::going_pay, "going_pay", "1", "of going, in utils: cash pay"),
            column(&R::going_equity, "going_equity", "1",
                   "of going, in utils: grants that vest within the horizon, beside cash"),
            column(&R::going_amenity, "going_amenity", "1", "of going, in utils: what has no other place"),
            column(&R::going_safety, "going_safety", "1",
                   "of going, in utils: safety priority as seen, as it is weighed"),
            column(&R::going_prestige, "going_prestige", "1",
                   "of going, in utils: prestige, of a raider's unit too"),
            column(&R::going_culture, "going_culture", "1", "of going, in utils: distance of cultures"),
            column(&R::going_compute, "going_compute", "1", "of going, in utils: compute a head"),
            column(&R::going_autonomy, "going_autonomy", "1", "of going, in utils: small teams, few layers"),
            column(&R::going_ties, "going_ties", "1",
                   "of going, in utils: people known there; a coalition that goes"),
            column(&R::going_leader, "going_leader", "1",
                   "of going, in utils: loyalty to a leader, a former lead"),
            column(&R::going_match, "going_match", "1",
                   "of going, in utils: match quality as far as it is known"),
            column(&R::going_strain, "going_strain", "1", "of going, in utils: fatigue and exhaustion"),
            column(&R::going_trust, "going_trust", "1", "of going, in utils: trust in the leaders"),
            column(&R::going_alarm, "going_alarm", "1", "of going, in utils: alarm at departures"),
            column(&R::going_fairness, "going_fairness", "1", "of going, in utils: pay of better-paid peers"),
            column(&R::going_counter, "going_counter", "1",
                   "of going, in utils: a counter and what comes with it"),
            column(&R::going_moving, "going_moving", "1", "of going, in utils: cost of moving"),
            column(&R::going_pressure, "going_pressure", "1", "of going, in utils: an ultimatum"),
            column(&R::going_waiting, "going_waiting", "1",
                   "of going, in utils: what else may come before the horizon"),
            column(&R::going_luck, "going_luck", "1", "of going, in utils: taste of the occasion"),
            column(&R::instead_pay, "instead_pay", "1",
                   "of staying, or of the best other offer, in utils: cash pay"),
            column(&R::instead_equity, "instead_equity", "1",
                   "of staying, or of the best other offer, in utils: grants that vest within the horizon, "
                   "beside cash"),
            column(&R::instead_amenity, "instead_amenity", "1",
                   "of staying, or of the best other offer, in utils: what has no other place"),
            column(&R::instead_safety, "instead_safety", "1",
                   "of staying, or of the best other offer, in utils: safety priority as seen, as it is "
                   "weighed"),
            column(&R::instead_prestige, "instead_prestige", "1",
                   "of staying, or of the best other offer, in utils: prestige, of a raider's unit too"),
            column(&R::instead_culture, "instead_culture", "1",
                   "of staying, or of the best other offer, in utils: distance of cultures"),
            column(&R::instead_compute, "instead_compute", "1",
                   "of staying, or of the best other offer, in utils: compute a head"),
            column(&R::instead_autonomy, "instead_autonomy", "1",
                   "of staying, or of the best other offer, in utils: small teams, few layers"),
            column(&R::instead_ties, "instead_ties", "1",
                   "of staying, or of the best other offer, in utils: people known there; a coalition that "
                   "goes"),
            column(&R::instead_leader, "instead_leader", "1",
                   "of staying, or of the best other offer, in utils: loyalty to a leader, a former lead"),
            column(&R::instead_match, "instead_match", "1",
                   "of staying, or of the best other offer, in utils: match quality as far as it is known"),
            column(&R::instead_strain, "instead_strain", "1",
                   "of staying, or of the best other offer, in utils: fatigue and exhaustion"),
            column(&R::instead_trust, "instead_trust", "1",
                   "of staying, or of the best other offer, in utils: trust in the leaders"),
            column(&R::instead_alarm, "instead_alarm", "1",
                   "of staying, or of the best other offer, in utils: alarm at departures"),
            column(&R::instead_fairness, "instead_fairness", "1",
                   "of staying, or of the best other offer, in utils: pay of better-paid peers"),
            column(&R::instead_counter, "instead_counter", "1",
                   "of staying, or of the best other offer, in utils: a counter and what comes with it"),
            column(&R::instead_moving, "instead_moving", "1",
                   "of staying, or of the best other offer, in utils: cost of moving"),
            column(&R::instead_pressure, "instead_pressure", "1",
                   "of staying, or of the best other offer, in utils: an ultimatum"),
            column(&R::instead_waiting, "instead_waiting", "1",
                   "of staying, or of the best other offer, in utils: what else may come before the horizon"),
            column(&R::instead_luck, "instead_luck", "1",
                   "of staying, or of the best other offer, in utils: taste of the occasion"),
        };
    }
};

/// A term of both sides.
struct TermOfChoice
{
    std::string_view name;
    float ChoiceRecord::*going;
    float ChoiceRecord::*instead;
};

inline constexpr std::array terms_of_choice{
    TermOfChoice{"pay", &ChoiceRecord::going_pay, &ChoiceRecord::instead_pay},
    TermOfChoice{"equity", &ChoiceRecord::going_equity, &ChoiceRecord::instead_equity},
    TermOfChoice{"amenity", &ChoiceRecord::going_amenity, &ChoiceRecord::instead_amenity},
    TermOfChoice{"safety", &ChoiceRecord::going_safety, &ChoiceRecord::instead_safety},
    TermOfChoice{"prestige", &ChoiceRecord::going_prestige, &ChoiceRecord::instead_prestige},
    TermOfChoice{"culture", &ChoiceRecord::going_culture, &ChoiceRecord::instead_culture},
    TermOfChoice{"compute", &ChoiceRecord::going_compute, &ChoiceRecord::instead_compute},
    TermOfChoice{"autonomy", &ChoiceRecord::going_autonomy, &ChoiceRecord::instead_autonomy},
    TermOfChoice{"ties", &ChoiceRecord::going_ties, &ChoiceRecord::instead_ties},
    TermOfChoice{"leader", &ChoiceRecord::going_leader, &ChoiceRecord::instead_leader},
    TermOfChoice{"match", &ChoiceRecord::going_match, &ChoiceRecord::instead_match},
    TermOfChoice{"strain", &ChoiceRecord::going_strain, &ChoiceRecord::instead_strain},
    TermOfChoice{"trust", &ChoiceRecord::going_trust, &ChoiceRecord::instead_trust},
    TermOfChoice{"alarm", &ChoiceRecord::going_alarm, &ChoiceRecord::instead_alarm},
    TermOfChoice{"fairness", &ChoiceRecord::going_fairness, &ChoiceRecord::instead_fairness},
    TermOfChoice{"counter", &ChoiceRecord::going_counter, &ChoiceRecord::instead_counter},
    TermOfChoice{"moving", &ChoiceRecord::going_moving, &ChoiceRecord::instead_moving},
    TermOfChoice{"pressure", &ChoiceRecord::going_pressure, &ChoiceRecord::instead_pressure},
    TermOfChoice{"waiting", &ChoiceRecord::going_waiting, &ChoiceRecord::instead_waiting},
    TermOfChoice{"luck", &ChoiceRecord::going_luck, &ChoiceRecord::instead_luck},
};

/// Gap [utils] of the recorded terms.
inline float gap_of(ChoiceRecord const& c)
{
    double sum = 0;
    for (auto const& term : terms_of_choice) sum += static_cast<double>(c.*term.going);
    for (auto const& term : terms_of_choice) sum -= static_cast<double>(c.*term.instead);
    return static_cast<float>(sum);
}
} // namespace mercato
