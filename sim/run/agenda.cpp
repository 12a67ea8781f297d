// SPDX-License-Identifier: Apache-2.0
#include "run/agenda.hpp"

#include <algorithm>

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
    case What::burnout:
    case What::retirement: return true;
    default: return false;
    }
}

bool same(Event const& a, Event const& b)
{
    return a.person == b.person && a.at.us == b.at.us && order_of(a) == order_of(b);
}
} // namespace

Agenda::Agenda(Span exchange)
    : exchange_(exchange), windows_(static_cast<std::size_t>(page_span(Layout::blocks).us / exchange.us))
{
    require(page_span(Layout::blocks).us % exchange.us == 0);
}

std::size_t Agenda::window_of(Time t) const
{
    return static_cast<std::size_t>((t - begin_).us / exchange_.us);
}

void Agenda::turn_to(Time t)
{
    page_ = page_of(Layout::blocks, t);
    begin_ = page_start(Layout::blocks, page_);
    auto const kept = later_.find(page_);
    if (kept == later_.end()) return;
    for (auto const& e : kept->second) windows_[window_of(e.at)].push_back(e);
    later_.erase(kept);
}

void Agenda::add(Event const& e)
{
    auto const since = e.at - begin_;
    require(since.us >= 0);
    if (since < page_span(Layout::blocks)) return windows_[window_of(e.at)].push_back(e);
    later_[page_of(Layout::blocks, e.at)].push_back(e);
}

void Agenda::take(Time window_end, std::vector<Event>& due)
{
    due.clear();
    auto& window = windows_[window_of(window_end - exchange_)];
    due.swap(window);
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
        if (!windows_[w].empty()) return window_end;
    }
    return end;
}

void Agenda::drop_potential()
{
    for (auto& w : windows_) std::erase_if(w, is_potential);
    for (auto& [page, events] : later_) std::erase_if(events, is_potential);
}
} // namespace mercato
