// SPDX-License-Identifier: Apache-2.0
#include "acts/careers.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "acts/common/bounds.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "acts/common/promises.hpp"
#include "acts/common/ties.hpp"

namespace mercato
{
namespace
{
/// One person's places for ties at a moment, each with its strength: below 0 if it is free.
class Places
{
public:
    Places(Desk const& desk, std::uint32_t row, Time t)
        : p_(desk.laws.search), t_(t), ties_(desk.world.people.ties[row])
    {
        for (std::size_t k = 0; k < tie_count; ++k)
            strength_[k] = ties_[k].person == nobody ? -1.0 : weight_of(ties_[k], t, p_);
    }

    /// Keeps a tie to @p other, who @p led the person or not, in a free place or that of the weakest tie.
    void keep(std::uint32_t other, double together, bool led)
    {
        auto const share = -std::expm1(-together / p_.tie_growth_time);
        Tie const fresh{other, static_cast<std::uint16_t>(t_.us / week.us),
                        static_cast<std::uint8_t>(std::lround(255 * share)),
                        static_cast<std::uint8_t>(led ? 1 : 0)};
        auto place = static_cast<std::size_t>(std::ranges::find(ties_, other, &Tie::person) - ties_.begin());
        if (place == tie_count)
            place = static_cast<std::size_t>(std::ranges::min_element(strength_) - strength_.begin());
        auto const strength = weight_of(fresh, t_, p_);
        if (strength_[place] >= strength) return;
        ties_[place] = fresh;
        strength_[place] = strength;
    }

private:
    SearchParams const& p_;
    Time t_;
    Ties& ties_;
    std::array<double, tie_count> strength_{};
};

/// May somebody be taken away now? Whoever has accepted elsewhere leaves on the day agreed.
bool free_to_go(Line const& line) { return line.lab != nowhere && line.standing == Standing::settled; }

/// How long the sign-on of a raid may have to be given back [yr].
double clawback_of(Desk const& desk, Event const& e)
{
    for (auto const& raid : desk.world.raids)
    {
        if (raid.luck == e.luck && raid.lab == e.lab) return raid.spec.clawback;
    }
    return 0;
}

void pay_sign_on(Desk const& desk, Event const& e)
{
    auto const sign_on = std::bit_cast<float>(e.slot);
    if (!(sign_on > 0)) return;
    if (auto const clawback = clawback_of(desk, e); clawback > 0)
        promise(desk, e.person, e.at, cents(sign_on), e.at + span_of_years(clawback), true);
    else
        pay_once(desk, e.person, sign_on);
}
} // namespace

void start(Desk const& desk, Event const& e)
{
    leave(desk, e.person, e.at, e.lab, Reason::offer, (e.flag & start_referred) != 0, e.value);
    join(desk, e.person, e.lab, e.at, e.value);
    pay_sign_on(desk, e);
    if ((e.flag & start_pressed) != 0)
        desk.mind(e.person).trust -= static_cast<float>(desk.laws.raid.trust_lost);
    // Nobody misses the own lab at once: like any match it is learned on the job
    if ((e.flag & start_taken_over) != 0)
        desk.mind(e.person).match -= static_cast<float>(desk.laws.funding.autonomy_loss);
}

void alarm(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab == nowhere) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    mind.alarm += e.value;
    if (e.flag == alarm_of_lead) mind.trust -= static_cast<float>(desk.laws.climate.trust_lead_exit);
    if (e.flag == alarm_of_layoff) mind.trust -= static_cast<float>(desk.laws.climate.trust_layoff);
    if (e.lab != nowhere && e.slot != nobody)
    {
        auto const together =
            std::min(years(Span{static_cast<std::int64_t>(e.luck)}), years(e.at - line.joined));
        Places(desk, e.person, e.at).keep(e.slot, together, e.flag == alarm_of_lead);
    }
    if (mind.alarm > std::log(usual_response)) desk.shelf.stirred.push_back(e.person);
    desk.note(e.person, e.at, 4, mind.alarm);
}

void breach(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    auto const cares = std::max(0.0, static_cast<double>(line.safety_weight));
    auto const committed = std::max(desk.laws.utility.safety_committed, 1e-9);
    mind.trust -=
        static_cast<float>(desk.laws.climate.trust_breach * e.value * std::min(1.0, cares / committed));
    mind.alarm += static_cast<float>(desk.laws.contagion.breach_jump * e.value * cares);
    if (mind.alarm > std::log(usual_response)) desk.shelf.stirred.push_back(e.person);
    desk.note(e.person, e.at, 7, mind.trust);
}

void conflict(Desk const& desk, Event const& e)
{
    if (desk.line(e.person).lab != e.lab) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    mind.trust -= e.value;
    desk.note(e.person, e.at, 8, mind.trust);
}

void day_off(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab || desk.face(line.lab).resting) return;
    auto& mind = desk.mind(e.person);
    rebase(mind, e.at, desk.laws);
    // As if the day had been worked, back to its morning, and on through it at rest
    auto const felt = felt_at(desk, e.person, e.at);
    auto const& p = desk.laws.strain;
    auto const morning = loaded({felt.fatigue, felt.exhaustion}, desk.face(line.lab).workload, -e.value, p);
    auto const evening = rested(morning, e.value, p);
    mind.fatigue += static_cast<float>(evening.fatigue - felt.fatigue);
    mind.exhaustion += static_cast<float>(evening.exhaustion - felt.exhaustion);
    desk.note(e.person, e.at, 10, mind.fatigue);
}

void departs(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    if (line.standing == Standing::awaiting)
    {
        // Another acceptance is on its way; its answer comes at the instant
        auto again = e;
        again.at = desk.window_end;
        return desk.later(again);
    }
    if (!free_to_go(line) || line.lab != e.lab) return;
    lapse_offers(desk, e.person, e.at);
    line.standing = Standing::leaving;
    ++desk.tally(line.lab).bound;
    auto const to = static_cast<std::uint16_t>(e.slot);
    auto const pay = band_pay(desk, line, to, desk.laws.search.offer_premium);
    auto const notice = std::max(desk.laws.search.notice_low, paid_leave(desk, e.person));
    Event start{e.at + span_of_years(notice), 0, e.person, static_cast<float>(pay)};
    start.lab = to;
    start.what = What::start;
    desk.later(start);
}

void parted(Desk const& desk, Event const& e)
{
    auto const& teams = desk.world.labs.books[e.lab].teams;
    auto const* seat = teams.begin(e.slot);
    Places places(desk, e.person, e.at);
    for (int k = 0; k < teams.count[e.slot]; ++k)
    {
        if (seat[k] == e.person) continue;
        auto const theirs = std::max(0.0, years(e.at - teams.since_when(e.slot, k)));
        places.keep(seat[k], std::min(static_cast<double>(e.value), theirs), k == 0 && e.flag == 0);
    }
}

void placed(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    if (line.lab != e.lab) return;
    line.team = e.slot;
    line.leads = e.flag != 0;
}

void tender(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (line.lab != e.lab) return;
    auto const owned = owned_units(desk.purse(e.person), e.at);
    sell(desk, e.person, static_cast<std::int64_t>(static_cast<double>(owned) * e.value),
         desk.face(e.lab).unit_price);
    desk.note(e.person, e.at, 5, static_cast<double>(owned));
}

void payday(Desk const& desk, Event const& e)
{
    if (desk.line(e.person).lab == e.lab) settle(desk, e.person, e.at);
}

void review(Desk const& desk, Event const& e)
{
    auto& line = desk.line(e.person);
    if (line.lab == nowhere || line.spell != e.slot) return;
    auto again = e;
    again.at = e.at + year;
    desk.later(again);
    auto const& face = desk.face(line.lab);
    if (!face.employs || line.standing == Standing::leaving) return settle(desk, e.person, e.at);

    auto const& p = desk.laws.growth;
    auto const years_there = static_cast<std::uint32_t>(std::lround(years(e.at - line.joined)));
    auto const w =
        desk.draws.words(Domain::behaviour, Kind::review, occasion(line, line.spell), years_there, 0).w;
    if (line.level < level_count && unit_open(w[0]) < p.promotion_rate)
    {
        count_in(desk, e.person, -1);
        ++line.level;
        count_in(desk, e.person, +1);
    }
    auto const band = band_pay(desk, line, line.lab);
    auto const now = static_cast<double>(desk.mind(e.person).pay);
    change_pay(desk, e.person, e.at, now * std::pow(std::max(1.0, band / now), p.review_catch_up));
    auto const refresh = face.ways.refresh * band * face.equity_share * desk.laws.equity.vesting_time;
    grant(desk, e.person, e.at, refresh, true);
    // What a policy grants beyond the usual, or less than it, is spending of its own
    auto const usual = p.refresh_share * band * face.equity_share * desk.laws.equity.vesting_time;
    if (refresh != usual) desk.tally(line.lab).bonuses += cents(refresh - usual);
    compare_pay(desk, e.person, e.at);
}

void laid_off(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    auto const reason = e.flag == laid_off_by_closure ? Reason::closure : Reason::layoff;
    if (free_to_go(line) && line.lab == e.lab) lose_job(desk, e.person, e.at, reason);
}

void quit(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (!free_to_go(line) || !desk.face(line.lab).employs) return;
    auto const felt = felt_at(desk, e.person, e.at);
    auto const hazard =
        quit_hazard(std::min(felt.alarm, highest_alarm), std::min(felt.exhaustion, 1.0), desk.laws.growth);
    if (e.value < hazard) lose_job(desk, e.person, e.at, Reason::quit);
}

void flight(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (!free_to_go(line) || line.lab != e.lab) return;
    auto const felt = felt_at(desk, e.person, e.at);
    auto const tired = std::min(felt.exhaustion, 1.0);
    auto const ordinary = quit_hazard(std::min(felt.alarm, highest_alarm), tired, desk.laws.growth);
    auto const fall = terms_as_usual(desk, e.person, felt, e.at, 0).sum() -
                      terms_of_staying(desk, e.person, felt, e.at, 0).sum();
    // Who would rather leave than stay is rare: then the logit's odds are proportional to exp(-U_stay).
    auto const hazard = quit_hazard(felt.alarm + fall, tired, desk.laws.growth);
    if (e.value < hazard - ordinary) lose_job(desk, e.person, e.at, Reason::quit);
}

void burnout(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (!free_to_go(line) || !desk.face(line.lab).employs) return;
    auto const felt = felt_at(desk, e.person, e.at);
    if (e.value < burnout_hazard(std::min(felt.exhaustion, 1.0), desk.laws.strain))
    {
        lose_job(desk, e.person, e.at, Reason::burnout);
    }
}

void retirement(Desk const& desk, Event const& e)
{
    if (!free_to_go(desk.line(e.person)) || e.value >= desk.laws.growth.field_exit) return;
    leave(desk, e.person, e.at, nowhere, Reason::left_field, false, 0);
}
} // namespace mercato
