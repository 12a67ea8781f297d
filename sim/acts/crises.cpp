// SPDX-License-Identifier: Apache-2.0
#include "acts/crises.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view types[] = {"ouster",        "appoint_lead", "leader_moves",   "letter",
                                      "blanket_offer", "full_match",   "tender_at_risk", "equity_at_risk",
                                      "courting",      "dispute"};

Crisis& crisis_of(Office const& o) { return o.world.crises[o.lab]; }

BoardValues values_of(BoardSpec const& b)
{
    return {b.organisation, b.funds,      b.safety_weight, b.authority, b.candour,
            b.safety,       b.withdrawal, b.softness,      1 / b.pace,  b.patience};
}

void announce(Office const& o, News news, CrisisEvent const& e = {})
{
    crisis_of(o).announcements.push_back({o.now, static_cast<std::int16_t>(o.lab),
                                          static_cast<std::int16_t>(e.other), static_cast<std::int8_t>(news),
                                          static_cast<std::int8_t>(e.form), static_cast<float>(e.value)});
}

/// Tells all members, who hear of it at once.
void tell_all(Office const& o, std::uint8_t kind, double alarm, std::uint64_t luck)
{
    for_members(o.books().teams, [&](std::uint32_t row, int) {
        Event e{o.now, luck, row, static_cast<float>(alarm)};
        e.lab = o.lab;
        e.what = What::news;
        e.flag = kind;
        o.out.push_back(e);
    });
}

/// The wait for the board's next potential decision: to concede at up to h_max, or to settle for good.
void draw_point(Office const& o, BoardValues const& b)
{
    auto& c = crisis_of(o);
    auto const w = o.draws.words(Domain::market, Kind::board, o.world.labs.luck[o.lab], 0, c.points).w;
    c.next_point = o.now + span_of_years(exponential(w[0]) / (b.pace + 1 / b.patience));
}

void begin(Office const& o, CrisisEvent const& e)
{
    auto& c = crisis_of(o);
    if (c.phase != Phase::none) return;
    carry_works(o); // a crisis takes effort from now on
    if (e.board != nullptr) c.board = *e.board;
    c.phase = Phase::open;
    c.began = c.at = c.next_reading = c.next_census = o.now;
    auto const dispute = e.type == "dispute";
    c.leader_out = !dispute;
    if (dispute) c.demand = e.value;
    for_members(o.books().teams, [&](std::uint32_t, int) { ++c.staff; });
    if (!dispute) o.books().leader_safety = c.board.safety;
    draw_point(o, values_of(c.board));
    announce(o, dispute ? News::dispute : News::ouster, e);
    tell_all(o, dispute ? told::more : told::ouster, dispute ? 0 : o.laws.contagion.ouster_jump, e.luck);
}

/// The letter goes round: some leads have signed it before.
void open_letter(Office const& o, CrisisEvent const& e)
{
    auto& c = crisis_of(o);
    if (!c.open() || c.letter != never) return;
    c.letter = o.now;
    c.letter_luck = e.luck;
    o.world.people.has_signed.resize(o.world.people.size());
    auto const leads =
        static_cast<double>(std::ranges::count_if(o.books().teams.count, [](int n) { return n > 0; }));
    auto const seeds = leads > 0 ? e.value * c.staff / leads : 0; // chance of a lead
    for_members(o.books().teams, [&](std::uint32_t row, int seat) {
        auto const id = mixed(e.luck, o.world.people.line[row].id.value);
        auto const w = o.draws.words(Domain::behaviour, Kind::look, id, 1, 0).w;
        auto const seed = seat == 0 && unit_open(w[0]) < seeds;
        auto const wait = seed ? 0 : exponential(w[1]) * o.laws.letter.attention_time;
        Event look{o.now + span_of_years(wait), e.luck, row};
        look.lab = o.lab;
        look.what = What::look;
        look.flag = seed ? seed_signer : 0;
        o.out.push_back(look);
    });
    announce(o, News::letter, e);
}

/// An offer to all staff, or a firmer form of one that was made before.
void promise(Office const& o, CrisisEvent const& e)
{
    auto& c = crisis_of(o);
    if (!c.open() || e.other == UINT16_MAX) return;
    auto const match = e.value > 0 ? e.value : 1;
    Promise const fresh{e.luck, o.now, e.until, match, e.form, e.other, e.type == "full_match"};
    auto const known = std::ranges::find(c.promises, e.other, &Promise::lab);
    if (known == c.promises.end())
    {
        c.promises.push_back(fresh);
        o.world.labs.books[e.other].guests += c.staff;
        o.world.labs.books[e.other].ceiling += c.staff;
    }
    else
    {
        auto const luck = known->luck; // the same offer: nobody's taste of it changes
        *known = fresh;
        known->luck = luck;
    }
    announce(o, News::offer_to_all, e);
    tell_all(o, told::more, 0, e.luck);
}

/// Ends the offers to all of @p lab, or of every lab: nobody has a place there beyond the plan any more.
void withdraw(Office const& o, std::optional<std::uint16_t> lab)
{
    auto& c = crisis_of(o);
    std::erase_if(c.promises, [&](Promise const& p) {
        if (lab && p.lab != *lab) return false;
        o.world.labs.books[p.lab].guests -= c.staff;
        return true;
    });
}

void put_at_risk(Office const& o, CrisisEvent const& e)
{
    auto& c = crisis_of(o);
    if (e.type == "equity_at_risk")
        c.price_at_risk = e.ends ? 0 : e.value;
    else
    {
        c.tender_at_risk = !e.ends;
        c.tender_at = e.tender_at;
        c.tender_share = e.tender_share;
    }
    announce(o, e.ends ? News::equity_safe : News::equity_at_risk, e);
}

/// Agencies, or the in-house recruiters of one lab, begin or stop to write: each on its own.
void court(Office const& o, CrisisEvent const& e)
{
    crisis_of(o).stream_of(e.other) = e.ends ? 0 : e.value * 365.25;
    // Streams that begin together are one piece of news, however many of them a scenario tells apart
    auto const is_heard = crisis_of(o).announced(News::courting, o.now);
    announce(o, e.ends ? News::courting_over : News::courting, e);
    if (!e.ends && !is_heard) tell_all(o, told::more, 0, e.luck);
}

/// Log odds that the firmest offer to all adds to the threat.
double evidence_of(Crisis const& c, Time t, BeliefParams const& p)
{
    auto firmest = Form::none;
    for (auto const& promise : c.promises)
    {
        if (promise.since <= t && t < promise.until) firmest = std::max(firmest, promise.form);
    }
    double const odds[] = {p.no_offers, p.verbal_offers, p.public_offers, p.written_offers};
    return odds[static_cast<std::size_t>(firmest)];
}

/// How much less safe than the lab the destinations are that made offers to all: mean, at least 0.
double safety_lost(Office const& o)
{
    auto const& promises = crisis_of(o).promises;
    if (promises.empty()) return 0;
    double sum = 0;
    for (auto const& p : promises) sum += o.world.labs.face[p.lab].reputation;
    return std::max(0.0, o.face().safety - sum / static_cast<double>(promises.size()));
}

/// Beliefs of board and staff at now, from what has been signed and done up to now.
void believe(Office const& o, BoardValues const& b)
{
    auto& c = crisis_of(o);
    auto const& p = o.laws.belief;
    auto const open = c.letter == never ? 0 : years(o.now - c.letter);
    c.lab_share = c.staff > 0 ? std::min(1.0, static_cast<double>(c.signatures) / c.staff) : 0;
    Pressure const seen{c.lab_share, static_cast<double>(c.staff), static_cast<double>(c.resigned), open,
                        evidence_of(c, o.now, p)};
    c.believed_exits = believed_exits(seen, p);
    auto const& spec = o.specs[o.lab];
    auto const holding = loss_of_holding(b, c.believed_exits, safety_lost(o));
    auto const conceding = loss_of_conceding(b, spec.leader_safety.value_or(spec.safety));
    Guesses h{};
    for (std::size_t k = 0; k < h.size(); ++k)
    {
        auto const off = (static_cast<double>(k) - 1) * c.board.guess_spread;
        h[k] = concession_hazard(b, holding, conceding + off);
    }
    c.hazard = concession_hazard(b, holding, conceding);
    c.guesses = without_end(c.guesses, h, years(o.now - c.at));
    c.belief = belief_in_concession(c.guesses, h, b.patience);
    c.at = o.now;
    auto const& teams = o.books().teams;
    c.team_signatures.resize(teams.size());
    c.team_share.assign(teams.size(), 0);
    for (std::size_t team = 0; team < teams.size(); ++team)
    {
        auto const n = static_cast<double>(std::max<int>(teams.count[team], 1));
        c.team_share[team] = std::min(1.0, c.team_signatures[team] / n);
    }
}

/// The leader is back, or staff have the weeks they asked for.
void concede(Office const& o)
{
    auto& c = crisis_of(o);
    if (c.is_dispute())
    {
        carry_reference(o); // workload is read continuously
        o.books().agreed_workload = c.demand;
        o.face().workload = present_workload(o);
        return;
    }
    auto const& spec = o.specs[o.lab];
    c.leader_out = false;
    c.leader_at = o.lab;
    o.books().leader_safety = c.board.successor_safety.value_or(spec.leader_safety.value_or(spec.safety));
}

void end(Office const& o, Phase phase)
{
    auto& c = crisis_of(o);
    auto const conceded = phase == Phase::conceded;
    carry_works(o); // and none any more
    c.phase = phase;
    c.ended = o.now;
    c.next_point = never;
    if (conceded)
    {
        concede(o);
        withdraw(o, {});
    }
    else
    {
        o.books().price *= 1 - c.price_at_risk;
        o.face().unit_price *= 1 - c.price_at_risk;
    }
    announce(o, conceded ? News::conceded : phase == Phase::held ? News::held : News::collapsed);
    auto const jump = conceded ? 0 : o.laws.contagion.crisis_jump;
    auto const good_news =
        c.is_dispute() ? told::more : told::conceded; // no trust was lost that could return
    tell_all(o, conceded ? good_news : told::held, jump, mixed(c.letter_luck, c.points));
}

/// A potential decision has come due: its mark says which, the hazards whether.
void decide_point(Office const& o, BoardValues const& b)
{
    auto& c = crisis_of(o);
    auto const w = o.draws.words(Domain::market, Kind::board, o.world.labs.luck[o.lab], 0, c.points++).w;
    auto const mark = unit_open(w[1]) * (b.pace + 1 / b.patience);
    if (mark < c.hazard) return end(o, Phase::conceded);
    if (mark >= b.pace) return end(o, Phase::held);
    draw_point(o, b);
}
} // namespace

bool is_of_crisis(std::string_view type) { return std::ranges::find(types, type) != std::end(types); }

void crisis_event(Office const& o, CrisisEvent const& e)
{
    auto& c = crisis_of(o);
    if (opens_crisis(e.type) && !e.ends) return begin(o, e);
    if (e.type == "tender_at_risk" || e.type == "equity_at_risk") return put_at_risk(o, e);
    if (e.type == "courting") return court(o, e);
    auto const offers = e.type == "blanket_offer" || e.type == "full_match";
    if (offers && e.ends) return withdraw(o, e.other);
    if (!c.open() || e.ends) return;
    if (offers) promise(o, e);
    if (e.type == "letter") open_letter(o, e);
    if (e.type == "appoint_lead")
    {
        announce(o, News::interim_leader, e);
        tell_all(o, told::more, o.laws.contagion.crisis_jump, e.luck);
    }
    if (e.type == "leader_moves")
    {
        c.leader_at = e.other;
        announce(o, News::leader_moves, e);
    }
}

void step_crisis(Office const& o)
{
    auto& c = crisis_of(o);
    if (!c.open()) return;
    auto const b = values_of(c.board);
    believe(o, b);
    if (c.resigned >= o.laws.belief.collapse_share * c.staff) return end(o, Phase::collapsed);
    if (c.next_point <= o.now) decide_point(o, b);
}

Time next_of_crisis(Crisis const& c) { return c.open() ? std::min(c.next_point, c.next_reading) : never; }
} // namespace mercato
