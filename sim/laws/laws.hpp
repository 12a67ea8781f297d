// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// All behavioural parameters together: one shared set, the same in every scenario.

#include "laws/board.hpp"
#include "laws/climate.hpp"
#include "laws/contagion.hpp"
#include "laws/counter.hpp"
#include "laws/equity.hpp"
#include "laws/firms/founding.hpp"
#include "laws/firms/funding.hpp"
#include "laws/growth.hpp"
#include "laws/letter.hpp"
#include "laws/output.hpp"
#include "laws/people.hpp"
#include "laws/raid.hpp"
#include "laws/search.hpp"
#include "laws/strain.hpp"
#include "laws/utility.hpp"
#include "laws/waiting.hpp"

namespace mercato
{
struct Laws
{
    UtilityParams utility;
    WaitingParams waiting;
    EquityParams equity;
    CounterParams counter;
    ContagionParams contagion;
    StrainParams strain;
    ClimateParams climate;
    SearchParams search;
    GrowthParams growth;
    PeopleParams people;
    LetterParams letter;
    BeliefParams belief;
    RaidParams raid;
    FundingParams funding;
    FoundingParams founding;
    OutputParams output;

    /// Calls visit(section name, params) for each section of a scenario file.
    template <class Self, class Visit>
    static void for_each_section(Self& self, Visit&& visit)
    {
        visit("utility", self.utility);
        visit("waiting", self.waiting);
        visit("equity", self.equity);
        visit("counter", self.counter);
        visit("contagion", self.contagion);
        visit("strain", self.strain);
        visit("climate", self.climate);
        visit("search", self.search);
        visit("growth", self.growth);
        visit("people", self.people);
        visit("letter", self.letter);
        visit("belief", self.belief);
        visit("raid", self.raid);
        visit("funding", self.funding);
        visit("founding", self.founding);
        visit("output", self.output);
    }
};
} // namespace mercato
