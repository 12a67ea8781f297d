// SPDX-License-Identifier: Apache-2.0
#include "run/agenda.hpp"

#include <algorithm>
#include <numeric>

#include "core/check.hpp"

namespace mercato
{
namespace
{
bool is_potential(Event const& e)
{
    switch (e.what)
    {
    case What::contact:
    case What::referral:
    case What::excess:
    case What::quit:
    case What::flight:
    case What::burnout:
    case What::retirement:
    case What::founding: return true;
    default: return false;
    }
}

bool same(Event const& a, Event const& b)
{
    return a.person == b.person && a.at.us == b.at.us && order_of(a) == order_of(b);
}
} // namespace

Agenda::Agenda(Span exchange)
    : exchange_(exchange),
      begins_(static_cast<std::size_t>(page_span(Layout::blocks).us / exchange.us) + 1),
      windows_(begins_.size() - 1)
{
    require(page_span(Layout::blocks).us % exchange.us == 0);
}

std::size_t Agenda::window_of(Time t) const
{
    return static_cast<std::size_t>((t - begin_).us / exchange_.us);
}

void Agenda::turn_to(Time t, std::span<Event const> events)
{
    auto const rest = still_known(); // of this page, which may be begun anew in its midst
    std::deque<Event> kept;
    for (auto const to = page_of(Layout::blocks, t); page_ != to && !later_.empty(); ++page_)
    {
        kept = std::move(later_.front());
        later_.pop_front();
    }
    page_ = page_of(Layout::blocks, t);
    begin_ = page_start(Layout::blocks, page_);
    for (auto const& e : events)
    {
        if (e.at >= page_end()) add(e);
    }
    lay_out(rest, kept, events);
}

std::span<Event const> Agenda::known_in(std::size_t window) const
{
    if (window < taken_) return {};
    return std::span(known_).subspan(begins_[window], begins_[window + 1] - begins_[window]);
}

std::vector<Event> Agenda::still_known() const { return {known_.begin() + begins_[taken_], known_.end()}; }

/// Sorts what is due in this page by window, counting: nothing lies twice in memory but the events handed
/// over.
void Agenda::lay_out(std::span<Event const> rest, std::deque<Event> const& kept, std::span<Event const> fresh)
{
    auto const each = [&](auto&& visit) {
        auto const in_page = [&](Event const& e) {
            if (e.at < page_end()) visit(e);
        };
        std::ranges::for_each(rest, in_page);
        std::ranges::for_each(kept, in_page);
        std::ranges::for_each(fresh, in_page);
    };
    taken_ = 0;
    std::ranges::fill(begins_, 0);
    each([&](Event const& e) { ++begins_[window_of(e.at) + 1]; });
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    known_.resize(begins_.back());
    auto next = begins_;
    each([&](Event const& e) { known_[next[window_of(e.at)]++] = e; });
}

void Agenda::add(Event const& e)
{
    auto const since = e.at - begin_;
    require(since.us >= 0);
    if (since < page_span(Layout::blocks)) return windows_[window_of(e.at)].push_back(e);
    auto const ahead = static_cast<std::size_t>(since.us / page_span(Layout::blocks).us) - 1;
    if (ahead >= later_.size()) later_.resize(ahead + 1);
    later_[ahead].push_back(e);
}

void Agenda::take(Time window_end, std::vector<Event>& due)
{
    auto const number = window_of(window_end - Span{1});
    auto const known = known_in(number);
    auto& window = windows_[number];
    due.assign(known.begin(), known.end());
    due.insert(due.end(), window.begin(), window.end());
    window.clear();
    taken_ = number + 1;
    if ((window_end - begin_).us % exchange_.us != 0)
    {
        // A short window of a crisis ends inside: the rest of the exchange window stays.
        auto const rest = std::ranges::partition(due, [&](Event const& e) { return e.at < window_end; });
        window.assign(rest.begin(), rest.end());
        due.erase(rest.begin(), rest.end());
    }
    std::ranges::sort(due, [](Event const& a, Event const& b) { return comes_before(a, b); });
    due.erase(std::unique(due.begin(), due.end(), same), due.end());
}

Time Agenda::next_window_end(Time t, Time limit) const
{
    auto const end = std::min(limit, page_end());
    for (auto w = window_of(t); w < windows_.size(); ++w)
    {
        auto const window_end = begin_ + exchange_ * static_cast<std::int64_t>(w + 1);
        if (window_end >= end) return end;
        if (!windows_[w].empty() || !known_in(w).empty()) return window_end;
    }
    return end;
}

Time Agenda::next_due(Time t, Time limit) const
{
    auto const end = std::min(limit, page_end());
    for (auto w = window_of(t); w < windows_.size(); ++w)
    {
        if (begin_ + exchange_ * static_cast<std::int64_t>(w) >= end) return end;
        auto first = end;
        for (auto const& e : windows_[w]) first = std::min(first, e.at);
        for (auto const& e : known_in(w)) first = std::min(first, e.at);
        if (first < end) return first;
    }
    return end;
}

void Agenda::drop_potential()
{
    auto known = still_known();
    std::erase_if(known, is_potential);
    lay_out(known, {}, {});
    for (auto& w : windows_) std::erase_if(w, is_potential);
    for (auto& events : later_) std::erase_if(events, is_potential);
}
} // namespace mercato
