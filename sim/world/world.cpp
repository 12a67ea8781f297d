// SPDX-License-Identifier: Apache-2.0
#include "world/world.hpp"

namespace mercato
{
void World::grow(std::size_t size)
{
    people.resize(size);
    if (!works.empty()) people.craft.resize(size);
    auto const before = shelves.size();
    shelves.resize((size + shelf_size - 1) / shelf_size);
    for (auto s = before; s < shelves.size(); ++s) shelves[s].tally.resize(labs.size());
}

Tally World::total_of(std::uint16_t lab) const
{
    Tally sum;
    for (auto const& shelf : shelves) sum += shelf.tally[lab];
    return sum;
}

std::uint32_t open_offer(Shelf& shelf, OpenOffer const& offer)
{
    if (shelf.free_offer == nobody)
    {
        shelf.offers.push_back(offer);
        return static_cast<std::uint32_t>(shelf.offers.size() - 1);
    }
    auto const slot = shelf.free_offer;
    shelf.free_offer = shelf.offers[slot].next;
    shelf.offers[slot] = offer;
    return slot;
}

void close_offer(Shelf& shelf, std::uint32_t slot)
{
    shelf.offers[slot] = OpenOffer{};
    shelf.offers[slot].next = shelf.free_offer;
    shelf.free_offer = slot;
}
} // namespace mercato
