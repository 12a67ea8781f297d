// SPDX-License-Identifier: Apache-2.0
#include "acts/openings.hpp"

#include <algorithm>
#include <array>

#include "acts/common/bounds.hpp"

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

/// What the points of one cell are about.
struct Opening
{
    std::uint32_t const* rows;
    std::uint32_t begin; // first slot
    std::uint32_t places;
    std::uint16_t lab;
    What what;
};

/// Makes events of points. With several places a person, Event::slot says which.
struct Eventful
{
    std::vector<Event>& out;

    void operator()(Opening const& o, Point const& p) const
    {
        auto const place = o.begin + p.slot;
        auto const alone = o.places == 1;
        Event e{p.at, p.luck, o.rows[alone ? place : place / o.places], static_cast<float>(p.y)};
        e.slot = alone ? 0 : place % o.places;
        e.lab = o.lab;
        e.what = o.what;
        out.push_back(e);
    }
};
using Openings = Scattering<Opening, Eventful>;

/// What is opened of one layout from @p from on.
Openings openings(Opener const& o, Layout layout, Time from)
{
    auto const page = page_of(layout, from);
    return {o.draws, layout, page, from, page_start(layout, page + 1), Eventful{o.out}};
}

/// Opens layers [first, last) of one kind for a crowd; blocks are cut layer by layer.
void open_layers(Openings& openings, Crowd const& crowd, Opening proto, Kind kind, int first, int last)
{
    auto const slots = static_cast<std::uint32_t>(crowd.count) * crowd.places;
    if (crowd.layout == Layout::single)
    {
        for (proto.begin = 0; proto.begin < slots; ++proto.begin)
            openings.add_layers({kind, mixed(crowd.identity, proto.begin)}, first, last, proto);
        return;
    }
    for (auto layer = first; layer < last; ++layer)
    {
        auto const block = shape_of(crowd.layout, layer).block;
        for (proto.begin = 0; proto.begin < slots; proto.begin += block)
            openings.add({kind, mixed(crowd.identity, proto.begin / block), slots - proto.begin}, layer,
                         proto);
    }
}

/// Potential calls of one lab on a crowd, beyond the @p already open layers.
void open_calls(Opener const& o, Openings& openings, Crowd crowd, std::uint16_t lab, int already, int needed)
{
    if (needed <= already) return;
    crowd.identity = mixed(o.world.labs.luck[lab], crowd.identity);
    Opening const proto{crowd.rows, 0, 1, lab, What::contact};
    open_layers(openings, crowd, proto, Kind::contact, already, needed);
}

int layers_needed(Opener const& o, Layout layout, std::uint16_t lab, int rate_class)
{
    // The rate class bounds the base rate from above.
    return layers_below(layout, contact_bound(o.world.labs.face[lab].recruiting, rate_class, o.laws.search));
}

/// Potential calls through each tie, quits, burnout and retirement: bounds that hold for the whole page.
void open_own(Opener const& o, Openings& openings, Crowd crowd, int rate_class)
{
    auto const open = [&](What what, Kind kind, double bound) {
        Opening const proto{crowd.rows, 0, crowd.places, 0, what};
        open_layers(openings, crowd, proto, kind, 0, layers_below(crowd.layout, bound));
    };
    open(What::quit, Kind::quit, quit_bound(o.laws.growth));
    open(What::burnout, Kind::burnout, burnout_bound(o.laws.strain));
    open(What::retirement, Kind::retirement, o.laws.growth.field_exit);
    open(What::founding, Kind::founding, o.founding);
    crowd.places = tie_count;
    open(What::referral, Kind::referral, referral_bound(rate_class, o.laws.search));
}

Crowd crowd_of(Cohort const& c) { return {Layout::blocks, c.luck, c.rows.data(), c.rows.size()}; }

Crowd crowd_of(World const& world, std::uint32_t const& row)
{
    return {Layout::single, world.people.line[row].id.value, &row, 1};
}
/// Everything of one crowd, as far as layers are open.
void open_all(Opener const& o, Openings& openings, Crowd const& crowd, int rate_class)
{
    auto const& open = crowd.layout == Layout::blocks ? o.open.blocks : o.open.singles;
    for (std::uint16_t lab = 0; lab < o.world.labs.size(); ++lab)
        open_calls(o, openings, crowd, lab, 0, open[place(lab, rate_class)]);
    open_own(o, openings, crowd, rate_class);
}

/// What a lab that recruits harder now may need of the blocks of one rate class, beyond what is open.
void open_blocks_further(Opener const& o, std::uint16_t lab, int rate_class, Time from)
{
    auto& open = o.open.blocks[place(lab, rate_class)];
    auto const needed = static_cast<std::int8_t>(layers_needed(o, Layout::blocks, lab, rate_class));
    if (needed <= open) return;
    auto scattering = openings(o, Layout::blocks, from);
    for (auto const& cohort : o.world.cohorts)
    {
        if (cohort.rate_class != rate_class) continue;
        open_calls(o, scattering, crowd_of(cohort), lab, open, needed);
    }
    scattering.finish();
    open = needed;
}

/// The same of those whose luck is laid out person by person, of all rate classes in one go.
void open_singles_further(Opener const& o, std::uint16_t lab, Time from)
{
    auto* const open = &o.open.singles[place(lab, lowest_class)];
    std::array<int, class_count> needed{};
    bool any = false;
    for (int c = lowest_class; c <= highest_class; ++c)
    {
        auto const k = static_cast<std::size_t>(c - lowest_class);
        needed[k] = layers_needed(o, Layout::single, lab, c);
        any = any || needed[k] > open[k];
    }
    if (!any) return;
    auto scattering = openings(o, Layout::single, from);
    for (auto const& row : o.world.singles)
    {
        auto const k = static_cast<std::size_t>(o.world.people.line[row].rate_class - lowest_class);
        open_calls(o, scattering, crowd_of(o.world, row), lab, open[k], needed[k]);
    }
    scattering.finish();
    for (std::size_t k = 0; k < class_count; ++k)
        open[k] = static_cast<std::int8_t>(std::max<int>(open[k], needed[k]));
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
    auto scattering = openings(o, layout, from);
    if (layout == Layout::single)
    {
        for (auto const& row : o.world.singles)
            open_all(o, scattering, crowd_of(o.world, row), o.world.people.line[row].rate_class);
    }
    else
    {
        for (auto const& cohort : o.world.cohorts)
            open_all(o, scattering, crowd_of(cohort), cohort.rate_class);
    }
    scattering.finish();
}

void open_person(Opener const& o, std::uint32_t row, Time from)
{
    auto scattering = openings(o, Layout::single, from);
    open_all(o, scattering, crowd_of(o.world, row), o.world.people.line[row].rate_class);
    scattering.finish();
}

void open_further(Opener const& o, std::uint16_t lab, Time from)
{
    if (o.world.labs.face[lab].recruiting <= o.open.recruiting[lab]) return;
    o.open.recruiting[lab] = o.world.labs.face[lab].recruiting;
    for (int c = lowest_class; c <= highest_class; ++c) open_blocks_further(o, lab, c, from);
    open_singles_further(o, lab, from);
}
} // namespace mercato
