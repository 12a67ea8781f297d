// SPDX-License-Identifier: Apache-2.0
#include "acts/excess.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "acts/common/bounds.hpp"
#include "acts/common/judgement.hpp"
#include "acts/common/weighing.hpp"

namespace mercato
{
namespace
{
/// Share of recruiters at work for @p lab.
double share_of(Desk const& desk, std::uint16_t lab)
{
    auto const all = desk.world.market.recruiting;
    return all > 0 ? desk.face(lab).recruiting / all : 0;
}

/// Messages on the news of a crisis that somebody looks into [1/yr] and that lead to one lab.
struct Courted
{
    double agencies = 0;
    double in_house = 0;
};

/// At most, whoever else stops to write before the page ends: who writes alone has all of the attention.
/// @p share of the lab in all recruiting.
double most_courted(Crisis const& crisis, std::uint16_t lab, double share, double most)
{
    auto const own = crisis.in_house_of(lab);
    return looked_into(crisis.agencies, crisis.agencies, most) * share + looked_into(own, own, most);
}

/// Agencies write for all labs that recruit, in-house recruiters lead to nobody while theirs does not hire.
Courted courted(Desk const& desk, Crisis const& crisis, std::uint16_t lab)
{
    auto const all = crisis.all_messages();
    auto const most = desk.laws.search.messages_read;
    auto const own = desk.face(lab).hiring ? crisis.in_house_of(lab) : 0;
    return {looked_into(crisis.agencies, all, most) * share_of(desk, lab), looked_into(own, all, most)};
}

/// Potential quits out of a crisis, to the end of the page.
void open_flight(Desk const& desk, std::uint32_t row, Time from)
{
    auto const& line = desk.line(row);
    auto const page = page_of(Layout::brief, from);
    auto const take = [&](std::uint16_t lab, Point const& p) {
        Event e{p.at, p.luck, row, static_cast<float>(p.y)};
        e.lab = lab;
        e.what = What::flight;
        desk.later(e);
    };
    Scattering<std::uint16_t, decltype(take), 8> scattering(desk.draws, Layout::brief, page, from,
                                                            page_start(Layout::brief, page + 1), take);
    scattering.add_layers({Kind::flight, line.id.value}, 0,
                          layers_below(Layout::brief, flight_bound(desk.laws.growth)), line.lab);
    scattering.finish();
}

/// Share of recruiters' calls that somebody in a crisis answers: who hopes for a repair rarely looks
/// elsewhere.
double reply_share(Desk const& desk, std::uint32_t row, Time t)
{
    auto const felt = felt_at(desk, row, t);
    auto const gap = terms_of_staying(desk, row, felt, t, 0).sum() - typical_other(desk, row);
    return 1 / (1 + std::exp(gap));
}

/// Opens calls beyond what blocks lay out, person by person, to the end of the page.
class Excess
{
public:
    Excess(Desk const& desk, Time from)
        : desk_(desk),
          from_(from),
          page_(page_of(Layout::brief, from)),
          scattering_(desk.draws, Layout::brief, page_, from, page_start(Layout::brief, page_ + 1),
                      Due{&desk}),
          sieve_(desk.draws, Kind::excess, Layout::brief, page_, scattering_)
    {
        desk.opened->turn_to(page_);
        auto const& faces = desk.world.labs.face;
        labs_.reserve(faces.size());
        for (std::uint16_t lab = 0; lab < faces.size(); ++lab)
            labs_.push_back({desk.world.labs.luck[lab], faces[lab].recruiting, share_of(desk, lab)});
    }

    /// False if the person is as calm as blocks expect it to be.
    bool open(std::uint32_t row)
    {
        auto const& line = desk_.line(row);
        if (line.lab == nowhere) return false;
        auto const excess = std::max(0.0, response_of(desk_, row, from_) - usual_response);
        auto const& crisis = desk_.world.crises[line.lab];
        auto const messages = crisis.all_messages();
        auto const upset = crisis.open() || crisis.leader_out;
        if (upset) open_flight(desk_, row, from_);
        if (excess + messages <= 0) return upset;
        auto const each = desk_.laws.search.contact_rate * line.base * excess;
        if (messages > 0) court(line.lab);
        auto const id = line.id.value;
        auto const open = desk_.opened->of(row, labs_.size());
        std::uint16_t lab = 0;
        for (auto& already : open)
        {
            auto const& l = labs_[lab];
            auto bound = each * l.recruiting;
            if (messages > 0) bound += courted_[lab];
            auto const needed = bound > 0 ? layers_below(Layout::brief, 2 * bound) : 0; // nor for no number
            if (needed > already)
            {
                sieve_.add(mixed(l.luck, id), already, needed, {row, lab});
                already = static_cast<std::int8_t>(needed);
            }
            ++lab;
        }
        return true;
    }

    void finish()
    {
        sieve_.finish();
        scattering_.finish();
    }

private:
    /// Bounds for the staff of @p lab, which are the same for all of them: in a crisis all are stirred at
    /// once.
    void court(std::uint16_t lab)
    {
        if (courted_at_ == lab) return;
        courted_at_ = lab;
        auto const& crisis = desk_.world.crises[lab];
        auto const most = desk_.laws.search.messages_read;
        courted_.clear();
        courted_.reserve(labs_.size());
        for (std::uint16_t by = 0; by < labs_.size(); ++by)
            courted_.push_back(most_courted(crisis, by, labs_[by].share, most) * most_replies);
    }

    /// What all calls of a lab have in common.
    struct Hunter
    {
        std::uint64_t luck = 0;
        double recruiting = 0;
        double share = 0; // of all recruiters
    };
    struct Caller
    {
        std::uint32_t row = 0;
        std::uint16_t lab = 0;
    };
    struct Due
    {
        Desk const* desk;
        void operator()(Caller const& c, Point const& p) const
        {
            Event e{p.at, p.luck, c.row, static_cast<float>(p.y)};
            e.lab = c.lab;
            e.what = What::excess;
            desk->later(e);
        }
    };
    // Points are few: of fifty cells one holds any
    using Scatter = Scattering<Caller, Due, 32>;

    Desk const& desk_;
    Time from_;
    std::int64_t page_;
    std::vector<Hunter> labs_;
    std::uint16_t courted_at_ = nowhere;
    std::vector<double> courted_; // bounds of answered messages [1/yr] by lab, of the staff of courted_at_
    Scatter scattering_;
    Sieve<Caller, Scatter> sieve_;
};
} // namespace

void OpenedCalls::forget()
{
    places_.clear();
    layers_.clear();
    count_ = 0;
}

void OpenedCalls::turn_to(std::int64_t page)
{
    if (std::exchange(page_, page) != page) forget();
}

std::span<std::int8_t> OpenedCalls::of(std::uint32_t row, std::size_t labs)
{
    if (places_.empty()) places_.resize(shelf_size);
    auto& place = places_[row % shelf_size];
    if (place == 0)
    {
        place = ++count_;
        layers_.resize(count_ * labs);
    }
    return std::span(layers_).subspan((place - std::size_t{1}) * labs, labs);
}

void excess_contact(Desk const& desk, Event const& e)
{
    auto const& line = desk.line(e.person);
    if (out_of_reach(line, e.lab)) return;
    auto const excess = std::max(0.0, response_of(desk, e.person, e.at) - usual_response);
    auto ceiling = desk.laws.search.contact_rate * line.base * desk.face(e.lab).recruiting * excess;
    double in_house = 0;
    if (auto const& crisis = desk.world.crises[line.lab]; crisis.all_messages() > 0)
    {
        auto const read = courted(desk, crisis, e.lab);
        auto const answered = std::min(most_replies, reply_share(desk, e.person, e.at));
        ceiling += read.agencies * answered;
        in_house = read.in_house * answered;
    }
    if (!(ceiling + in_house > 0)) return;
    auto const fit = fit_of(desk, e.person, e.lab, e.at);
    if (e.value >= (ceiling + in_house) * fit) return;
    // Intensities are stacked: what lies above the calls of all others is a message of the lab's own
    if (e.value >= ceiling * fit) ++desk.tally(line.lab).replies_in_house;
    reply(desk, e, e.lab, 0);
}

void open_stirred(Desk const& desk, Time from)
{
    if (desk.shelf.stirred.empty()) return;
    Excess excess(desk, from);
    for (auto const row : desk.shelf.stirred)
    {
        if (excess.open(row)) desk.shelf.restless.push_back(row);
    }
    excess.finish();
    desk.shelf.stirred.clear();
}

void open_restless(Desk const& desk, Time from)
{
    auto& rows = desk.shelf.restless;
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    Excess excess(desk, from);
    std::erase_if(rows, [&](std::uint32_t row) { return !excess.open(row); });
    excess.finish();
}
} // namespace mercato
