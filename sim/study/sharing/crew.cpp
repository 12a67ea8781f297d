// SPDX-License-Identifier: Apache-2.0
#include "study/sharing/crew.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/stop.hpp"
#include "io/scenario_reader.hpp"
#include "study/ensemble.hpp"
#include "study/sharing/parcel.hpp"
#include "study/worlds.hpp"

namespace mercato
{
namespace
{
constexpr std::int64_t far = std::int64_t{1} << 40U; // past every piece

/// What all ranks are to do together.
struct Order
{
    std::vector<Scenario> scenarios; // elsewhere than on rank 0
    TrajectoryJob job;
    std::string folder;
    std::string token;
    PartWriter::Options parts;
    std::uint32_t most = 0;
    std::int32_t threads = 1;
    std::vector<RunKey> runs;
};

/// How a rank ended.
enum class Ending : std::uint8_t { well, stopped, model, machine, memory, internal };

struct Report
{
    Ending ending = Ending::well;
    std::uint64_t place = 0; // of the first run of the piece that failed
    std::string text;
    std::uint64_t ran = 0;
    std::vector<std::string> parts;
};

void put_scenario(Parcel& parcel, Scenario const& s, std::vector<RosterRow> const& before)
{
    parcel.put(s.resolved);
    parcel.put(s.hash);
    // Points of a job mostly have one roster
    auto const same = std::as_bytes(std::span(s.roster));
    auto const there = std::as_bytes(std::span(before));
    bool const is_new = !std::ranges::equal(same, there);
    parcel.put(is_new);
    if (is_new) parcel.put(s.roster);
}

Scenario get_scenario(Parcel& parcel, std::vector<RosterRow> const& before)
{
    auto scenario = read_resolved(parcel.get<std::string>(), "the order of rank 0");
    auto const hash = parcel.get<std::string>();
    scenario.roster = before;
    if (parcel.get<bool>()) parcel.get(scenario.roster);
    resolve(scenario);
    if (scenario.hash != hash) throw InternalError("a scenario reads otherwise than it was sent");
    return scenario;
}

std::string text_of(Order const& order)
{
    Parcel parcel;
    parcel.put(order.job.outer.size());
    for (auto const& axis : order.job.outer)
    {
        parcel.put(axis.name);
        parcel.put(axis.labels);
        parcel.put(axis.first);
    }
    parcel.put(order.job.points.size());
    std::vector<RosterRow> const nobody;
    auto const* before = &nobody;
    for (auto const* scenario : order.job.points)
    {
        put_scenario(parcel, *scenario, *before);
        before = &scenario->roster;
    }
    parcel.put(order.job.first);
    parcel.put(order.job.count);
    parcel.put(order.job.shard);
    parcel.put(order.job.designs);
    auto const identity = identity_of(order.job);
    parcel.put(identity.size());
    for (auto const& [name, value] : identity)
    {
        parcel.put(name);
        parcel.put(value);
    }
    parcel.put(order.folder);
    parcel.put(order.token);
    parcel.put(order.parts);
    parcel.put(order.most);
    parcel.put(order.threads);
    parcel.put(order.runs);
    return parcel.text();
}

void read_job(Parcel& parcel, Order& order)
{
    order.job.outer.resize(parcel.get<std::size_t>());
    for (auto& axis : order.job.outer)
    {
        parcel.get(axis.name);
        parcel.get(axis.labels);
        parcel.get(axis.first);
    }
    auto const points = parcel.get<std::size_t>();
    order.scenarios.reserve(points);
    for (std::size_t k = 0; k < points; ++k)
    {
        auto const before = k == 0 ? std::vector<RosterRow>{} : order.scenarios.back().roster;
        order.scenarios.push_back(get_scenario(parcel, before));
        order.job.points.push_back(&order.scenarios.back());
    }
    parcel.get(order.job.first);
    parcel.get(order.job.count);
    parcel.get(order.job.shard);
    parcel.get(order.job.designs);
    order.job.identity.resize(parcel.get<std::size_t>());
    for (auto& [name, value] : order.job.identity)
    {
        parcel.get(name);
        parcel.get(value);
    }
}

void read_order(Parcel& parcel, Order& order)
{
    read_job(parcel, order);
    parcel.get(order.folder);
    parcel.get(order.token);
    parcel.get(order.parts);
    parcel.get(order.most);
    parcel.get(order.threads);
    parcel.get(order.runs);
}

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

/// Takes pieces until there are none left; @p report says which one was begun last.
void work_pieces(Order const& order, Ranks& ranks, PartWriter& parts, std::function<void()> const& step,
                 Report& report)
{
    Threads const threads(order.threads);
    Worlds worlds(order.job.points, threads, order.most);
    auto const points = static_cast<std::uint32_t>(order.job.points.size());
    auto const ends = pieces_for(order.runs, points, ranks.count());
    auto const run = [&](RunKey which, Threads const& inside) { return worlds.run(which, inside); };
    auto const take = [&](RunKey which, RunRecords&& records) {
        parts.add(which, std::move(records));
        ranks.note_done(1);
        ++report.ran;
        step();
        stop_if_asked();
    };
    for (;;)
    {
        auto const k = static_cast<std::size_t>(ranks.take());
        if (k >= ends.size()) break;
        auto const place = k == 0 ? 0 : ends[k - 1];
        report.place = place;
        run_ensemble(std::span(order.runs).subspan(place, ends[k] - place), order.job.base().run.seed,
                     threads, run, take);
    }
}

Report work(Order const& order, Ranks& ranks, std::function<void()> const& step)
{
    Report report;
    PartsFolder const folder(order.folder, order.token);
    std::optional<PartWriter> parts;
    auto const failed = [&](Ending ending, std::string const& text) {
        report.ending = ending;
        report.text = ranks.number() == 0 || ending == Ending::model
                          ? text
                          : fmt::format("{} (rank {})", text, ranks.number());
        ranks.take(far); // nobody begins another piece
    };
    try
    {
        require_same_build(order.job);
        parts.emplace(folder, order.job, order.parts, fmt::format("unfinished{}", ranks.number()));
        try
        {
            work_pieces(order, ranks, *parts, step, report);
        }
        catch (Stopped const&)
        {
            report.ending = Ending::stopped;
        }
        parts->flush();
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
    if (parts)
    {
        for (auto const& part : parts->take_sealed()) report.parts.push_back(part.name);
    }
    return report;
}

std::string text_of(Report const& report)
{
    Parcel parcel;
    parcel.put(report.ending);
    parcel.put(report.place);
    parcel.put(report.text);
    parcel.put(report.ran);
    parcel.put(report.parts);
    return parcel.text();
}

Report report_in(std::string text)
{
    Parcel parcel(std::move(text));
    Report report;
    parcel.get(report.ending);
    parcel.get(report.place);
    parcel.get(report.text);
    parcel.get(report.ran);
    parcel.get(report.parts);
    return report;
}

/// What the ranks say together: the first failure in the order of runs, as one process would have met it.
void throw_first(std::vector<Report> const& reports)
{
    Report const* worst = nullptr;
    for (auto const& report : reports)
    {
        if (report.ending == Ending::well) continue;
        auto const rank = [](Report const& r) { return std::pair{r.ending == Ending::stopped, r.place}; };
        if (worst == nullptr || rank(report) < rank(*worst)) worst = &report;
    }
    if (worst == nullptr) return;
    switch (worst->ending)
    {
    case Ending::well: return;
    case Ending::stopped: throw Stopped("stopped, as asked");
    case Ending::model: throw EventError(worst->text);
    case Ending::machine: throw IoError(worst->text);
    case Ending::memory: throw std::bad_alloc();
    case Ending::internal: throw InternalError(worst->text);
    }
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

void Crew::run(TrajectoryWriter& writer, std::span<RunKey const> runs, std::uint32_t most, int threads,
               std::function<void()> const& step)
{
    Order order;
    order.job = writer.job();
    order.job.identity = identity_of(order.job);
    order.folder = std::filesystem::absolute(writer.folder().folder()).string();
    order.token = writer.folder().token();
    order.parts = writer.part_options();
    order.most = most;
    order.threads = threads;
    order.runs.assign(runs.begin(), runs.end());
    ranks_.begin_anew();
    Parcel verb;
    verb.put(Verb::work);
    ranks_.broadcast(verb.text() + text_of(order));

    std::int64_t shown = 0;
    auto const show = [&] {
        for (auto const done = ranks_.done(); shown < done; ++shown) step();
    };
    auto const own = work(order, ranks_, show);
    std::vector<Report> reports;
    for (auto& text : ranks_.gather(text_of(own), show)) reports.push_back(report_in(std::move(text)));
    std::string tally;
    for (auto const& report : reports)
    {
        writer.adopt(report.parts);
        tally += fmt::format("{}{}", tally.empty() ? "" : " + ", report.ran);
    }
    writer.note_ranks(fmt::format("{} (runs {})", reports.size(), tally));
    throw_first(reports);
}

void Crew::dismiss(int code)
{
    Parcel parcel;
    parcel.put(Verb::leave);
    parcel.put(code);
    ranks_.broadcast(parcel.text());
}

int serve(Ranks& ranks)
{
    for (;;)
    {
        Parcel parcel(ranks.broadcast({}));
        if (parcel.get<Verb>() == Verb::leave) return parcel.get<int>();
        Report report;
        try
        {
            Order order;
            read_order(parcel, order);
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
