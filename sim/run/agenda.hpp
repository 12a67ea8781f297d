// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What is due when: events by exchange window within the present page, and the rest by page.

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "core/scatter.hpp"
#include "world/event.hpp"

namespace mercato
{
class Agenda
{
public:
    explicit Agenda(Span exchange);

    /// Begins the page that holds @p t with @p events and whatever was kept for it or is still due in it.
    void turn_to(Time t, std::span<Event const> events);

    void add(Event const& e);

    /// Takes everything due before @p window_end, in (person, time, ...) order, doubles removed. All of it
    /// must lie in one exchange window, the earliest with events.
    void take(Time window_end, std::vector<Event>& due);

    /// End of the first window from @p t on that holds anything, at most @p limit.
    Time next_window_end(Time t, Time limit) const;

    /// Moment of the first event from @p t on, at most @p limit.
    Time next_due(Time t, Time limit) const;

    /// Drops all potential events, which belong to one replicate's luck; keeps what has been begun.
    void drop_potential();

    Time page_end() const { return begin_ + page_span(Layout::blocks); }

    /// Hands all members to an archive, run/archive.hpp.
    template <class Archive>
    static void walk_members(Archive& a, typename Archive::template Of<Agenda>& x)
    {
        auto& [exchange, page, begin, known, begins, taken, windows, later] = x;
        a(exchange, page, begin, known, begins, taken, windows, later);
    }

private:
    std::size_t window_of(Time t) const;
    std::span<Event const> known_in(std::size_t window) const;
    std::vector<Event> still_known() const;
    void lay_out(std::span<Event const> rest, std::deque<Event> const& kept, std::span<Event const> fresh);

    Span exchange_;
    std::int64_t page_ = 0;
    Time begin_;                              // of the page
    std::vector<Event> known_;                // when the page began, in the order of windows
    std::vector<std::uint32_t> begins_;       // of each window in known_, and its end
    std::size_t taken_ = 0;                   // windows of the page that are over
    std::vector<std::vector<Event>> windows_; // what has come since
    std::deque<std::deque<Event>> later_;     // of the next page, the one after it, ...
};
} // namespace mercato
