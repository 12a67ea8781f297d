// SPDX-License-Identifier: Apache-2.0
// What luck costs: a block of four words, and a cell of potential events.
#include <vector>

#include <benchmark/benchmark.h>

#include "core/scatter.hpp"

namespace mercato
{
namespace
{
Draws const draws(1, 1);

void block_alone(benchmark::State& state)
{
    std::uint32_t i = 0;
    for (auto _ : state)
    {
        benchmark::DoNotOptimize(draws.words(Domain::behaviour, Kind::offer, 77, 0, i));
        i = (i + 1) % (1U << 20);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(block_alone);

void blocks_together(benchmark::State& state)
{
    std::vector<Ask> asked;
    for (std::uint32_t i = 0; i < 256; ++i) asked.push_back(ask_for(Kind::contact, mixed(5, i), 700, i));
    std::vector<Words> answers(asked.size());
    for (auto _ : state)
    {
        draws.words(Domain::behaviour, asked, answers);
        benchmark::DoNotOptimize(answers.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(asked.size()));
}
BENCHMARK(blocks_together);

/// Cells of one layout; the argument says for how many of the block's places there is somebody.
void cells(benchmark::State& state, Layout layout, Kind kind)
{
    auto const slots = static_cast<std::uint32_t>(state.range(0));
    constexpr std::int64_t count = 1024;
    std::int64_t points = 0;
    auto const visit = [&](int, Point const& p) {
        benchmark::DoNotOptimize(p.luck);
        ++points;
    };
    auto const from = page_start(layout, 700);
    for (auto _ : state)
    {
        Scattering<int, decltype(visit)> scattering(draws, layout, 700, from, page_start(layout, 701), visit);
        for (std::uint64_t i = 0; i < count; ++i)
            scattering.add({kind, mixed(9, i), slots}, static_cast<int>(i % 4), 0);
        scattering.finish();
    }
    state.SetItemsProcessed(state.iterations() * count);
    state.counters["points"] = static_cast<double>(points) / static_cast<double>(state.iterations() * count);
}
BENCHMARK_CAPTURE(cells, of_blocks, Layout::blocks, Kind::contact)->Arg(50)->Arg(1024);
BENCHMARK_CAPTURE(cells, of_one_person, Layout::single, Kind::contact)->Arg(1);
BENCHMARK_CAPTURE(cells, of_one_person_briefly, Layout::brief, Kind::excess)->Arg(1);
} // namespace
} // namespace mercato
