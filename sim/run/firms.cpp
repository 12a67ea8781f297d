// SPDX-License-Identifier: Apache-2.0
// Labs as firms: what want of money leads to, who takes over whom, and labs that people found.
#include <algorithm>
#include <cmath>

#include "acts/common/account.hpp"
#include "acts/dated.hpp"
#include "acts/foundings.hpp"
#include "acts/money.hpp"
#include "acts/raids.hpp"
#include "run/engine.hpp"

namespace mercato
{
namespace
{
// Records number raids in eight bits
constexpr std::size_t most_raids = 127;
// What a buyer leaves of a lab is wound up six weeks later, as in the dated episode
constexpr Span wind_up_time = day * 45;
constexpr double core_deadline = 14 / 365.25;
constexpr double core_screening = 1 / 365.25;

/// How a buyer asks the best of a lab that it takes over, all on one day; the work moves with the people.
RaidSpec core_of(FundingParams const& p, std::int64_t members, Time now)
{
    RaidSpec spec;
    spec.mode = raid_modes[2];
    spec.people = std::max(1.0, std::round(p.takeover_share * static_cast<double>(members)));
    spec.budget = 1e12;
    spec.top_multiple = spec.low_multiple = p.takeover_pay;
    spec.sign_on = 0;
    spec.deadline = core_deadline;
    spec.screening = core_screening;
    spec.moving_discount = 1;
    spec.at = now;
    spec.until = now + wind_up_time;
    return spec;
}

double climate_at(CapitalSpec const& capital, Time t)
{
    return capital.climate.empty() ? 1 : value_at(capital.climate, t) / capital.reference;
}

/// A lab that money has left closes, as what @p deed says.
void close_down(Office const& office, Deed deed)
{
    note_deed(office, deed);
    office.books().firm.failed = true;
    happens(office, {"closure"});
}

/// A share @p cut of staff goes; the luck of the week says who.
void cut_staff(Office const& office, double cut)
{
    auto const date = static_cast<std::uint64_t>(office.now.us / week.us);
    auto const hit = lay_off(office, cut, mixed(office.world.labs.luck[office.lab], date));
    if (hit > 0) note_deed(office, Deed::lay_off).sum = static_cast<float>(cut);
}
} // namespace

AccountRecord account_record(World const& world, std::uint16_t lab)
{
    auto const& firm = world.labs.books[lab].firm;
    if (!firm.has_account || firm.dormant) return {NAN, NAN, NAN, NAN, NAN};
    auto const real = [](double x) { return static_cast<float>(x); };
    return {real(millions(firm.cash)), real(firm.runway), real(firm.burn), real(millions(firm.raised)),
            real(firm.issued / all_units)};
}

void Engine::find_dormant()
{
    auto const& labs = scenario_.labs;
    if (std::ranges::none_of(labs, &LabSpec::dormant)) return;
    double best = scenario_.capital.climate.empty() ? 1 : 0;
    for (auto const& step : scenario_.capital.climate)
        best = std::max(best, step.value / scenario_.capital.reference);
    founding_bound_ = founding_bound(scenario_.laws.founding) * best * scenario_.capital.backed;
}

void Engine::open_accounts()
{
    auto& world = state_.world;
    world.capital = climate_at(scenario_.capital, world.now);
    world.backed = scenario_.capital.backed;
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        if (!world.labs.books[lab].firm.has_account) continue;
        world.labs.total[lab] = world.total_of(lab);
        Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
        open_account(office, scenario_.run.scale);
        if (world.labs.books[lab].firm.may_hire) continue;
        world.labs.books[lab].slots = 0;
        publish_recruiting(office, scenario_.run.reference_slots * scenario_.run.scale);
    }
}

void Engine::open_raid(Raid raid)
{
    auto& world = state_.world;
    auto const number = world.raids.size();
    for (auto t = world.now; t < raid.spec.until; t = t + day) date(t, first_raid() + number);
    world.raids.push_back(std::move(raid));
}

void Engine::be_taken_over(std::uint16_t lab, std::uint16_t buyer)
{
    auto& world = state_.world;
    Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
    auto& books = world.labs.books;
    auto& chest = books[buyer].firm.chest;
    auto const price = std::min(books[lab].price, chest);
    chest -= price;
    auto& deed = note_deed(office, Deed::takeover);
    deed.other = static_cast<std::int16_t>(buyer);
    deed.sum = static_cast<float>(price);
    books[lab].frozen = true;
    books[lab].firm.wound_up = world.now + wind_up_time;
    if (world.raids.size() >= most_raids) return;
    Raid raid;
    raid.spec = core_of(scenario_.laws.funding, world.labs.total[lab].members, world.now);
    raid.luck = mixed(world.labs.luck[buyer], world.labs.luck[lab]);
    raid.lab = buyer;
    raid.targets = {lab};
    open_raid(std::move(raid));
}

void Engine::step_firms(Plan const& plan)
{
    auto& world = state_.world;
    world.capital = climate_at(scenario_.capital, world.now);
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        auto const& books = world.labs.books[lab];
        if (!books.firm.has_account || books.firm.dormant) continue;
        world.labs.total[lab] = world.total_of(lab);
        Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
        pay_wages(office);
        if (!state_.recording || world.now <= plan.start) continue;
        if (books.closed)
        {
            charge_wages(office); // of the last weeks
            continue;
        }
        auto const want = step_money(office, state_.last_grid, plan.scale);
        auto const wound_up = books.firm.wound_up <= world.now;
        if (want.insolvent)
            close_down(office, Deed::insolvency);
        else if (wound_up)
            close_down(office, Deed::wound_up);
        else if (want.fails)
            close_down(office, Deed::failure);
        else if (want.buyer != nowhere)
            be_taken_over(lab, want.buyer);
        else if (want.cut > 0)
            cut_staff(office, want.cut);
    }
}

void Engine::found_lab(Mail const& m)
{
    auto& world = state_.world;
    auto& books = world.labs.books;
    auto const row = std::ranges::find_if(books, [](LabBooks const& b) { return b.firm.dormant; });
    auto const has_row = row != books.end() && world.raids.size() < most_raids;
    auto const lab = has_row ? static_cast<std::uint16_t>(row - books.begin()) : m.lab;
    Office const office{world, scenario_.laws, draws_, scenario_.labs, lab, world.now, out_};
    answer_founder(office, m, has_row);
    if (!has_row)
    {
        auto& missed = note_deed(office, Deed::no_place);
        missed.lab = -1;
        missed.other = static_cast<std::int16_t>(m.lab);
        missed.person = static_cast<std::int32_t>(m.person);
        return;
    }
    world.labs.luck[lab] = identity_of_founding(m);
    for (auto& opened : opened_) opened.forget(); // calls of the new lab are others than those of its row
    first_face(office, plan_of(scenario_, 0));
    take_after_founder(office, m);
    if (row->firm.has_account) open_account(office, scenario_.run.scale);
    auto raid = founding_group(office, m);
    auto const ties = gather(office, raid, m.person);
    row->target = row->target_ahead = static_cast<double>(raid.list.size());
    auto& deed = note_deed(office, Deed::founding);
    deed.other = static_cast<std::int16_t>(m.lab);
    deed.person = static_cast<std::int32_t>(m.person);
    deed.people = static_cast<std::int32_t>(raid.list.size());
    deed.sum = static_cast<float>(millions(row->firm.cash));
    deed.ties = static_cast<float>(ties);
    if (raid.list.size() > 1) open_raid(std::move(raid));
}

void Engine::work_foundings()
{
    if (founding_bound_ <= 0) return;
    std::vector<Mail> founders;
    auto const founds = [](Mail const& m) { return m.matter == Matter::founds; };
    std::ranges::copy_if(state_.mail, std::back_inserter(founders), founds);
    std::erase_if(state_.mail, founds);
    std::ranges::sort(founders, {}, [](Mail const& m) { return std::tuple{m.at.us, m.id, m.luck}; });
    for (auto const& m : founders) found_lab(m);
}
} // namespace mercato
