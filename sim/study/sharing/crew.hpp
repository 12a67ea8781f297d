// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Ranks that work for one: rank 0 does what the program does alone, reads, decides, joins, and says; the
/// others wait for runs.
///
/// Rank 0 sends out which runs are missing, cut into pieces that grow smaller; every rank, rank 0 as well,
/// takes the next piece when it is free, and writes its runs into parts of its own. Then rank 0 goes on as if
/// the parts had been there already: which rank ran what changes no byte.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "io/trajectory/writer.hpp"
#include "study/failures.hpp"
#include "study/sharing/ranks.hpp"

namespace mercato
{
/// Ends of the pieces that @p runs are handed out in, for so many ranks: about half of what is left for each
/// rank at a time, so that all end together whatever each run costs. Whole replicates, where there are
/// enough.
std::vector<std::size_t> pieces_for(std::span<RunKey const> runs, std::uint32_t points, int ranks);

/// On rank 0, where there are others.
class Crew
{
public:
    explicit Crew(Ranks& ranks);
    ~Crew();
    Crew(Crew const&) = delete;
    Crew& operator=(Crew const&) = delete;

    /// The one that lives; null where this process works alone.
    static Crew* present();

    int ranks() const { return ranks_.count(); }

    /// How runs are carried out.
    struct How
    {
        std::uint32_t most; ///< replicates that there will be at most
        int threads;        ///< of each rank
        Tolerance tolerance;
    };

    /// Runs @p runs of the writer's job, which it lacks; it has their parts afterwards. @p step is called for
    /// each run. Those that failed. @throws what the first run threw that ended the work, or Stopped if a
    /// rank was asked to stop
    std::vector<FailedRun> run(TrajectoryWriter& writer, std::span<RunKey const> runs, How how,
                               std::function<void()> const& step);

    /// Sends the others home with the exit code @p code.
    void dismiss(int code);

    /// While it lives, this process works alone.
    class Pause
    {
    public:
        Pause();
        ~Pause();
        Pause(Pause const&) = delete;
        Pause& operator=(Pause const&) = delete;

    private:
        Crew* crew_;
    };

private:
    Ranks& ranks_;
};

/// On all ranks but rank 0: works until it is sent home; the exit code.
int serve(Ranks& ranks);
} // namespace mercato
