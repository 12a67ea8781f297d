// SPDX-License-Identifier: Apache-2.0
// What is sieved holds the same points as what is laid out cell by cell.
#include <algorithm>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/scatter.hpp"

namespace mercato
{
namespace
{
/// Who is asked, and up to which layer.
struct Wish
{
    std::uint64_t identity = 0;
    int layers = 0;
};

using Found = std::vector<std::tuple<int, std::int64_t, double, std::uint64_t>>;

struct Note
{
    Found* found;
    void operator()(int tag, Point const& p) const { found->emplace_back(tag, p.at.us, p.y, p.luck); }
};

template <class Lay>
Found found(Draws const& draws, Layout layout, std::int64_t page, Span late, Lay&& lay)
{
    Found all;
    auto const from = page_start(layout, page) + late;
    Scattering<int, Note, 8> scattering(draws, layout, page, from, page_start(layout, page + 1), Note{&all});
    lay(scattering);
    scattering.finish();
    std::ranges::sort(all);
    return all;
}
} // namespace

RC_GTEST_PROP(Sieve, FindsThePointsThatCellsHold, (std::uint64_t seed))
{
    Draws const draws(seed, 3);
    auto const layout = *rc::gen::element(Layout::single, Layout::brief);
    auto const page = *rc::gen::inRange<std::int64_t>(40, 800);
    auto const late = day * *rc::gen::inRange(0, 27);
    auto const wishes = *rc::gen::container<std::vector<Wish>>(
        *rc::gen::inRange<std::size_t>(0, 60),
        rc::gen::build<Wish>(rc::gen::set(&Wish::identity),
                             rc::gen::set(&Wish::layers, rc::gen::inRange(0, 6))));

    auto const cell_by_cell = found(draws, layout, page, late, [&](auto& scattering) {
        for (std::size_t k = 0; k < wishes.size(); ++k)
            scattering.add_layers({Kind::excess, wishes[k].identity}, 0, wishes[k].layers,
                                  static_cast<int>(k));
    });
    auto const sieved = found(draws, layout, page, late, [&](auto& scattering) {
        Sieve<int, std::remove_reference_t<decltype(scattering)>> sieve(draws, Kind::excess, layout, page,
                                                                        scattering);
        for (std::size_t k = 0; k < wishes.size(); ++k)
            sieve.add(wishes[k].identity, 0, wishes[k].layers, static_cast<int>(k));
        sieve.finish();
    });
    RC_ASSERT(sieved == cell_by_cell);
    RC_CLASSIFY(!sieved.empty(), "some points");
}
} // namespace mercato
