// SPDX-License-Identifier: Apache-2.0
#include "study/observables/contagion.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace mercato
{
namespace
{
/// What a team's time is after exits of its members.
enum class TeamTime : std::uint8_t { quiet, after_peer, after_lead };

/// Voluntary exits and person-years, by state.
struct ByState
{
    std::array<double, 3> exits{};
    std::array<double, 3> years_at_risk{};
};

/// The voluntary exit of a member.
struct Trigger
{
    Time time;
    std::int32_t person = 0;
    bool is_lead = false;
};

/// By lab and team, in order of time. Teams without any at the end are left out.
using Triggers = std::vector<std::vector<std::vector<Trigger>>>;

Triggers triggers_of(RunRecords const& run, std::size_t labs)
{
    Triggers triggers(labs);
    for (auto const& m : run.moves)
    {
        if (m.team < 0 || m.from < 0 || m.from == m.to || !is_voluntary(m.reason)) continue;
        auto& teams = triggers[static_cast<std::size_t>(m.from)];
        auto const team = static_cast<std::size_t>(m.team);
        if (team >= teams.size()) teams.resize(team + 1);
        teams[team].push_back({m.time, m.person, m.was_lead != 0});
    }
    return triggers;
}

/// Walks through the time of one member, trigger by trigger.
class Walk
{
public:
    Walk(Time begin, Span horizon) : at_(begin), horizon_(horizon) {}

    /// Goes on to @p t, counting the years in each state.
    void go_to(Time t, Question const& q, ByState& tally)
    {
        spend(TeamTime::after_lead, std::min(t, lead_until_), q, tally);
        spend(TeamTime::after_peer, std::min(t, peer_until_), q, tally);
        spend(TeamTime::quiet, t, q, tally);
    }

    void hear(Trigger const& trigger)
    {
        (trigger.is_lead ? lead_until_ : peer_until_) = trigger.time + horizon_;
    }

    TeamTime state() const
    {
        if (at_ <= lead_until_) return TeamTime::after_lead;
        return at_ <= peer_until_ ? TeamTime::after_peer : TeamTime::quiet;
    }

private:
    void spend(TeamTime state, Time until, Question const& q, ByState& tally)
    {
        if (until <= at_) return;
        tally.years_at_risk[static_cast<std::size_t>(state)] += years_in_window(q, at_, until);
        at_ = until;
    }

    Time at_;
    Span horizon_;
    Time lead_until_{INT64_MIN};
    Time peer_until_{INT64_MIN};
};

void add_spell(ByState& tally, View const& v, SpellRecord const& s, std::vector<Trigger> const& triggers)
{
    Walk walk(s.start, v.ask.horizon);
    for (auto const& trigger : triggers)
    {
        // An exit at the very moment of a trigger counts as before it; one's own is none.
        if (trigger.time >= s.end) break;
        if (trigger.person == s.person || trigger.time + v.ask.horizon < s.start) continue;
        walk.go_to(trigger.time, v.ask, tally);
        walk.hear(trigger);
    }
    walk.go_to(s.end, v.ask, tally);
    bool const is_exit = s.ended != 0 && is_voluntary(s.reason) && in_window(v.ask, s.end);
    if (is_exit) tally.exits[static_cast<std::size_t>(walk.state())] += 1;
}

std::optional<double> contagion(View const& v, TeamTime exposed)
{
    auto const triggers = triggers_of(v.run, v.axes.labs.size());
    std::vector<Trigger> const none;
    std::vector<ByState> by_lab(v.axes.labs.size());
    for (auto const& s : v.run.spells)
    {
        if (s.team < 0 || !v.ask.labs.has(s.lab)) continue;
        auto const& teams = triggers[static_cast<std::size_t>(s.lab)];
        auto const team = static_cast<std::size_t>(s.team);
        add_spell(by_lab[static_cast<std::size_t>(s.lab)], v, s, team < teams.size() ? teams[team] : none);
    }
    auto const state = static_cast<std::size_t>(exposed);
    double exits = 0;
    double wanted = 0;
    for (auto const& tally : by_lab)
    {
        exits += tally.exits[state];
        wanted += tally.years_at_risk[state] * ratio(tally.exits[0], tally.years_at_risk[0]).value_or(0);
    }
    auto const rise = ratio(exits, wanted);
    if (!rise) return std::nullopt;
    return *rise - 1;
}

/// Who began where and when through an offer, and whether a tie had brought it.
std::map<std::pair<std::int32_t, Time>, bool> starts_by_offer(View const& v)
{
    std::map<std::pair<std::int32_t, Time>, bool> starts;
    for (auto const& m : v.run.moves)
    {
        bool const by_offer = m.reason == static_cast<std::int8_t>(Reason::offer) && v.ask.labs.has(m.to);
        if (by_offer && in_window(v.ask, m.time)) starts[{m.person, m.time}] = m.referred != 0;
    }
    return starts;
}
} // namespace

std::optional<double> referred_quit_ratio(View const& v)
{
    auto const starts = starts_by_offer(v);
    std::array<double, 2> exits{};
    std::array<double, 2> years_at_risk{};
    for (auto const& s : v.run.spells)
    {
        auto const found = starts.find({s.person, s.start});
        if (found == starts.end() || !v.ask.labs.has(s.lab)) continue;
        auto const which = static_cast<std::size_t>(found->second);
        years_at_risk[which] += years(std::min(s.end, s.start + v.ask.horizon) - s.start);
        bool const is_early = s.ended != 0 && is_voluntary(s.reason) && s.end - s.start < v.ask.horizon;
        if (is_early) exits[which] += 1;
    }
    auto const referred = ratio(exits[1], years_at_risk[1]);
    auto const others = ratio(exits[0], years_at_risk[0]);
    if (!referred || !others) return std::nullopt;
    return ratio(*referred, *others);
}

std::optional<double> contagion_peer(View const& v) { return contagion(v, TeamTime::after_peer); }

std::optional<double> contagion_lead(View const& v) { return contagion(v, TeamTime::after_lead); }
} // namespace mercato
