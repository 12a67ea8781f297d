// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Interrupts a replicate at every instant, and goes on from the bytes it left.

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "core/stop.hpp"
#include "run/simulation.hpp"

namespace mercato::testing
{
/// Bytes in memory.
class Bytebox : public Sink, public Source
{
public:
    void write(std::span<std::byte const> bytes) override
    {
        all_.insert(all_.end(), bytes.begin(), bytes.end());
    }
    void read(std::span<std::byte> bytes) override
    {
        ASSERT_LE(read_ + bytes.size(), all_.size());
        std::copy_n(all_.begin() + static_cast<std::ptrdiff_t>(read_), bytes.size(), bytes.begin());
        read_ += bytes.size();
    }
    bool is_read() const { return read_ == all_.size(); }
    void rewind() { read_ = 0; }

private:
    std::vector<std::byte> all_;
    std::size_t read_ = 0;
};

/// Keeps at every @p every-th instant and gives up there.
class Interrupting : public Keeper
{
public:
    explicit Interrupting(int every) : every_(every) {}

    bool find(std::function<void(Source&)> const& read) override
    {
        if (!kept_) return false;
        kept_->rewind();
        read(*kept_);
        EXPECT_TRUE(kept_->is_read());
        return true;
    }
    // Where it goes on, it is asked at the same instant again
    bool is_due() override { return ++asked_ > every_; }
    void keep(std::function<void(Sink&)> const& write) override
    {
        kept_.emplace();
        write(*kept_);
        asked_ = 0;
        ++interruptions_;
        throw Stopped("interrupted");
    }
    void reach_end(std::function<void(Sink&)> const&) override {}
    int interruptions() const { return interruptions_; }

private:
    int every_;
    int asked_ = 0;
    int interruptions_ = 0;
    std::optional<Bytebox> kept_;
};

/// Runs replicate @p replicate of @p s, interrupted at every @p every-th instant; how often goes to @p times.
inline RunRecords interrupted_run(Scenario const& s, State const& start, std::uint32_t replicate,
                                  Threads const& threads, int every, int& times)
{
    Interrupting keeper(every);
    for (;;)
    {
        try
        {
            auto records = simulate(s, start, replicate, threads, &keeper);
            times = keeper.interruptions();
            return records;
        }
        catch (Stopped const&)
        {}
    }
}
} // namespace mercato::testing
