// SPDX-License-Identifier: Apache-2.0
#include "study/comparing/divergence.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace mercato
{
namespace
{
constexpr std::array<std::string_view, 6> names{"none", "start", "offer", "move", "state", "unknown"};

/// Fixed traits, bit by bit: no two people have the same.
using Traits = std::pair<std::uint32_t, std::uint32_t>;

Traits traits_of(MoveRecord const& m)
{
    return {std::bit_cast<std::uint32_t>(m.talent), std::bit_cast<std::uint32_t>(m.safety_weight)};
}

auto key_of(MoveRecord const& m) { return std::tuple{m.time, traits_of(m), m.from, m.to}; }

bool same_offer(OfferRecord const& a, OfferRecord const& b)
{
    return a.answered == b.answered && a.time == b.time && a.from == b.from && a.to == b.to &&
           a.answer == b.answer && a.pay_offered == b.pay_offered && a.pay_now == b.pay_now && a.gap == b.gap;
}

bool same_move(MoveRecord const& a, MoveRecord const& b)
{
    return key_of(a) == key_of(b) && a.reason == b.reason && a.pay_after == b.pay_after;
}

/// Moment of the first row in which two tables that are sorted by time differ, and the earlier of the two
/// rows.
template <class Record, class Same, class Moment>
std::pair<std::optional<Time>, Record const*> first_row(std::vector<Record> const& a,
                                                        std::vector<Record> const& b, Same&& same,
                                                        Moment&& moment)
{
    std::size_t k = 0;
    while (k < a.size() && k < b.size() && same(a[k], b[k])) ++k;
    Record const* first = k < a.size() ? &a[k] : nullptr;
    if (k < b.size() && (first == nullptr || moment(b[k]) < moment(*first))) first = &b[k];
    if (first == nullptr) return {std::nullopt, nullptr};
    return {moment(*first), first};
}

/// Takes over a row that is earlier than what is known.
void note(Divergence& d, FirstDifference what, std::optional<Time> at, std::int32_t person, std::int16_t lab)
{
    if (!at || (d.at && *d.at <= *at)) return;
    d.what = what;
    d.at = at;
    d.person = person;
    d.lab = lab;
}

void note_state(Divergence& d, RunRecords const& a, RunRecords const& b)
{
    auto const times = std::min(a.times.size(), b.times.size());
    if (times == 0) return;
    auto const labs = a.labs.size() / a.times.size();
    for (std::size_t k = 0; k < labs && k < b.labs.size(); ++k)
    {
        // Bit by bit: where nobody works mean pay is not a number
        auto const same_pay =
            std::bit_cast<std::uint32_t>(a.labs[k].pay) == std::bit_cast<std::uint32_t>(b.labs[k].pay);
        if (a.labs[k].headcount == b.labs[k].headcount && same_pay) continue;
        d.what = FirstDifference::start;
        d.at = a.times.front();
        return;
    }
    for (std::size_t t = 0; t < times; ++t)
    {
        // A row of a table says more than the recorded moment after it
        if (a.state_hash[t] == b.state_hash[t]) continue;
        if (!d.at) note(d, FirstDifference::state, a.times[t], -1, -1);
        return;
    }
}

/// Moves that stand in one world only, of both worlds, by time.
std::vector<MoveRecord const*> moves_apart(RunRecords const& a, RunRecords const& b)
{
    std::map<decltype(key_of(MoveRecord{})), std::pair<MoveRecord const*, int>> all;
    for (auto const& m : a.moves) all[key_of(m)] = {&m, 1};
    for (auto const& m : b.moves)
    {
        auto& entry = all[key_of(m)];
        entry = {&m, entry.second + 2};
    }
    std::vector<MoveRecord const*> apart;
    for (auto const& [key, entry] : all)
    {
        if (entry.second != 3) apart.push_back(entry.first);
    }
    return apart; // the key begins with the moment
}

/// How a difference goes on from move to move.
class Spreading
{
public:
    explicit Spreading(Divergence& d) : d_(d) {}

    /// The next move that stands in one world only.
    void see(MoveRecord const& m)
    {
        auto const links = take_place(m.to);
        if (people_.insert(traits_of(m)).second) count(m, links);
        if (m.team >= 0) teams_.emplace(m.from, m.team);
        if (m.from >= 0) places_[m.from].push_back(links);
        // Nobody had opened this place: it is taken from somebody else
        if (m.to >= 0 && links == 0) places_[m.to].push_back(0);
        d_.people = static_cast<int>(people_.size());
        d_.labs = static_cast<int>(places_.size());
    }

private:
    /// Links of the chain that ends with the place at @p lab that was opened or taken first; 0 without one.
    int take_place(std::int16_t lab)
    {
        auto const there = places_.find(lab);
        if (there == places_.end() || there->second.empty()) return 0;
        auto const links = there->second.front() + 1;
        there->second.pop_front();
        return links;
    }

    void count(MoveRecord const& m, int links)
    {
        bool const is_tied = m.referred != 0 || m.reunited != 0;
        if (is_tied && places_.contains(m.to))
            ++d_.by_tie;
        else if (m.team >= 0 && teams_.contains({m.from, m.team}))
            ++d_.by_team;
        else if (links > 0)
        {
            ++d_.by_place;
            d_.longest = std::max(d_.longest, links);
        }
    }

    Divergence& d_;
    std::set<Traits> people_;
    // By lab: places opened or taken in one world only that nobody has filled or left since, each with the
    // links of its chain
    std::map<std::int16_t, std::deque<int>> places_;
    std::set<std::pair<std::int16_t, std::int32_t>> teams_;
};
} // namespace

std::string_view to_text(FirstDifference what) { return names[static_cast<std::size_t>(what)]; }

Divergence divergence_of(RunRecords const& base, RunRecords const& arm)
{
    Divergence d;
    if (base.failed() || arm.failed())
    {
        d.what = FirstDifference::unknown;
        return d;
    }
    auto const [offered, offer] =
        first_row(base.offers, arm.offers, same_offer, [](OfferRecord const& o) { return o.answered; });
    if (offer != nullptr) note(d, FirstDifference::offer, offered, offer->person, offer->from);
    auto const [moved, move] =
        first_row(base.moves, arm.moves, same_move, [](MoveRecord const& m) { return m.time; });
    if (move != nullptr) note(d, FirstDifference::move, moved, move->person, move->from);
    note_state(d, base, arm);
    Spreading spreading(d);
    for (auto const* apart : moves_apart(base, arm)) spreading.see(*apart);
    return d;
}
} // namespace mercato
