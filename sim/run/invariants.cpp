// SPDX-License-Identifier: Apache-2.0
#include "run/invariants.hpp"

#include <fmt/format.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
void agree(std::int64_t kept, std::int64_t anew, std::string_view what, std::string_view where)
{
    if (kept == anew) return;
    throw InternalError(
        fmt::format("{} of {}: {} kept, {} counted anew. This is a defect of mercato, please report it.",
                    what, where, kept, anew));
}

/// Sums of one lab over its members, counted anew.
struct Counted
{
    std::int64_t members = 0;
    std::int64_t units = 0;
    std::int64_t bound = 0;
    Fixed talent = 0;
    Fixed pay = 0;
    Cents wages = 0;
    Fixed craft = 0;
    Fixed craft_missing = 0;
};

std::vector<Counted> counted(World const& world)
{
    std::vector<Counted> all(world.labs.size());
    for (std::size_t row = 0; row < world.people.size(); ++row)
    {
        auto const& line = world.people.line[row];
        if (line.lab == nowhere) continue;
        auto& c = all[line.lab];
        ++c.members;
        c.talent += fixed(line.talent);
        c.pay += fixed(world.people.mind[row].pay);
        c.wages += line.cash;
        if (line.cash < 0)
            agree(line.cash, 0, "cents a year of somebody's cash pay", world.labs.id[line.lab]);
        c.bound += line.standing == Standing::leaving ? 1 : 0;
        if (!world.people.craft.empty())
        {
            c.craft += world.people.craft[row].weight;
            c.craft_missing += world.people.craft[row].missing;
        }
        auto const& purse = world.people.purse[row];
        c.units -= purse.sold;
        for (auto const& h : purse.grants) c.units += h.units;
    }
    return all;
}

/// What is on an account is what was there, came in and went out; nobody is charged for wages not paid, but
/// for those that were given back since (@p may_return), which the account sees at the next charge.
void check_account(Firm const& f, Cents paid, bool may_return, std::string_view where)
{
    if (!f.has_account) return;
    agree(f.cash, f.cash_before + f.earned + f.raised - f.spent - f.paid, "cents on the account", where);
    if (f.paid > paid && !may_return) agree(f.paid, paid, "cents charged for wages", where);
}

void check_teams(World const& world, std::uint16_t lab, std::int64_t members)
{
    auto const& teams = world.labs.books[lab].teams;
    std::int64_t seated = 0;
    for (std::uint32_t team = 0; team < teams.size(); ++team)
    {
        for (int k = 0; k < teams.count[team]; ++k)
        {
            agree(world.people.line[teams.begin(team)[k]].lab, lab, "lab of a seated person",
                  world.labs.id[lab]);
            ++seated;
        }
    }
    if (world.labs.face[lab].employs) agree(seated, members, "people in teams", world.labs.id[lab]);
}
} // namespace

void check_invariants(World const& world)
{
    auto const anew = counted(world);
    Cents paid = 0;
    Cents wealth_in = 0;
    Cents spent = 0;
    Cents sales = 0;
    for (std::uint16_t lab = 0; lab < world.labs.size(); ++lab)
    {
        auto const kept = world.total_of(lab);
        auto const& c = anew[lab];
        agree(kept.members, c.members, "people", world.labs.id[lab]);
        agree(kept.talent, c.talent, "sum of talent", world.labs.id[lab]);
        agree(kept.pay, c.pay, "sum of pay", world.labs.id[lab]);
        agree(kept.wages, c.wages, "sum of wages", world.labs.id[lab]);
        check_account(world.labs.books[lab].firm, kept.paid, !world.people.pledges.empty(),
                      world.labs.id[lab]);
        agree(kept.units_out, c.units, "units of equity", world.labs.id[lab]);
        agree(kept.craft, c.craft, "sum of craft", world.labs.id[lab]);
        agree(kept.craft_missing, c.craft_missing, "missing team capital", world.labs.id[lab]);
        agree(kept.bound, c.bound, "people about to leave", world.labs.id[lab]);
        check_teams(world, lab, c.members);
        paid += kept.paid;
    }
    for (auto const& shelf : world.shelves)
    {
        wealth_in += shelf.wealth_in;
        spent += shelf.spent;
        sales += shelf.sales;
    }
    Cents wealth = -world.wealth_before;
    for (auto const& purse : world.people.purse) wealth += purse.wealth;
    agree(wealth_in + spent, paid, "cents paid and received", "all labs");
    agree(wealth_in + sales, wealth, "cents of wealth", "all people");
}
} // namespace mercato
