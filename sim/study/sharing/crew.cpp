// SPDX-License-Identifier: Apache-2.0
#include "study/sharing/crew.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"
#include "study/ensemble.hpp"
#include "study/sharing/message.hpp"
#include "study/sharing/order.hpp"

namespace mercato
{
namespace
{
constexpr std::int64_t far = std::int64_t{1} << 40U; // past every piece

/// Another build, or another sort of machine, would leave other bits.
void require_same_build(TrajectoryJob const& job)
{
    auto own = job;
    own.identity.clear();
    auto mine = identity_of(own);
    for (std::size_t k = 0; k < mine.size(); ++k)
    {
        // Those of all points of a design are known to rank 0 alone
        if (mine[k].first == "scenario_hash") mine[k].second = job.identity[k].second;
    }
    auto const why = difference(mine, job.identity);
    if (!why.empty()) throw IoError(fmt::format("this rank cannot share the work ({}).", why));
}

/// What a rank works with.
struct Bench
{
    Order const& order;
    Ranks& ranks;
    PartsFolder folder;
    PartWriter parts;

    Bench(Order const& o, Ranks& r)
        : order(o),
          ranks(r),
          folder(o.folder, o.token),
          parts(folder, o.job, o.parts, fmt::format("unfinished{}", r.number()))
    {}
    KeptRun keeper_of(RunKey run) const { return {folder, order.keeping, run}; }
};

/// Takes pieces until there are none left; @p report says which one was begun last.
void work_pieces(Bench& bench, std::function<void()> const& step, Report& report)
{
    auto const& order = bench.order;
    Threads const threads(order.threads);
    Worlds worlds(order.job.points, threads, order.most);
    auto const points = static_cast<std::uint32_t>(order.job.points.size());
    auto const ends = pieces_for(order.runs, points, bench.ranks.count());
    auto const run = [&](RunKey which, Threads const& inside) {
        auto keeper = bench.keeper_of(which);
        return attempt(worlds, *order.job.points[which.point], which, inside, keeper, order.tolerance);
    };
    auto const take = [&](RunKey which, RunRecords&& records) {
        if (records.failed()) report.failed.push_back({which, records.failure});
        bench.parts.add(which, std::move(records));
        bench.ranks.note_done(1);
        ++report.ran;
        step();
        stop_if_asked();
    };
    auto const leave = [&](RunKey which, RunRecords const& records) {
        bench.keeper_of(which).keep_finished(records);
    };
    for (;;)
    {
        auto const k = static_cast<std::size_t>(bench.ranks.take());
        if (k >= ends.size()) break;
        report.place = k == 0 ? 0 : ends[k - 1];
        auto const piece = std::span(order.runs).subspan(report.place, ends[k] - report.place);
        run_ensemble(piece, order.job.base().run.seed, threads, run, take, leave);
    }
}

/// The same; what is finished is in parts, however it ends.
void work_and_save(Bench& bench, std::function<void()> const& step, Report& report)
{
    try
    {
        work_pieces(bench, step, report);
    }
    catch (Stopped const&)
    {
        report.ending = Ending::stopped;
    }
    catch (IoError const&)
    {
        throw; // there is no place to save
    }
    catch (...)
    {
        bench.parts.flush();
        throw;
    }
    bench.parts.flush();
}

Report work(Order const& order, Ranks& ranks, std::function<void()> const& step)
{
    Report report;
    std::optional<Bench> bench;
    auto const failed = [&](Ending ending, std::string const& text) {
        report.ending = ending;
        bool const is_told = ranks.number() > 0 && ending != Ending::model;
        report.text = is_told ? fmt::format("{} (rank {})", text, ranks.number()) : text;
        ranks.take(far); // nobody begins another piece
    };
    try
    {
        require_same_build(order.job);
        bench.emplace(order, ranks);
        work_and_save(*bench, step, report);
    }
    catch (EventError const& e)
    {
        failed(Ending::model, e.what());
    }
    catch (IoError const& e)
    {
        failed(Ending::machine, e.what());
    }
    catch (std::bad_alloc const&)
    {
        failed(Ending::memory, {});
    }
    catch (std::exception const& e)
    {
        failed(Ending::internal, e.what());
    }
    if (report.ending == Ending::stopped) ranks.exchange_stop();
    if (!bench) return report;
    for (auto const& part : bench->parts.take_sealed()) report.parts.push_back(part.name);
    return report;
}

/// What begins an order, and what ends the work.
enum class Verb : std::uint8_t { work, leave };

Crew* the_crew = nullptr;
} // namespace

std::vector<std::size_t> pieces_for(std::span<RunKey const> runs, std::uint32_t points, int ranks)
{
    std::vector<std::size_t> ends;
    for (std::size_t done = 0; done < runs.size();)
    {
        auto const share = (runs.size() - done) / (2 * static_cast<std::size_t>(ranks));
        auto end = done + std::max<std::size_t>(1, share);
        // Replicates of which all points are in one part make fewer files
        while (share >= points && end < runs.size() && runs[end].replicate == runs[end - 1].replicate) ++end;
        ends.push_back(end);
        done = end;
    }
    return ends;
}

Crew::Crew(Ranks& ranks) : ranks_(ranks) { the_crew = this; }

Crew::~Crew() { the_crew = nullptr; }

Crew* Crew::present() { return the_crew; }

Crew::Pause::Pause() : crew_(std::exchange(the_crew, nullptr)) {}

Crew::Pause::~Pause() { the_crew = crew_; }

std::vector<FailedRun> Crew::run(TrajectoryWriter& writer, std::span<RunKey const> runs, How how,
                                 std::function<void()> const& step)
{
    Order order;
    order.job = writer.job();
    order.job.identity = identity_of(order.job);
    order.folder = std::filesystem::absolute(writer.folder().folder()).string();
    order.token = writer.folder().token();
    order.parts = writer.part_options();
    order.keeping = writer.keeping();
    order.keeping.states = std::filesystem::absolute(order.keeping.states);
    order.most = how.most;
    order.threads = how.threads;
    order.tolerance = how.tolerance;
    order.runs.assign(runs.begin(), runs.end());
    ranks_.begin_anew();
    ranks_.broadcast(packed(Verb::work) + text_of(order));

    std::int64_t shown = 0;
    auto const show = [&] {
        for (auto const done = ranks_.done(); shown < done; ++shown) step();
    };
    auto const own = work(order, ranks_, show);
    std::vector<Report> reports;
    for (auto& text : ranks_.gather(text_of(own), show)) reports.push_back(report_in(std::move(text)));
    std::string tally;
    std::vector<FailedRun> failed;
    for (auto const& report : reports)
    {
        writer.adopt(report.parts);
        failed.insert(failed.end(), report.failed.begin(), report.failed.end());
        tally += fmt::format("{}{}", tally.empty() ? "" : " + ", report.ran);
    }
    writer.note_ranks(fmt::format("{} (runs {})", reports.size(), tally));
    throw_first(reports);
    return failed;
}

void Crew::dismiss(int code) { ranks_.broadcast(packed(Verb::leave, code)); }

int serve(Ranks& ranks)
{
    for (;;)
    {
        auto const text = ranks.broadcast({});
        Message message(text);
        Unpacker unpacker(message);
        Verb verb{};
        unpacker(verb);
        if (verb == Verb::leave)
        {
            int code = 0;
            unpacker(code);
            return code;
        }
        Report report;
        try
        {
            Order order;
            read_order(text.substr(sizeof(Verb)), order);
            report = work(order, ranks, [] {});
        }
        catch (std::exception const& e)
        {
            report.ending = Ending::internal;
            report.text = fmt::format("{} (rank {})", e.what(), ranks.number());
            ranks.take(far);
        }
        ranks.gather(text_of(report), {});
    }
}
} // namespace mercato
