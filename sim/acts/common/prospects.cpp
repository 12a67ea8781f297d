// SPDX-License-Identifier: Apache-2.0
#include "acts/common/prospects.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mercato
{
namespace
{
bool on_visa(Desk const& desk, Line const& line)
{
    auto const w = desk.draws.words(Domain::population, Kind::loyalty, line.id.value, 1, 0).w[0];
    return unit_open(w) < desk.laws.letter.visa_share;
}

bool is_live(Promise const& p, Time t) { return p.since <= t && t < p.until; }
} // namespace

double credibility_of(Form form, BeliefParams const& p)
{
    switch (form)
    {
    case Form::none: return 0;
    case Form::verbal: return p.verbal_credible;
    case Form::pledged: return p.public_credible;
    case Form::written: return 1;
    }
    return 0;
}

double between_jobs(Desk const& desk, std::uint32_t row, Felt const& felt, Time t)
{
    auto const& line = desk.line(row);
    auto const visa = on_visa(desk, line) ? desk.laws.letter.visa_cost : 0.0;
    auto const next = typical_other(desk, row);
    auto const jobless = desk.world.jobless;
    if (jobless == nowhere) return next - visa;
    auto const idle = terms_of_going(desk, row, felt, jobless, band_pay(desk, line, jobless), t).sum();
    auto const share = std::min(1.0, desk.laws.belief.search_time / desk.laws.equity.horizon);
    return share * idle + (1 - share) * next - visa;
}

double worth_of(Desk const& desk, std::uint32_t row, Felt const& felt, Promise const& promise, Time t)
{
    auto const pay = promise.match * desk.mind(row).pay;
    auto const kept = terms_of_going(desk, row, felt, promise.lab, pay, t).sum() -
                      desk.line(row).moving_cost - desk.laws.letter.mass_hire_cost;
    auto const credible = credibility_of(promise.form, desk.laws.belief);
    return credible >= 1 ? kept : credible * kept + (1 - credible) * between_jobs(desk, row, felt, t);
}

double best_outside(Desk const& desk, std::uint32_t row, Felt const& felt, Time t)
{
    auto const& line = desk.line(row);
    auto best = between_jobs(desk, row, felt, t);
    for (auto const& promise : desk.world.crises[line.lab].promises)
    {
        if (is_live(promise, t)) best = std::max(best, worth_of(desk, row, felt, promise, t));
    }
    for (auto k = line.offers; k != nobody; k = desk.shelf.offers[k].next)
    {
        auto const& o = desk.shelf.offers[k];
        if (t > o.deadline) continue;
        best = std::max(best, terms_of_going(desk, row, felt, o.lab, o.pay, t).sum() - line.moving_cost);
    }
    return best;
}

void add_intention(Desk const& desk, std::uint32_t row, Time t, double weight, std::span<double> to)
{
    auto const& line = desk.line(row);
    auto const& crisis = desk.world.crises[line.lab];
    auto const felt = felt_at(desk, row, t);
    std::vector<double> odds(to.size(), 0.0);
    // Of n offers with tastes the best is Gumbel around u + ln n: expected offers weigh like n of one kind.
    auto const& search = desk.laws.search;
    auto const calls = search.contact_rate * line.base * desk.laws.waiting.horizon;
    for (std::uint16_t lab = 0; lab < to.size(); ++lab)
    {
        auto const& face = desk.face(lab);
        if (lab == line.lab || !face.employs || face.recruiting <= 0) continue;
        auto const n = calls * face.recruiting * fit_of(felt, face, search);
        auto const u = terms_of_going(desk, row, felt, lab, band_pay(desk, line, lab), t).sum();
        odds[lab] += n * std::exp(u - line.moving_cost);
    }
    for (auto const& promise : crisis.promises)
    {
        if (is_live(promise, t)) odds[promise.lab] += std::exp(worth_of(desk, row, felt, promise, t));
    }
    auto all = std::exp(terms_if_held(desk, row, terms_as_usual(desk, row, felt, t, 0), t, 0).sum());
    for (auto const o : odds) all += o;
    for (std::size_t lab = 0; lab < to.size(); ++lab) to[lab] += weight * odds[lab] / all;
}
} // namespace mercato
