// SPDX-License-Identifier: Apache-2.0
#include "study/designing/solving.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/math/tools/toms748_solve.hpp>
#include <fmt/format.h>

namespace mercato
{
namespace
{
constexpr int first_trials = 5;
constexpr double narrow = 1e-4; // of the range
constexpr double within_noise = 0.1;

double value_at(TuningRange const& range, double u)
{
    // The ends exactly: rounding could step over what the key allows
    if (u <= 0) return range.low;
    if (u >= 1) return range.high;
    auto const exact = range.is_log ? range.low * std::pow(range.high / range.low, u)
                                    : range.low + u * (range.high - range.low);
    // Six digits, which one can write down, and which no CPU rounds otherwise
    return std::clamp(std::stod(fmt::format("{:.6g}", exact)), range.low, range.high);
}

int sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

/// Trials, each made once, by place in the range from 0 to 1.
class Trials
{
public:
    Trials(TuningRange const& range, std::function<TuningTrial(double)> const& tried)
        : range_(range), tried_(tried)
    {}

    double off(double u)
    {
        auto const known = std::ranges::find(places_, u);
        if (known != places_.end()) return trials_[static_cast<std::size_t>(known - places_.begin())].off;
        auto const trial = tried_(value_at(range_, u));
        auto const at = std::ranges::upper_bound(places_, u) - places_.begin();
        places_.insert(places_.begin() + at, u);
        trials_.insert(trials_.begin() + at, trial);
        is_near_ = is_near_ || std::abs(trial.off) <= within_noise * trial.error;
        return trial.off;
    }

    /// Is one of them as near to the target as noise lets one see?
    bool is_near() const { return is_near_; }
    std::vector<double> const& places() const { return places_; }
    std::vector<TuningTrial> const& all() const { return trials_; }

private:
    TuningRange range_;
    std::function<TuningTrial(double)> tried_;
    std::vector<double> places_;
    std::vector<TuningTrial> trials_;
    bool is_near_ = false;
};

/// Does the mean turn round by more than the noise of two trials?
bool turns_round(std::vector<TuningTrial> const& trials)
{
    bool rises = false;
    bool falls = false;
    for (std::size_t k = 1; k < trials.size(); ++k)
    {
        auto const step = trials[k].off - trials[k - 1].off;
        if (std::abs(step) <= std::hypot(trials[k].half, trials[k - 1].half)) continue;
        (step > 0 ? rises : falls) = true;
    }
    return rises && falls;
}

int crossings_in(std::vector<TuningTrial> const& trials)
{
    int count = 0;
    int before = 0;
    for (auto const& trial : trials)
    {
        auto const now = sign_of(trial.off);
        if (now == 0) continue;
        if (before != 0 && now != before) ++count;
        before = now;
    }
    return count;
}

/// Where mean + @p share half intervals crosses the target, linear between trials; the crossing nearest to
/// @p near.
std::optional<double> crossing(std::vector<TuningTrial> const& trials, double share, double near)
{
    std::optional<double> found;
    for (std::size_t k = 1; k < trials.size(); ++k)
    {
        auto const& a = trials[k - 1];
        auto const& b = trials[k];
        auto const at_a = a.off + share * a.half;
        auto const at_b = b.off + share * b.half;
        if (sign_of(at_a) * sign_of(at_b) > 0 || at_a == at_b) continue;
        auto const x = a.value + (b.value - a.value) * at_a / (at_a - at_b);
        if (!found || std::abs(x - near) < std::abs(*found - near)) found = x;
    }
    return found;
}

void add_interval(TuningResult& result, TuningRange const& range)
{
    auto const& trials = result.trials;
    bool const rises = trials.back().off > trials.front().off;
    auto const below = crossing(trials, rises ? 1 : -1, result.best.value);
    auto const above = crossing(trials, rises ? -1 : 1, result.best.value);
    result.low = std::min(result.best.value, below.value_or(range.low));
    result.high = std::max(result.best.value, above.value_or(range.high));
}

/// Closes in on the first crossing.
void close_in(Trials& trials, std::size_t k)
{
    auto const a = trials.places()[k - 1];
    auto const b = trials.places()[k];
    auto const off_a = trials.all()[k - 1].off;
    auto const off_b = trials.all()[k].off;
    std::uintmax_t steps = most_trials - first_trials;
    auto const is_enough = [&](double from, double to) {
        return trials.is_near() || std::abs(to - from) <= narrow;
    };
    boost::math::tools::toms748_solve([&](double u) { return trials.off(u); }, a, b, off_a, off_b, is_enough,
                                      steps);
}

/// The trial nearest to the target. Where a step jumps over it trials far away may be off by as little: then
/// the nearer of the two that the first crossing lies between.
TuningTrial best_of(std::vector<TuningTrial> const& trials, bool is_near)
{
    auto const off = [](TuningTrial const& t) { return std::abs(t.off); };
    auto const nearest = std::ranges::min_element(trials, {}, off);
    auto const jump = std::ranges::adjacent_find(trials, [](TuningTrial const& a, TuningTrial const& b) {
        return sign_of(a.off) * sign_of(b.off) < 0;
    });
    if (is_near || nearest->off == 0 || jump == trials.end()) return *nearest;
    return std::min(*jump, *std::next(jump), [&](auto const& a, auto const& b) { return off(a) < off(b); });
}
} // namespace

TuningResult tune(TuningRange const& range, std::function<TuningTrial(double)> const& tried)
{
    Trials trials(range, tried);
    for (int k = 0; k < first_trials; ++k) trials.off(k / (first_trials - 1.0));
    for (std::size_t k = 1; k < trials.all().size(); ++k)
    {
        auto const before = sign_of(trials.all()[k - 1].off);
        if (before * sign_of(trials.all()[k].off) >= 0) continue;
        if (!trials.is_near()) close_in(trials, k);
        break;
    }
    TuningResult result;
    result.trials = trials.all();
    result.best = best_of(result.trials, trials.is_near());
    result.crossings = crossings_in(result.trials);
    result.is_monotone = !turns_round(result.trials) && result.crossings <= 1;
    result.is_reached = result.crossings > 0 || result.best.off == 0 || trials.is_near();
    add_interval(result, range);
    return result;
}
} // namespace mercato
