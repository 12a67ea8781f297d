// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What an offer comes to at one moment, held against staying, waiting and the other offers in hand (E4).

#include <limits>

#include "acts/common/judgement.hpp"

namespace mercato
{
/// An offer at one moment [utils]; staying includes a counter that has come.
struct Weighed
{
    double go = 0;
    double stay = 0; // or wait, or take another offer in hand
    double own = 0;  // staying alone
    double waiting = 0;
    double pressure = 0; // what the ultimatum takes off going
    double gap() const { return go - stay; }
};

/// All of it, tastes included.
Weighed weigh(Desk const& desk, OpenOffer const& o, Time t);

/// Terms of the offer, without taste, moving cost and pressure.
Terms terms_of_offer(Desk const& desk, OpenOffer const& o, Felt const& felt, Time t);

/// Moving cost [utils] to the lab that offers: less to a former employer, less in a coalition.
double moving_cost_of(Desk const& desk, OpenOffer const& o);

/// What a counter adds to annual pay [$M/yr]; nothing where pay has overtaken it.
double raise_of(Desk const& desk, OpenOffer const& o);

/// Words of a call on somebody, answered or made an offer: waits until the conversation (3) and from there to
/// the offer (0), tastes of going (1) and of staying (2).
Words words_of_call(Desk const& desk, std::uint32_t row, std::uint64_t luck);
inline Words tastes_of(Desk const& desk, OpenOffer const& o) { return words_of_call(desk, o.person, o.luck); }

/// Is its deadline so short that it is felt as an ultimatum?
bool is_ultimatum(Desk const& desk, OpenOffer const& o);

/// What the ultimatum takes off an offer [utils].
double pressure_of(Desk const& desk, OpenOffer const& o);

/// The best other offer in hand and its utility; none: null and -infinity.
struct OtherOffer
{
    OpenOffer const* offer = nullptr;
    double worth = -std::numeric_limits<double>::infinity();
};
OtherOffer best_other(Desk const& desk, OpenOffer const& o, Felt const& felt, Time t);

/// The open offer of a person that belongs to a place on a raider's list; null without.
OpenOffer* pursued(Desk const& desk, std::uint32_t row, Pursuit pursuit);

/// Makes the disclosure of an offer due, unless its deadline comes first.
void disclose_when_due(Desk const& desk, OpenOffer const& o, std::uint32_t slot);

/// Can no recruiter of @p lab win the person: gone, about to leave, or there already?
bool out_of_reach(Line const& line, std::uint16_t lab);

/// A call of @p lab is real and answered: a conversation follows.
void reply(Desk const& desk, Event const& e, std::uint16_t lab, std::uint8_t flag);
} // namespace mercato
