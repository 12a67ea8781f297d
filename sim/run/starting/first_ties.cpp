// SPDX-License-Identifier: Apache-2.0
#include "run/starting/first_ties.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace mercato
{
namespace
{
/// Luck of a tie with a group, and with its people.
std::uint64_t luck_with(std::uint64_t tie, Circle const& circle) { return mixed(tie, circle.luck); }

/// A tie by its place, with where it stands in the shuffle.
struct Dealt
{
    std::uint64_t luck = 0;
    std::uint32_t row = 0;
    std::uint32_t place = 0;
    std::uint32_t person = nobody;
};

std::vector<Dealt> all_ties(Researchers const& people, Draws const& draws)
{
    std::vector<Dealt> all;
    for (std::uint32_t row = 0; row < people.size(); ++row)
    {
        auto const id = people.line[row].id.value;
        for (std::uint32_t k = 0; k < tie_count; ++k)
        {
            auto const& tie = people.ties[row][k];
            if (tie.person == nobody) continue;
            auto const words = draws.words(Domain::ties, Kind::tie, id, 1, k);
            all.push_back({std::uint64_t{words.w[0]} << 32U | words.w[1], row, k, tie.person});
        }
    }
    return all;
}
} // namespace

std::size_t winner(std::span<Circle const> circles, std::uint64_t tie)
{
    auto best = circles.size();
    double first = 0;
    for (std::size_t k = 0; k < circles.size(); ++k)
    {
        if (circles[k].weight <= 0) continue;
        auto const luck = luck_with(tie, circles[k]);
        auto const u = unit_open(static_cast<std::uint32_t>(luck >> 32U), static_cast<std::uint32_t>(luck));
        auto const is_first = best == circles.size();
        // -log u is at least 1 - u, which is known at once
        if (!is_first && 1 - u >= first * circles[k].weight) continue;
        auto const time = -std::log(u) / circles[k].weight;
        if (!is_first && time >= first) continue;
        best = k;
        first = time;
    }
    return best;
}

void make_ties(World& world, std::span<Circle const> circles, std::uint32_t row, double own,
               Draws const& draws, Laws const& laws, Time t)
{
    if (own <= 0) return;
    Luck luck(draws, Domain::ties, Kind::tie, world.people.line[row].id.value);
    auto const wanted = std::min<std::uint32_t>(luck.poisson(laws.people.ties_outside * own), tie_count);
    for (std::uint32_t k = 0; k < wanted; ++k)
    {
        auto const high = std::uint64_t{luck()};
        auto const tie = high << 32U | luck();
        auto const ago = laws.search.tie_decay_time * luck.uniform();
        auto const weight = luck.uniform();
        auto const place = winner(circles, tie);
        if (place == circles.size()) continue;
        auto const& other = circles[place];
        // Numbers are drawn below the next power of two, so that one person more changes nobody else's ties
        auto const number = static_cast<std::uint32_t>(mixed(luck_with(tie, other), 0)) &
                            (std::bit_ceil(std::max(1U, other.count)) - 1);
        if (number >= other.count || other.first + number == row) continue;
        world.people.ties[row][k] = {other.first + number,
                                     static_cast<std::uint16_t>((t - span_of_years(ago)).us / week.us),
                                     static_cast<std::uint8_t>(255 * weight), 0};
    }
}

void shuffle_ties(World& world, Draws const& draws)
{
    auto const all = all_ties(world.people, draws);
    if (all.size() < 2) return;
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t k) { return std::pair(all[k].luck, k); });
    // Who would know oneself changes with the next one for whom that is not so, and whom it does not harm
    for (std::size_t k = 0; k < all.size(); ++k)
    {
        for (std::size_t step = 1; all[order[k]].person == all[k].row && step < all.size(); ++step)
        {
            auto const other = (k + step) % all.size();
            if (all[order[other]].person == all[k].row || all[order[k]].person == all[other].row) continue;
            std::swap(order[k], order[other]);
        }
    }
    for (std::size_t k = 0; k < all.size(); ++k)
        world.people.ties[all[k].row][all[k].place].person = all[order[k]].person;
}
} // namespace mercato
