// SPDX-License-Identifier: Apache-2.0
#include "acts/openings.hpp"

#include <algorithm>

#include "acts/bounds.hpp"

namespace mercato
{
namespace
{
/// Who shares a cell: rows of a block, or one row.
struct Crowd
{
    Layout layout{};
    std::uint64_t identity = 0;
    std::uint32_t const* rows = nullptr;
    std::size_t count = 0;
    std::uint32_t places = 1; // slots that one person holds
};

std::size_t place(std::uint16_t lab, int rate_class)
{
    return std::size_t{lab} * class_count + static_cast<std::size_t>(rate_class - lowest_class);
}

/// Opens layers [first, last) of one kind for a crowd; blocks are cut layer by layer. With several places a
/// person,
/// Event::slot says which.
void open_layers(Opener const& o, Crowd const& crowd, Event proto, Kind kind, int first, int last, Time from)
{
    auto const page = page_of(crowd.layout, from);
    auto const end = page_start(crowd.layout, page + 1);
    auto const slots = crowd.count * crowd.places;
    for (int layer = first; layer < last; ++layer)
    {
        auto const block = std::max(shape_of(crowd.layout, layer).block, 1U);
        for (std::size_t begin = 0; begin < slots; begin += block)
        {
            Cell const cell{kind,         mixed(crowd.identity, begin / block),     layer, page,
                            crowd.layout, static_cast<std::uint32_t>(slots - begin)};
            scatter(o.draws, cell, from, end, [&](Point const& p) {
                auto const place = begin + p.slot;
                proto.at = p.at;
                proto.luck = p.luck;
                proto.person = crowd.rows[place / crowd.places];
                proto.value = static_cast<float>(p.y);
                proto.slot = static_cast<std::uint32_t>(place % crowd.places);
                o.out.push_back(proto);
            });
        }
    }
}

/// Potential calls of one lab on a crowd, beyond the @p already open layers.
void open_calls(Opener const& o, Crowd crowd, std::uint16_t lab, int already, int needed, Time from)
{
    crowd.identity = mixed(o.world.labs.luck[lab], crowd.identity);
    Event proto;
    proto.what = What::contact;
    proto.lab = lab;
    open_layers(o, crowd, proto, Kind::contact, already, needed, from);
}

int layers_needed(Opener const& o, Layout layout, std::uint16_t lab, int rate_class)
{
    // The rate class bounds the base rate from above.
    return layers_below(layout, contact_bound(o.world.labs.face[lab].recruiting, rate_class, o.laws.search));
}

/// Potential calls through each tie, quits, burnout and retirement: bounds that hold for the whole page.
void open_own(Opener const& o, Crowd crowd, int rate_class, Time from)
{
    auto const open = [&](What what, Kind kind, double bound) {
        Event proto;
        proto.what = what;
        open_layers(o, crowd, proto, kind, 0, layers_below(crowd.layout, bound), from);
    };
    open(What::quit, Kind::quit, quit_bound(o.laws.growth));
    open(What::burnout, Kind::burnout, burnout_bound(o.laws.strain));
    open(What::retirement, Kind::retirement, o.laws.growth.field_exit);
    crowd.places = tie_count;
    open(What::referral, Kind::referral, referral_bound(rate_class, o.laws.search));
}

Crowd crowd_of(Cohort const& c) { return {Layout::blocks, c.luck, c.rows.data(), c.rows.size()}; }

Crowd crowd_of(World const& world, std::uint32_t const& row)
{
    return {Layout::single, world.people.line[row].id.value, &row, 1};
}
} // namespace

void open_page(Opener const& o, Layout layout, Time from)
{
    auto& open = layout == Layout::blocks ? o.open.blocks : o.open.singles;
    // Layers of the other layout may reach less far: the next call of open_further looks again.
    o.open.recruiting.assign(o.world.labs.size(), 0);
    open.assign(o.world.labs.size() * class_count, 0);
    for (std::uint16_t lab = 0; lab < o.world.labs.size(); ++lab)
    {
        for (int c = lowest_class; c <= highest_class; ++c)
        {
            open[place(lab, c)] = static_cast<std::int8_t>(layers_needed(o, layout, lab, c));
        }
    }
    if (layout == Layout::single)
    {
        for (auto const& row : o.world.singles) open_person(o, row, from);
        return;
    }
    for (auto const& cohort : o.world.cohorts)
    {
        auto const crowd = crowd_of(cohort);
        for (std::uint16_t lab = 0; lab < o.world.labs.size(); ++lab)
        {
            open_calls(o, crowd, lab, 0, open[place(lab, cohort.rate_class)], from);
        }
        open_own(o, crowd, cohort.rate_class, from);
    }
}

void open_person(Opener const& o, std::uint32_t row, Time from)
{
    auto const crowd = crowd_of(o.world, row);
    auto const c = o.world.people.line[row].rate_class;
    for (std::uint16_t lab = 0; lab < o.world.labs.size(); ++lab)
    {
        open_calls(o, crowd, lab, 0, o.open.singles[place(lab, c)], from);
    }
    open_own(o, crowd, c, from);
}

void open_further(Opener const& o, std::uint16_t lab, Time from)
{
    if (o.world.labs.face[lab].recruiting <= o.open.recruiting[lab]) return;
    o.open.recruiting[lab] = o.world.labs.face[lab].recruiting;
    for (int c = lowest_class; c <= highest_class; ++c)
    {
        auto& blocks = o.open.blocks[place(lab, c)];
        auto const needed = static_cast<std::int8_t>(layers_needed(o, Layout::blocks, lab, c));
        if (needed > blocks)
        {
            for (auto const& cohort : o.world.cohorts)
            {
                if (cohort.rate_class == c) open_calls(o, crowd_of(cohort), lab, blocks, needed, from);
            }
            blocks = needed;
        }
        auto& singles = o.open.singles[place(lab, c)];
        auto const wanted = static_cast<std::int8_t>(layers_needed(o, Layout::single, lab, c));
        if (wanted <= singles) continue;
        for (auto const& row : o.world.singles)
        {
            if (o.world.people.line[row].rate_class == c)
                open_calls(o, crowd_of(o.world, row), lab, singles, wanted, from);
        }
        singles = wanted;
    }
}
} // namespace mercato
