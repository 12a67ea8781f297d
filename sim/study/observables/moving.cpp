// SPDX-License-Identifier: Apache-2.0
#include "study/observables/moving.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace mercato
{
namespace
{
/// ln(pay after / pay before) of each move away whose pay is known.
std::vector<double> pay_gains(View const& v)
{
    std::vector<double> gains;
    for (auto const* m : moves_away(v))
    {
        if (m->pay_before > 0 && m->pay_after > 0)
        {
            gains.push_back(std::log(static_cast<double>(m->pay_after) / static_cast<double>(m->pay_before)));
        }
    }
    return gains;
}

/// From outside the field, or from people without a job.
bool comes_from_outside(Axes const& axes, MoveRecord const& m)
{
    return !employs(axes, m.from) || m.reason == static_cast<std::int8_t>(Reason::entry) ||
           m.reason == static_cast<std::int8_t>(Reason::outside_hire);
}

/// Growth of pay over a year of those who changed employer and of those who did not [log points].
struct Growth
{
    std::vector<double> movers;
    std::vector<double> stayers;
};

void add(Growth& growth, Axes const& axes, PanelRecord const& before, PanelRecord const& after)
{
    if (!employs(axes, before.lab) || !employs(axes, after.lab)) return;
    if (before.pay <= 0 || after.pay <= 0) return;
    auto const g = std::log(static_cast<double>(after.pay) / static_cast<double>(before.pay));
    (before.lab == after.lab ? growth.stayers : growth.movers).push_back(g);
}
} // namespace

std::optional<double> flow_ratio(View const& v)
{
    double there = 0;
    double back = 0;
    for (auto const& m : v.run.moves)
    {
        if (!in_window(v.ask, m.time) || !is_job_to_job(v.axes, m)) continue;
        if (v.ask.labs.has(m.from) && v.ask.labs_to.has(m.to)) there += 1;
        if (v.ask.labs_to.has(m.from) && v.ask.labs.has(m.to)) back += 1;
    }
    if (there + back == 0) return std::nullopt;
    return (there + 0.5) / (back + 0.5);
}

namespace
{
/// Of the job-to-job moves from the labs to the others named, the share that is @p part.
template <class Part>
std::optional<double> share_of_moves(View const& v, Part&& part)
{
    double all = 0;
    double some = 0;
    for (auto const& m : v.run.moves)
    {
        auto const ours = v.ask.labs.is_everyone || v.ask.labs.has(m.from);
        auto const there = v.ask.labs_to.is_everyone || v.ask.labs_to.has(m.to);
        if (!in_window(v.ask, m.time) || !is_job_to_job(v.axes, m) || !ours || !there) continue;
        all += 1;
        if (part(m)) some += 1;
    }
    return ratio(some, all);
}
} // namespace

std::optional<double> reunited_share(View const& v)
{
    return share_of_moves(v, [](MoveRecord const& m) { return m.reunited != 0; });
}

std::optional<double> returned_share(View const& v)
{
    return share_of_moves(v, [](MoveRecord const& m) { return m.returned != 0; });
}

std::optional<double> committed_share(View const& v)
{
    return share_of_moves(v, [](MoveRecord const& m) { return m.safety_weight >= committed_from; });
}

std::optional<double> hire_share(View const& v)
{
    auto const& q = v.ask;
    double hires = 0;
    double asked = 0;
    for (auto const& m : v.run.moves)
    {
        bool const is_hire = q.labs_to.has(m.to) && (q.labs_to.is_everyone || !q.labs_to.has(m.from));
        if (!is_hire || !in_window(q, m.time)) continue;
        hires += 1;
        bool const counts = q.labs.is_everyone ? comes_from_outside(v.axes, m) : q.labs.has(m.from);
        if (counts) asked += 1;
    }
    return ratio(asked, hires);
}

std::optional<double> move_pay_gain_median(View const& v) { return median_of(pay_gains(v)); }

std::optional<double> move_pay_gain_mean(View const& v)
{
    auto const gains = pay_gains(v);
    return ratio(std::accumulate(gains.begin(), gains.end(), 0.0), static_cast<double>(gains.size()));
}

std::optional<double> share_pay_cut(View const& v)
{
    auto const moves = moves_away(v);
    auto const cuts =
        std::ranges::count_if(moves, [](MoveRecord const* m) { return m->pay_after < m->pay_before; });
    return ratio(static_cast<double>(cuts), static_cast<double>(moves.size()));
}

std::optional<double> pay_growth_movers_minus_stayers(View const& v)
{
    auto const followed = v.run.times.empty() ? 0 : v.run.panel.size() / v.run.times.size();
    Growth growth;
    for (auto t = v.ask.from; t + year <= v.ask.until; t = t + year)
    {
        auto const before = recorded_at(v, t);
        auto const after = recorded_at(v, t + year);
        if (!before || !after) continue;
        for (std::size_t k = 0; k < followed; ++k)
        {
            add(growth, v.axes, v.run.panel[*before * followed + k], v.run.panel[*after * followed + k]);
        }
    }
    auto const movers = median_of(std::move(growth.movers));
    auto const stayers = median_of(std::move(growth.stayers));
    if (!movers || !stayers) return std::nullopt;
    return *movers - *stayers;
}

namespace
{
/// Job-to-job moves out of teams, whenever they are: what is near in time decides.
class Companions
{
public:
    explicit Companions(View const& v) : v_(v)
    {
        for (auto const& m : v.run.moves)
        {
            if (m.team < 0 || !is_job_to_job(v.axes, m)) continue;
            ways_[{m.from, m.to}].push_back(&m);
            ++leavers_[m.from];
            ++mates_[{m.from, m.team}];
        }
    }

    /// Moves of others from and to the same labs within the horizon of @p m that are @p meant.
    template <class Meant>
    auto count(MoveRecord const& m, Meant&& meant) const
    {
        return std::ranges::count_if(ways_.at({m.from, m.to}), [&](MoveRecord const* other) {
            auto const apart = std::max(other->time, m.time) - std::min(other->time, m.time);
            return other->person != m.person && apart <= v_.ask.horizon && meant(*other);
        });
    }

    bool is_joint(MoveRecord const& m) const
    {
        return count(m, [&](MoveRecord const& other) { return other.team == m.team; }) > 0;
    }

    /// Chance that it would be joint if all who left the lab drew their teams from one urn.
    double chance(MoveRecord const& m) const
    {
        auto others = static_cast<double>(leavers_.at(m.from) - 1);
        auto const mates = static_cast<double>(mates_.at({m.from, m.team}) - 1);
        auto alone = 1.0;
        for (auto near = count(m, [](MoveRecord const&) { return true; }); near > 0; --near, --others)
            alone *= std::max(0.0, others - mates) / others;
        return 1 - alone;
    }

private:
    View const& v_;
    std::map<std::pair<std::int16_t, std::int16_t>, std::vector<MoveRecord const*>> ways_; // by from and to
    std::map<std::int16_t, std::int64_t> leavers_;
    std::map<std::pair<std::int16_t, std::int32_t>, std::int64_t> mates_; // leavers by lab and team
};

/// Mean of @p number over the moves away from teams.
template <class Number>
std::optional<double> mean_of_moves(View const& v, Number&& number)
{
    double moves = 0;
    double sum = 0;
    for (auto const* m : moves_away(v))
    {
        if (m->team < 0) continue;
        moves += 1;
        sum += number(*m);
    }
    return ratio(sum, moves);
}
} // namespace

std::optional<double> joint_move_share(View const& v)
{
    Companions const companions(v);
    return mean_of_moves(v, [&](MoveRecord const& m) { return companions.is_joint(m) ? 1.0 : 0.0; });
}

std::optional<double> joint_move_excess(View const& v)
{
    Companions const companions(v);
    return mean_of_moves(
        v, [&](MoveRecord const& m) { return (companions.is_joint(m) ? 1.0 : 0.0) - companions.chance(m); });
}

std::optional<double> job_gap(View const& v)
{
    std::map<std::int32_t, Time> without; // since when
    std::vector<double> days;
    for (auto const& m : v.run.moves)
    {
        if (employs(v.axes, m.from) && !employs(v.axes, m.to))
        {
            if (v.ask.labs.has(m.from) && m.to >= 0) without[m.person] = m.time;
            continue;
        }
        auto const since = without.find(m.person);
        if (since == without.end() || !employs(v.axes, m.to)) continue;
        if (in_window(v.ask, m.time) && v.ask.labs_to.has(m.to))
            days.push_back(days_between(since->second, m.time));
        without.erase(since);
    }
    return median_of(std::move(days));
}
} // namespace mercato
