// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Labs: the face that everybody reads, the tally that sums over members, the teams, and what only the lab
/// knows.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/fixed.hpp"
#include "core/time.hpp"
#include "world/firms/firm.hpp"
#include "world/researchers.hpp"

namespace mercato
{
/// Pay of peers of one level: mean and spread of v = ln pay - rho theta.
struct PeerPay
{
    double count = 0;
    double mean = 0;
    double spread = 0;
};

/// Ways of a lab that policies may change: its own, or what a policy in force says.
struct Ways
{
    double least_deadline = 0; // of its offers [yr]
    double refresh = 0;        // yearly refresh grant over a new grant [1]
    double visibility = 0;     // of peers' pay [1]
    double readiness = 1;      // multiplies counter.readiness
    double bound = 1;          // chi: largest counter over talent-adjusted peer pay [1]
    double recognition = 0;    // of a counter, besides pay [utils]
    double successor = -1;     // named so long after a lead has left [yr]; negative: nobody says when
    double belief = 1;         // own equity as insiders value it over as it is priced [1]
    double garden = 0;         // paid leave before a move [yr]
    double garden_share = 0;   // of staff bound by it [1]
};

/// What a lab last published. Read by everybody, written at instants only.
struct Face
{
    Time at;            // of the slow state below
    double log_pay = 0; // ln of annual pay at level 2 [ln $M/yr]
    double equity_share = 0;
    double unit_price = 0; // [$M]
    double certainty = 1;  // CE of its equity
    double deadline = 0;   // [yr]
    Span cliff;
    double new_grant = 0; // annual vesting of a grant made now [1/yr]: hangs on the cliff alone
    double amenity = 0;   // [utils]
    double prestige = 0;
    double compute = 0;
    double agility = 0;
    double safety = 0;     // S
    double inside = 0;     // reference of what members see
    double reputation = 0; // what others see
    std::array<double, 2> culture{};
    std::array<double, 2> member_culture{}; // reference of members
    double workload = 0;
    bool resting = false;  // off work: workload does not count
    double disclosure = 1; // pace at which offers are disclosed, over the ordinary one
    double fatigue = 0;    // reference at `at`
    double exhaustion = 0;
    double recruiting = 0; // r_j
    bool hiring = false;
    bool employs = true;     // false for non-employment
    bool is_founded = false; // by somebody, during the run
    std::array<PeerPay, level_count> peers{};
    Ways ways;
};

/// Integer sums over members and counts of what happened; added per shelf, so that order cannot matter.
struct Tally
{
    std::int64_t members = 0;
    std::int64_t bound = 0; // accepted elsewhere and about to leave
    Fixed culture_x = 0;    // gaps carried back to the origin of time
    Fixed culture_y = 0;
    Fixed safety_weight = 0; // staff's safety stance, see stance_of
    Fixed talent = 0;
    Fixed pay = 0;           // annual pay [$M/yr]
    Fixed craft = 0;         // w of output
    Fixed craft_missing = 0; // of it without team capital, carried back to the origin of time
    std::array<std::int64_t, level_count> level{};
    std::array<Fixed, level_count> v{};
    std::array<Fixed, level_count> v2{};
    Cents paid = 0;
    Cents wages = 0;             // cash pay of members [cents/yr]
    std::int64_t units_out = 0;  // promised or held by staff
    std::int64_t units_sold = 0; // gone to the market
    std::int64_t contacts = 0;
    std::int64_t offers = 0; // made
    std::int64_t answered = 0;
    std::int64_t hires = 0;
    std::int64_t exits = 0;
    std::int64_t replies = 0;          // members who answered a recruiter
    std::int64_t replies_in_house = 0; // of them, an in-house one on the news of a crisis
    std::int64_t conversations = 0;    // members who talked with a lab that called
    std::int64_t raised = 0;           // raises with a whole unit of people who had no offer
    Fixed counter_cost = 0;            // annual pay added by counters that kept somebody [$M/yr]
    Fixed raise_cost = 0;              // annual pay added by raises of whole units [$M/yr]
    Cents bonuses = 0;                 // promised by policies and not forfeited, special and early equity too

    Tally& operator+=(Tally const& o);
};

/// Teams as seats: team t holds rows seats[t * width .. + count[t]), its lead first; since when in `since`
/// [h].
struct Teams
{
    std::uint32_t width = 8; // people in a full team
    std::vector<std::uint32_t> seats;
    std::vector<std::uint32_t> since; // hours since 1970
    std::vector<std::uint8_t> count;
    std::vector<std::uint32_t> open; // teams with a free seat, and some that have filled since

    std::size_t size() const { return count.size(); }
    std::uint32_t const* begin(std::uint32_t team) const { return &seats[std::size_t{team} * width]; }
    Time since_when(std::uint32_t team, int seat) const
    {
        return {hour.us * since[std::size_t{team} * width + static_cast<std::size_t>(seat)]};
    }
};

/// Calls visit(row, seat) for every member, in team and seat order; seat 0 leads.
template <class Visit>
void for_members(Teams const& teams, Visit&& visit)
{
    for (std::uint32_t team = 0; team < teams.size(); ++team)
    {
        for (int k = 0; k < teams.count[team]; ++k) visit(teams.begin(team)[k], k);
    }
}

/// An offer to a member that the lab has been told of.
struct OpenCase
{
    Time until; // its deadline
    std::uint32_t person = 0;
    float pay = 0;   // annual pay now [$M/yr]
    float match = 0; // that would keep the person
    bool countered = false;
};

/// What only the lab itself reads and writes.
struct LabBooks
{
    double target = 0; // n*(t) [people]
    double target_ahead = 0;
    double price = 0;            // value of the whole equity [$M]
    std::size_t dated_price = 0; // entries of the valuation series already applied
    double slots = 0;
    double ceiling = 0;        // most people incl. pending before acceptances are refused
    double guests = 0;         // places promised to the staff of a lab in crisis, beyond the plan
    double payroll = 0;        // promised annual pay incl. pending [$M/yr]
    double budget = 0;         // most of it; infinite without
    std::int64_t pending = 0;  // admitted, not started
    std::int64_t counters = 0; // made since the start
    std::int64_t open_counters = 0;
    std::vector<Time> counters_end;
    double exit_rate = 0.15; // smoothed [1/yr], for planning ahead
    std::int64_t exits_seen = 0;
    bool frozen = false;
    bool closed = false;
    bool urged = false;          // leaders urge staff to disclose offers
    double off = 0;              // share of staff at rest while the others work
    double crunch = -1;          // workload while a crunch or rest lasts; negative without
    double agreed_workload = 1;  // most that was agreed on when a dispute ended
    double amenity = 0;          // with dated changes
    double leader_safety = 0;    // S_L: of whoever leads now
    std::vector<OpenCase> cases; // in the order they were disclosed
    Teams teams;
    Firm firm;
    std::vector<Shift> shifts; // under way, or reached and not ended
};

/// All labs, a row each.
struct Labs
{
    std::vector<std::string> id;
    std::vector<std::uint64_t> luck; // identity of the lab: hash of its id
    std::vector<Face> face;
    std::vector<Tally> total; // over all shelves, as of the last grid instant
    std::vector<LabBooks> books;

    std::size_t size() const { return id.size(); }
    void resize(std::size_t n);
};

/// Averages over labs, weighted by recruiting: what a typical other offer looks like.
struct Market
{
    double recruiting = 0; // sum of r_j
    double log_pay = 0;
    double amenity = 0;
    double prestige = 0;
    double compute = 0;
    double agility = 0;
    double reputation = 0;
    double strain = 0;
    double largest_recruiting = 0;
};
} // namespace mercato
