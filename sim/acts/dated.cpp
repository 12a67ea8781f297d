// SPDX-License-Identifier: Apache-2.0
#include "acts/dated.hpp"

namespace mercato
{
namespace
{
void send(Office const& o, std::uint32_t row, What what, double value)
{
    Event e{o.now, 0, row, static_cast<float>(value)};
    e.lab = o.lab;
    e.what = what;
    o.out.push_back(e);
}

/// The lab buys equity from all of its staff: @p share of what each owns, or the lab's usual share.
void buy_equity(Office const& o, double share)
{
    auto const bought = share > 0 ? share : o.specs[o.lab].tender_share;
    for_members(o.books().teams, [&](std::uint32_t row, int) { send(o, row, What::tender, bought); });
}

void lay_off(Office const& o, double share, std::uint64_t luck)
{
    for_members(o.books().teams, [&](std::uint32_t row, int) {
        auto const id = o.world.people.line[row].id.value;
        auto const u = unit_open(o.draws.words(Domain::market, Kind::jump, mixed(luck, id), 0, 0).w[0]);
        if (u < share) send(o, row, What::laid_off, 0);
    });
}

/// Workload is read continuously: what changes it carries the reference to now first.
void change_workload(Office const& o, double crunch, bool resting)
{
    o.books().crunch = crunch;
    carry_reference(o);
    auto& f = o.face();
    auto const& series = o.specs[o.lab].workload;
    auto const usual = series.empty() ? o.laws.strain.ordinary_workload : value_at(series, o.now);
    f.workload = crunch >= 0 ? crunch : usual;
    f.resting = resting;
}
} // namespace

void happens(Office const& o, std::string_view type, double value, std::uint64_t luck, bool ends)
{
    auto& books = o.books();
    if (type == "hiring_freeze") books.frozen = !ends;
    if (type == "amenity_change") books.amenity += ends ? -value : value;
    if (type == "crunch") change_workload(o, ends ? -1 : value, false);
    if (type == "recharge_week") change_workload(o, ends ? -1 : 0, !ends);
    if (type == "tender" && !ends) buy_equity(o, value);
    if (type == "lay_off" && !ends) lay_off(o, value, luck);
}
} // namespace mercato
