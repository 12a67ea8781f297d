// SPDX-License-Identifier: Apache-2.0
#include "study/observables/upheaval.hpp"

#include <algorithm>

#include "world/crisis.hpp"

namespace mercato
{
namespace
{
constexpr auto letter_news = static_cast<std::int8_t>(News::letter);
constexpr auto open_phase = static_cast<std::int8_t>(Phase::open);
constexpr auto conceded_phase = static_cast<std::int8_t>(Phase::conceded);

/// The readings of the crisis of the first of the labs asked about that has one, in order of time.
std::vector<CrisisRecord const*> course(View const& v)
{
    std::vector<CrisisRecord const*> rows;
    for (auto const& r : v.run.crises)
    {
        if (v.ask.labs.has(r.lab) && (rows.empty() || rows.front()->lab == r.lab)) rows.push_back(&r);
    }
    return rows;
}

/// The last reading at or before @p t; null before the first one.
CrisisRecord const* reading_at(std::vector<CrisisRecord const*> const& rows, Time t)
{
    CrisisRecord const* last = nullptr;
    for (auto const* r : rows)
    {
        if (r->time <= t) last = r;
    }
    return last;
}

std::optional<double> signed_at(std::vector<CrisisRecord const*> const& rows, Time t)
{
    if (rows.empty()) return std::nullopt;
    auto const* r = reading_at(rows, t);
    if (r == nullptr) return 0;
    auto const share = ratio(r->signatures, rows.front()->staff);
    return share ? std::optional(std::min(1.0, *share)) : share; // who came after the ouster may sign too
}

/// Does whoever left without a job join one of the labs named within the window?
bool joins_later(View const& v, MoveRecord const& exit)
{
    return std::ranges::any_of(v.run.moves, [&](MoveRecord const& m) {
        return m.person == exit.person && m.time > exit.time && in_window(v.ask, m.time) &&
               v.ask.labs_to.has(m.to);
    });
}

/// Sums over the last census up to the end of the window: those for the labs named, all, and all signers.
struct Census
{
    double to = 0;
    double all = 0;
    double signers = 0;
    bool taken = false;
};

Census census(View const& v)
{
    Census sum;
    auto last = Time{};
    for (auto const& i : v.run.intentions)
    {
        if (v.ask.labs.has(i.lab) && i.time <= v.ask.until) last = std::max(last, i.time);
    }
    for (auto const& i : v.run.intentions)
    {
        if (!v.ask.labs.has(i.lab) || i.time != last) continue;
        sum.taken = true;
        sum.all += static_cast<double>(i.staff);
        sum.signers += static_cast<double>(i.signers);
        if (v.ask.labs_to.has(i.to)) sum.to += static_cast<double>(i.staff);
    }
    return sum;
}
} // namespace

std::optional<double> letter_share(View const& v) { return signed_at(course(v), v.ask.date); }

std::optional<double> letter_share_after(View const& v)
{
    for (auto const& a : v.run.announcements)
    {
        if (a.news == letter_news && v.ask.labs.has(a.lab))
            return signed_at(course(v), a.time + v.ask.horizon);
    }
    return std::nullopt;
}

std::optional<double> crisis_length(View const& v)
{
    auto const rows = course(v);
    if (rows.empty() || rows.back()->phase == open_phase) return std::nullopt;
    return days_between(rows.front()->time, rows.back()->time);
}

std::optional<double> ended_by_concession(View const& v)
{
    auto const rows = course(v);
    if (rows.empty()) return std::nullopt;
    return rows.back()->phase == conceded_phase ? 1 : 0;
}

std::optional<double> reply_share(View const& v)
{
    auto const rows = course(v);
    if (rows.empty()) return std::nullopt;
    return ratio(rows.back()->replies, rows.back()->messages);
}

std::optional<double> conversation_share(View const& v)
{
    auto const rows = course(v);
    if (rows.empty()) return std::nullopt;
    return ratio(rows.back()->conversations, rows.back()->replies);
}

std::optional<double> intention_share(View const& v)
{
    auto const c = census(v);
    return c.taken ? ratio(c.to, c.all) : std::nullopt;
}

std::optional<double> intended_of_signers(View const& v)
{
    auto const c = census(v);
    auto const rows = course(v);
    if (!c.taken || rows.empty()) return std::nullopt;
    auto const* r = reading_at(rows, v.ask.until);
    return r == nullptr ? std::nullopt : ratio(c.signers, r->signatures);
}

std::optional<double> voluntary_exits(View const& v)
{
    if (v.run.times.empty()) return std::nullopt;
    double count = 0;
    for (auto const& m : v.run.moves)
    {
        if (!in_window(v.ask, m.time) || !is_voluntary(m.reason) || !v.ask.labs.has(m.from)) continue;
        if (v.ask.labs_to.is_everyone || v.ask.labs_to.has(m.to) ||
            (!employs(v.axes, m.to) && joins_later(v, m)))
            ++count;
    }
    return count;
}

std::optional<double> exits_per_signature(View const& v)
{
    auto const rows = course(v);
    if (rows.empty()) return std::nullopt;
    return ratio(voluntary_exits(v).value_or(0), rows.back()->signatures);
}
} // namespace mercato
