// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A replicate that is under way as bytes: its whole world and what has been recorded, at an instant. Going
/// on from there gives the bits of a replicate that was never interrupted.

#include <functional>

#include "run/archive.hpp"
#include "run/engine.hpp"
#include "run/records.hpp"

namespace mercato
{
/// What a replicate has written down so far.
struct Notes
{
    RunRecords records;
    std::vector<std::uint32_t> followed; // rows of the panel
};

/// Writes all of it.
void pack(Sink& sink, State const& state, Notes const& notes);

/// Reads what pack() wrote; what was in @p state and @p notes is gone.
void unpack(Source& source, State& state, Notes& notes);

/// The records of a finished run.
void pack(Sink& sink, RunRecords const& records);
void unpack(Source& source, RunRecords& records);

/// Somebody who keeps the replicates of one job that are under way.
class Keeper
{
public:
    virtual ~Keeper() = default;
    /// Calls @p read with what is kept; false if there is nothing.
    virtual bool find(std::function<void(Source&)> const& read) = 0;
    /// Is it time to keep again?
    virtual bool is_due() = 0;
    /// Keeps what @p write writes in place of what was kept before.
    virtual void keep(std::function<void(Sink&)> const& write) = 0;
    /// The last instant has been reached: whoever wants to extend the run keeps it beyond the end of the job.
    virtual void reach_end(std::function<void(Sink&)> const& write) = 0;
};
} // namespace mercato
