// SPDX-License-Identifier: Apache-2.0
#include "acts/raids.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/ledger.hpp"
#include "acts/common/misfit.hpp"
#include "acts/common/ties.hpp"
#include "acts/common/weighing.hpp"
#include "acts/common/works.hpp"

namespace mercato
{
namespace
{
/// A member of a target lab, as the raider sees it.
struct Candidate
{
    std::uint32_t row = 0;
    std::uint64_t id = 0;
    double score = 0;
    bool leads = false;
};

bool better(Candidate const& a, Candidate const& b)
{
    return a.score != b.score ? a.score > b.score : a.id < b.id;
}

/// What the public sees of somebody: talent with an error, level, fit of culture.
Candidate seen(Office const& o, Raid const& raid, std::uint32_t row)
{
    auto const& line = o.world.people.line[row];
    auto const& mind = o.world.people.mind[row];
    auto const& own = o.world.labs.face[line.lab];
    auto const kept = std::exp(-o.laws.climate.socialisation * years(o.now - line.joined));
    double distance2 = 0;
    for (std::size_t d = 0; d < 2; ++d)
    {
        auto const gap = (d == 0 ? mind.culture_x : mind.culture_y) * kept;
        auto const x = own.member_culture[d] + gap - o.world.labs.face[raid.lab].culture[d];
        distance2 += x * x;
    }
    if (raid.spec.order == raid_orders[1])
    {
        return {row, line.id.value, misfit_of(o.world, o.laws, row, o.now), line.leads};
    }
    Luck luck(o.draws, Domain::market, Kind::raid, mixed(raid.luck, line.id.value));
    auto const talent = line.talent + o.laws.raid.guess_spread * luck.normal();
    // In log marginal product: talent and level count psi times where output is modelled (E15)
    auto const psi = makes(o.world, raid.lab) ? o.laws.output.heads : 1.0;
    auto const step = psi * o.laws.growth.level_step;
    return {row, line.id.value,
            poach_score(psi * talent, line.level, step, own.prestige, distance2, o.laws.raid), line.leads};
}

/// Everybody at the target labs, best first.
std::vector<Candidate> candidates(Office const& o, Raid const& raid)
{
    std::vector<Candidate> all;
    for (auto const lab : raid.targets)
    {
        for_members(o.world.labs.books[lab].teams, [&](std::uint32_t row, int) {
            // Whoever has just left still has a seat until the lab has worked its mail
            if (o.world.people.line[row].lab == lab) all.push_back(seen(o, raid, row));
        });
    }
    std::ranges::sort(all, better);
    return all;
}

/// Weight [0, 1] of what two people of one lab have in common: a tie kept, a team, or leading side by side.
double bond(Office const& o, std::uint32_t a, std::uint32_t b)
{
    auto const& people = o.world.people;
    auto const& p = o.laws.search;
    double weight = 0;
    for (auto const& tie : people.ties[a])
    {
        if (tie.person == b) weight = weight_of(tie, o.now, p);
    }
    auto const& la = people.line[a];
    auto const& lb = people.line[b];
    auto const close = la.team == lb.team || (la.leads && lb.leads);
    auto const together = years(o.now - std::max(la.joined, lb.joined));
    return close ? std::max(weight, -std::expm1(-together / p.tie_growth_time)) : weight;
}

/// Those among @p all to whom strong ties of @p lead lead, with the weight of the tie, strongest first.
std::vector<std::pair<double, std::uint32_t>> circle(Office const& o, Raid const& raid,
                                                     std::vector<Candidate> const& all, std::uint32_t lead)
{
    std::vector<std::pair<double, std::uint32_t>> near;
    for (auto const& c : all)
    {
        auto const weight = c.row == lead ? 0.0 : bond(o, lead, c.row);
        if (weight >= o.laws.raid.tie_threshold) near.emplace_back(weight, c.row);
    }
    std::ranges::stable_sort(near, std::ranges::greater{}, [](auto const& n) { return n.first; });
    auto const most = static_cast<std::size_t>(std::max(0.0, std::ceil(raid.spec.people) - 1));
    near.resize(std::min(near.size(), most));
    return near;
}

/// The first lead of the list who listens, and those to whom strong ties lead.
std::vector<std::uint32_t> coalition(Office const& o, Raid const& raid, std::vector<Candidate> const& all)
{
    auto const listens = [&](Candidate const& c) {
        if (!c.leads) return false;
        auto const w = o.draws.words(Domain::behaviour, Kind::raid, mixed(raid.luck, c.id), 0, 1).w;
        return unit_open(w[0]) < o.laws.raid.heed_personal;
    };
    auto const lead = std::ranges::find_if(all, listens);
    if (lead == all.end()) return {};
    std::vector<std::uint32_t> rows{lead->row};
    for (auto const& [weight, row] : circle(o, raid, all, lead->row)) rows.push_back(row);
    return rows;
}

void make_list(Office const& o, Raid& raid)
{
    auto const all = candidates(o, raid);
    if (raid.is_coalition())
    {
        raid.list = coalition(o, raid, all);
        return;
    }
    auto const length = std::min(all.size(), static_cast<std::size_t>(raid.spec.people));
    for (std::size_t k = 0; k < length; ++k) raid.list.push_back(all[k].row);
}

/// Calls that the pace allows on day @p day of the raid.
int calls_of(Raid const& raid, std::int32_t day_number)
{
    auto const pace = raid.spec.pace / 365.25; // a day
    return static_cast<int>(std::floor(pace * (day_number + 1)) - std::floor(pace * day_number));
}

/// What the raider pays somebody of average talent at a level [$M/yr].
double ordinary_pay(Office const& o, std::uint16_t lab, int level)
{
    return std::exp(o.world.labs.face[lab].log_pay + (level - 2) * o.laws.growth.level_step);
}

/// Calls the next of the list; false if the budget does not reach.
bool call_next(Office const& o, Raid& raid, std::size_t number)
{
    auto const& line = o.world.people.line[raid.list[raid.next]];
    if (line.lab == nowhere || line.lab == raid.lab)
    {
        ++raid.next;
        return true;
    }
    auto const multiple =
        multiple_of(raid.next, raid.list.size(), raid.spec.top_multiple, raid.spec.low_multiple);
    auto const pay = std::min(highest_pay, multiple * ordinary_pay(o, raid.lab, line.level));
    auto const value = pay * (1 + raid.spec.sign_on);
    if (raid.promised + value > raid.spec.budget) return false;
    raid.promised += value;
    Event e{o.now, raid.luck, raid.list[raid.next], static_cast<float>(pay)};
    e.slot = Pursuit::of(number, raid.next).packed;
    e.lab = raid.lab;
    e.what = What::called;
    o.out.push_back(e);
    ++raid.next;
    return true;
}

/// By the chief executive?
bool is_personal(Raid const& raid, Event const& e)
{
    return !raid.asks_all_at_once() && static_cast<double>(Pursuit{e.slot}.place()) < raid.spec.personal;
}

/// Is the call listened to? A coalition hears of it from its lead, a core from its lab.
bool listens(Desk const& desk, Raid const& raid, Event const& e)
{
    if (raid.asks_all_at_once()) return true;
    auto const heed = is_personal(raid, e) ? desk.laws.raid.heed_personal : desk.laws.raid.heed;
    auto const w =
        desk.draws.words(Domain::behaviour, Kind::raid, occasion(desk.line(e.person), e.luck), 0, 1).w;
    return unit_open(w[0]) < heed;
}

/// Nobody listened: the package is free for the next on the list.
void unheard(Desk const& desk, Event const& e)
{
    auto const& raid = desk.world.raids[Pursuit{e.slot}.raid()];
    OpenOffer o;
    o.made = e.at;
    o.person = e.person;
    o.lab = e.lab;
    o.pay = e.value;
    o.sign_on = static_cast<float>(e.value * raid.spec.sign_on);
    o.pursuit = {e.slot};
    end_pursuit(desk, o, e.at, Outcome::unheard);
}
} // namespace

void raid_day(Office const& o, std::size_t number)
{
    auto& raid = o.world.raids[number];
    if (raid.rounds == 0) make_list(o, raid);
    if (raid.is_coalition())
    {
        // Asked before any call of the day goes out: who has just been called has nothing to say yet
        for (std::size_t k = 0; k < raid.next; ++k)
        {
            Event e{o.now, raid.luck, raid.list[k]};
            e.slot = Pursuit::of(number, k).packed;
            e.lab = raid.lab;
            e.what = What::poll;
            o.out.push_back(e);
        }
    }
    auto left = raid.asks_all_at_once() ? static_cast<int>(raid.list.size()) : calls_of(raid, raid.rounds);
    for (; left > 0 && raid.next < raid.list.size(); --left)
    {
        if (!call_next(o, raid, number)) break;
    }
    ++raid.rounds;
}

double gather(Office const& o, Raid& raid, std::uint32_t founder)
{
    raid.list = {founder};
    double sum = 0;
    for (auto const& [weight, row] : circle(o, raid, candidates(o, raid), founder))
    {
        raid.list.push_back(row);
        sum += weight;
    }
    return raid.list.size() > 1 ? sum / static_cast<double>(raid.list.size() - 1) : 0;
}

void called(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    auto const& raid = desk.world.raids[Pursuit{e.slot}.raid()];
    auto const gone = line.lab == nowhere || line.standing == Standing::leaving || line.lab == e.lab;
    if (gone || !listens(desk, raid, e)) return unheard(desk, e);
    ++desk.tally(e.lab).contacts;
    ++desk.tally(line.lab).replies;
    auto const w = desk.draws.words(Domain::behaviour, Kind::raid, occasion(line, e.luck), 0, 1).w;
    auto const wait = raid.asks_all_at_once() ? 1.0 : exponential(w[1]);
    auto offer = e;
    auto const sooner = is_personal(raid, e) ? desk.laws.raid.personal_screening : 1.0;
    offer.at = after(e.at, raid.spec.screening * sooner, wait);
    offer.what = What::offer;
    desk.later(offer);
}

void poll(Desk const& desk, Event const& e)
{
    auto* const offer = pursued(desk, e.person, {e.slot});
    if (offer == nullptr || offer->taken) return;
    auto const leans = weigh(desk, *offer, e.at).gap() > 0;
    if (leans == offer->leaning) return;
    offer->leaning = leans;
    auto const& line = desk.line(e.person);
    Mail m{e.at, line.id.value, e.luck, e.person, e.slot};
    m.lab = e.lab;
    m.matter = Matter::leaning;
    m.flag = leans ? 1 : 0;
    desk.tell(m);
}

void hurry(Desk const& desk, Event const& e)
{
    for (auto slot = desk.line(e.person).offers; slot != nobody; slot = desk.shelf.offers[slot].next)
    {
        auto& o = desk.shelf.offers[slot];
        if (o.told == never || o.told <= e.at || o.disclosed) continue;
        o.told = e.at + span_of_years(years(o.told - e.at) * e.value);
        disclose_when_due(desk, o, slot);
    }
}
} // namespace mercato
