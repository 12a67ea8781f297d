// SPDX-License-Identifier: Apache-2.0
#include "run/starting/initial_world.hpp"

#include <algorithm>
#include <cmath>

#include "acts/common/judgement.hpp"
#include "acts/common/ledger.hpp"
#include "acts/hiring.hpp"
#include "acts/planning.hpp"
#include "core/check.hpp"
#include "run/starting/first_ties.hpp"
#include "run/starting/imposed.hpp"

namespace mercato
{
namespace
{
/// Consecutive rows of one group.
struct Rows
{
    std::uint64_t group = 0;
    std::uint16_t lab = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    Origin origin;
    double tenure = 2;
    double tenure_limit = 40;
    double equity_gain = 1;
    double ties = 1;
};

std::uint16_t lab_of(Scenario const& s, std::string const& id)
{
    auto const found = std::ranges::find(s.labs, id, &LabSpec::id);
    require(found != s.labs.end()); // the reader has checked it
    return static_cast<std::uint16_t>(found - s.labs.begin());
}

std::vector<Rows> rows_of_groups(Scenario const& s)
{
    std::vector<Rows> all;
    std::uint32_t next = 0;
    for (auto const& g : s.groups)
    {
        auto const count = static_cast<std::uint32_t>(std::llround(g.count * s.run.scale));
        all.push_back({luck_of(g), lab_of(s, g.lab), next, count, origin_of(g, s.laws.utility), g.tenure,
                       g.tenure_limit, g.equity_gain, g.ties});
        next += count;
    }
    return all;
}

/// What an initial person was given before the start, unless a roster says it.
struct History
{
    double tenure = 0;
    double premium = 0;
    double wealth_years = 0;
};

History history_of(Desk const& desk, std::uint64_t identity, Rows const& g)
{
    auto const& p = desk.laws;
    Luck luck(desk.draws, Domain::population, Kind::history, identity);
    History h;
    // Exponential tenure cut at the age of the lab: inverse of the truncated law.
    auto const cut = -std::expm1(-g.tenure_limit / std::max(g.tenure, 1e-6));
    h.tenure = g.tenure <= 0 ? 0 : -g.tenure * std::log1p(-luck.uniform() * cut);
    // Those who are there once took their offer: better offers are likelier among them.
    h.premium = p.search.offer_premium + p.search.offer_spread * (luck.normal() + p.search.offer_spread);
    h.wealth_years = p.people.wealth_years * luck.exponential();
    return h;
}

/// Grants as if one had come at the first day and one at every review since, for annual pay of @p value.
void grant_history(Desk const& desk, std::uint32_t row, Time t, double tenure, double value)
{
    auto const& face = desk.face(desk.line(row).lab);
    auto const& p = desk.laws;
    if (face.equity_share <= 0) return;
    auto const full = value * face.equity_share * p.equity.vesting_time;
    auto const joined = t - span_of_years(tenure);
    if (tenure < p.equity.vesting_time) grant(desk, row, joined, full, false);
    auto const reviews = static_cast<int>(tenure);
    for (auto k = std::max(1, reviews - 2); k <= reviews; ++k)
    {
        grant(desk, row, joined + year * k, full * p.growth.refresh_share, true);
    }
    // What has vested before the start has been sold or spent.
    desk.purse(row).sold = 0;
    auto const owned = owned_units(desk.purse(row), t);
    desk.purse(row).sold = owned;
    desk.tally(desk.line(row).lab).units_out -= owned;
}

void place_person(Desk const& desk, std::uint32_t row, Rows const& g, History const& h, Time t, double pay)
{
    auto& line = desk.line(row);
    auto& mind = desk.mind(row);
    auto const& face = desk.face(g.lab);
    line.lab = g.lab;
    line.joined = t - span_of_years(h.tenure);
    line.spell = 1;
    mind.at = mind.inequity_at = t;
    mind.pay = mind.pay_start = static_cast<float>(pay);
    auto const identity = mixed(desk.world.labs.luck[g.lab], line.id.value);
    mind.match = static_cast<float>(desk.laws.utility.match_spread *
                                    Luck(desk.draws, Domain::population, Kind::match, identity).normal());
    line.cash = cents(pay * (1 - face.equity_share));
    auto& purse = desk.purse(row);
    purse.settled = t;
    purse.wealth = cents(pay * h.wealth_years);
    grant_history(desk, row, t, h.tenure, pay * g.equity_gain);
    count_in(desk, row, +1);
    Event review{line.joined + year * (1 + static_cast<std::int64_t>(h.tenure)), 0, row};
    review.slot = line.spell;
    review.what = What::review;
    desk.shelf.due_later.push_back(review);
}

/// Culture gaps are kept as of the first day, from which they decay.
void carry_culture(Desk const& desk, std::uint32_t row, std::array<double, 2> culture, double tenure)
{
    auto const grown = std::exp(std::min(desk.laws.climate.socialisation * tenure, 12.0));
    desk.mind(row).culture_x = static_cast<float>(culture[0] * grown);
    desk.mind(row).culture_y = static_cast<float>(culture[1] * grown);
}

void make_person(Desk const& desk, std::uint32_t row, Rows const& g, Time t)
{
    auto const identity = group_identity(g.group, row - g.first);
    auto const culture = draw_traits(desk, row, identity, g.origin);
    auto const h = history_of(desk, identity, g);
    carry_culture(desk, row, culture, h.tenure);
    desk.line(row).lab = g.lab;
    place_person(desk, row, g, h, t, band_pay(desk, desk.line(row), g.lab, h.premium));
}

void make_from_roster(Desk const& desk, std::uint32_t row, RosterRow const& r, Scenario const& s, Time t)
{
    Rows g;
    g.lab = static_cast<std::uint16_t>(r.lab);
    GroupSpec const usual;
    g.origin = origin_of(usual, s.laws.utility);
    auto const identity = roster_identity(r.salted_id);
    auto const culture = draw_traits(desk, row, identity, g.origin);
    auto& line = desk.line(row);
    if (r.talent) line.talent = static_cast<float>(*r.talent);
    if (r.safety) line.safety_weight = static_cast<float>(*r.safety);
    if (r.level > 0) line.level = static_cast<std::int8_t>(r.level);
    auto h = history_of(desk, identity, g);
    if (r.tenure) h.tenure = *r.tenure;
    carry_culture(desk, row, culture, h.tenure);
    line.lab = g.lab;
    place_person(desk, row, g, h, t, r.pay.value_or(band_pay(desk, line, g.lab, h.premium)));
    if (!r.equity) return;
    // Stated unvested equity replaces what was assumed: one grant that vests over the years of a new one.
    auto& purse = desk.purse(row);
    auto& sum = desk.tally(g.lab);
    for (auto const& held : purse.grants) sum.units_out -= held.units;
    sum.units_out += purse.sold;
    purse.grants.fill(Holding{});
    purse.sold = 0;
    grant(desk, row, t, *r.equity, true);
}

std::vector<Circle> circles_of(std::vector<Rows> const& groups)
{
    std::vector<Circle> all;
    all.reserve(groups.size());
    for (auto const& g : groups) all.push_back({g.group, g.first, g.count, g.ties});
    return all;
}

/// Cuts the group into cohorts by rate class.
void add_cohorts(World& world, Rows const& g)
{
    auto const before = world.cohorts.size();
    for (int c = lowest_class; c <= highest_class; ++c)
    {
        world.cohorts.push_back({mixed(g.group, static_cast<std::uint64_t>(c - lowest_class)), c, {}});
    }
    for (auto row = g.first; row < g.first + g.count; ++row)
    {
        auto const c = static_cast<std::size_t>(world.people.line[row].rate_class - lowest_class);
        world.cohorts[before + c].rows.push_back(row);
    }
    std::erase_if(world.cohorts, [](Cohort const& c) { return c.rows.empty(); });
}

/// Are founders among the staff of lab @p id backed?
bool is_backed(CapitalSpec const& capital, std::string const& id)
{
    auto const& all = capital.founders_from;
    if (all.empty()) return true;
    return (" " + all + " ").find(" " + id + " ") != std::string::npos;
}

void make_labs(World& world, Scenario const& s, Draws const& draws, Time t)
{
    world.labs.resize(s.labs.size());
    world.crises.resize(s.labs.size());
    std::vector<Event> none;
    for (std::uint16_t lab = 0; lab < s.labs.size(); ++lab)
    {
        world.labs.id[lab] = s.labs[lab].id;
        world.labs.luck[lab] = luck_of(s.labs[lab]);
        world.labs.books[lab].firm.dormant = s.labs[lab].dormant;
        world.labs.books[lab].firm.has_account = s.labs[lab].cash.has_value();
        world.labs.books[lab].firm.chest = s.labs[lab].war_chest;
        world.backs.push_back(is_backed(s.capital, s.labs[lab].id) ? 1 : 0);
        if (s.labs[lab].kind == "nonemployment" && world.jobless == nowhere) world.jobless = lab;
        world.frontier = lab == 0 ? s.labs[lab].capability : std::max(world.frontier, s.labs[lab].capability);
        Office const office{world, s.laws, draws, s.labs, lab, t, none};
        first_face(office, {s.run.scale, s.run.reference_slots * s.run.scale, s.run.start, 0});
    }
}

void seat_everybody(World& world, Scenario const& s)
{
    for (std::uint32_t row = 0; row < world.people.size(); ++row)
    {
        auto& line = world.people.line[row];
        world.people.at_lab[row] = line.lab;
        if (!world.labs.face[line.lab].employs)
        {
            world.shelf_of(row).restless.push_back(row);
            continue;
        }
        auto& teams = world.labs.books[line.lab].teams;
        line.team = take_seat(teams, row, line.joined);
        line.leads = teams.count[line.team] == 1;
    }
    for (std::uint16_t lab = 0; lab < s.labs.size(); ++lab)
    {
        auto& books = world.labs.books[lab];
        world.labs.total[lab] = world.total_of(lab);
        books.target = static_cast<double>(world.labs.total[lab].members);
    }
}
} // namespace

World initial_world(Scenario const& s, Draws const& draws, Threads const& threads, Time t,
                    std::vector<Event>& events)
{
    World world;
    world.now = world.origin = t;
    impose_policies(world, s);
    make_labs(world, s, draws, t);
    impose_raids(world, s);
    make_works(world, s);
    auto const groups = s.roster.empty() ? rows_of_groups(s) : std::vector<Rows>{};
    auto const circles = circles_of(groups);
    auto const size = groups.empty() ? s.roster.size() : groups.back().first + groups.back().count;
    // For newcomers: room that is never used costs nothing, moving everybody costs the room of everybody
    world.people.reserve(size + size / 4);
    world.grow(size);
    threads.for_chunks(size, shelf_size, [&](std::size_t shelf, std::size_t begin, std::size_t end) {
        Desk const desk{world, world.shelves[shelf], s.laws, draws, s.labs, t};
        for (auto row = static_cast<std::uint32_t>(begin); row < end; ++row)
        {
            if (groups.empty())
            {
                make_from_roster(desk, row, s.roster[row], s, t);
                continue;
            }
            auto const g = std::prev(std::ranges::upper_bound(groups, row, {}, &Rows::first));
            make_person(desk, row, *g, t);
            make_ties(world, circles, row, g->ties, draws, s.laws, t);
        }
    });
    for (auto const& g : groups) add_cohorts(world, g);
    for (std::uint32_t row = 0; groups.empty() && row < size; ++row) world.singles.push_back(row);
    seat_everybody(world, s);
    for (auto const& purse : world.people.purse) world.wealth_before += purse.wealth;
    for (auto& shelf : world.shelves)
    {
        events.insert(events.end(), shelf.due_later.begin(), shelf.due_later.end());
        shelf.due_later.clear();
    }
    return world;
}
} // namespace mercato
