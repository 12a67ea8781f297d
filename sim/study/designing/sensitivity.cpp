// SPDX-License-Identifier: Apache-2.0
#include "study/designing/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/check.hpp"
#include "core/draws.hpp"
#include "study/spread.hpp"

namespace mercato
{
namespace
{
constexpr std::uint32_t resamples = 1000;

/// A statistic of rows, with its interval from rows drawn again with replacement.
Estimate with_interval(std::size_t rows, std::function<double(std::span<std::size_t const>)> const& statistic)
{
    std::vector<std::size_t> drawn(rows);
    for (std::size_t i = 0; i < rows; ++i) drawn[i] = i;
    Estimate e{statistic(drawn), 0, 0};
    std::vector<double> again;
    Draws const draws(1, 0);
    Luck luck(draws, Domain::population, Kind::traits, named("bootstrap"));
    for (std::uint32_t b = 0; b < resamples; ++b)
    {
        for (auto& i : drawn)
            i = std::min(rows - 1, static_cast<std::size_t>(luck.uniform() * static_cast<double>(rows)));
        again.push_back(statistic(drawn));
    }
    std::ranges::sort(again);
    e.low = quantile(again, 0.025);
    e.high = quantile(again, 0.975);
    return e;
}

/// Values of the Saltelli design, block by block: A, B, then A with a column of B.
class Blocks
{
public:
    Blocks(std::span<double const> values, std::size_t parameters)
        : values_(values), width_(parameters + 2), rows_(values.size() / width_)
    {
        require(rows_ >= 2 && rows_ * width_ == values.size());
    }

    std::size_t rows() const { return rows_; }
    double a(std::size_t row) const { return values_[row * width_]; }
    double b(std::size_t row) const { return values_[row * width_ + 1]; }
    double ab(std::size_t row, std::size_t k) const { return values_[row * width_ + 2 + k]; }

    double mean(std::span<std::size_t const> rows) const
    {
        double sum = 0;
        for (auto const i : rows) sum += a(i) + b(i);
        return sum / (2 * static_cast<double>(rows.size()));
    }

    double variance(std::span<std::size_t const> rows) const
    {
        auto const m = mean(rows);
        double sum = 0;
        for (auto const i : rows) sum += (a(i) - m) * (a(i) - m) + (b(i) - m) * (b(i) - m);
        return sum / (2 * static_cast<double>(rows.size()));
    }

private:
    std::span<double const> values_;
    std::size_t width_;
    std::size_t rows_;
};

double first_order(Blocks const& f, std::span<std::size_t const> rows, std::size_t k)
{
    auto const variance = f.variance(rows);
    auto const mean = f.mean(rows); // taking it away leaves the estimate and lessens its error
    double sum = 0;
    for (auto const i : rows) sum += (f.b(i) - mean) * (f.ab(i, k) - f.a(i));
    return variance > 0 ? sum / static_cast<double>(rows.size()) / variance : 0;
}

double total_order(Blocks const& f, std::span<std::size_t const> rows, std::size_t k)
{
    auto const variance = f.variance(rows);
    double sum = 0;
    for (auto const i : rows) sum += (f.a(i) - f.ab(i, k)) * (f.a(i) - f.ab(i, k));
    return variance > 0 ? sum / (2 * static_cast<double>(rows.size())) / variance : 0;
}
} // namespace

std::vector<Screening> screen(UnitPoints const& points, std::span<double const> values)
{
    require(!points.empty() && points.size() == values.size());
    auto const parameters = points.front().size();
    auto const length = parameters + 1;
    require(points.size() % length == 0);
    std::vector<std::vector<double>> effects(parameters); // a trajectory each
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
    {
        if (i % length == parameters) continue;
        std::size_t k = 0;
        while (points[i][k] == points[i + 1][k]) ++k;
        effects[k].push_back((values[i + 1] - values[i]) / (points[i + 1][k] - points[i][k]));
    }
    std::vector<Screening> all;
    for (auto const& d : effects)
    {
        Screening s;
        s.strength = with_interval(d.size(), [&](std::span<std::size_t const> rows) {
            double sum = 0;
            for (auto const i : rows) sum += std::abs(d[i]);
            return sum / static_cast<double>(rows.size());
        });
        double mean = 0;
        for (auto const x : d) mean += x / static_cast<double>(d.size());
        double squares = 0;
        for (auto const x : d) squares += (x - mean) * (x - mean);
        s.spread = d.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(d.size() - 1));
        all.push_back(s);
    }
    return all;
}

std::vector<SobolIndices> sobol_indices(std::span<double const> values, std::size_t parameters)
{
    Blocks const f(values, parameters);
    std::vector<SobolIndices> all;
    for (std::size_t k = 0; k < parameters; ++k)
    {
        auto const first = [&](std::span<std::size_t const> rows) { return first_order(f, rows, k); };
        auto const total = [&](std::span<std::size_t const> rows) { return total_order(f, rows, k); };
        all.push_back({with_interval(f.rows(), first), with_interval(f.rows(), total)});
    }
    return all;
}
} // namespace mercato
