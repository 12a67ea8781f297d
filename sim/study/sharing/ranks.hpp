// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Processes that a launcher has started together: what they say to each other. The only door to MPI; a
/// program that was built without it, or that runs alone, is rank 0 of 1.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mercato
{
/// One at a time. All ranks call broadcast(), gather() and the destructor in the same order; take() and
/// note_done() whenever they like. While it lives, who asks one rank to stop asks all.
class Ranks
{
public:
    /// @p joins: a launcher has started this process. Else it is alone, and MPI is not touched.
    explicit Ranks(bool joins);
    ~Ranks();
    Ranks(Ranks const&) = delete;
    Ranks& operator=(Ranks const&) = delete;

    /// Was MPI built in?
    static bool are_built_in();

    int count() const { return count_; }
    int number() const { return number_; }

    /// What rank 0 says; elsewhere @p text is not looked at. Waits without taking a core.
    std::string broadcast(std::string const& text);

    /// What all say, in the order of ranks; empty elsewhere than on rank 0, which calls @p idle now and then
    /// while it waits.
    std::vector<std::string> gather(std::string const& text, std::function<void()> const& idle);

    /// Adds @p step to a number that all share and returns what it was: nobody else gets the same one.
    std::int64_t take(std::int64_t step = 1);

    /// Sets that number to 0. On rank 0, while nobody takes.
    void begin_anew();

    /// Counts what is done, of all ranks together.
    void note_done(std::int64_t count);
    std::int64_t done();

    /// Passes on that somebody asked to stop.
    void exchange_stop();

private:
    struct World;
    int count_ = 1;
    int number_ = 0;
    std::unique_ptr<World> world_;
};
} // namespace mercato
