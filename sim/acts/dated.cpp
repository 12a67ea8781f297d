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
} // namespace

void happens(Office const& o, std::string_view type, double value, std::uint64_t luck, bool ends)
{
    auto& books = o.books();
    if (type == "hiring_freeze") books.frozen = !ends;
    if (type == "crunch") books.crunch = ends ? -1 : value;
    if (type == "recharge_week") books.crunch = ends ? -1 : 0;
    if (type == "amenity_change") books.amenity += ends ? -value : value;
    if (type == "tender" && !ends)
    {
        auto const share = value > 0 ? value : o.specs[o.lab].tender_share;
        for_members(books.teams, [&](std::uint32_t row, int) { send(o, row, What::tender, share); });
    }
    if (type == "lay_off" && !ends)
    {
        for_members(books.teams, [&](std::uint32_t row, int) {
            auto const id = o.world.people.line[row].id.value;
            auto const u = unit_open(o.draws.words(Domain::market, Kind::jump, mixed(luck, id), 0, 0).w[0]);
            if (u < value) send(o, row, What::laid_off, 0);
        });
    }
    // Workload is read continuously: what changes it carries the reference to now first.
    if (type == "crunch" || type == "recharge_week")
    {
        carry_reference(o);
        auto& f = o.face();
        auto const usual = o.laws.strain.ordinary_workload;
        auto const& series = o.specs[o.lab].workload;
        f.workload = books.crunch >= 0 ? books.crunch : series.empty() ? usual : value_at(series, o.now);
        f.resting = type == "recharge_week" && !ends;
    }
}
} // namespace mercato
