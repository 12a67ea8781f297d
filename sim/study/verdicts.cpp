// SPDX-License-Identifier: Apache-2.0
#include "study/verdicts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
FactSpec const* find(std::span<FactSpec const> facts, std::string const& id)
{
    auto const found = std::ranges::find(facts, id, &FactSpec::id);
    return found == facts.end() ? nullptr : &*found;
}

/// The id at the end of the chain of derived_from, whether it is in the list or not; that of @p fact when it
/// stands alone. A circle ends where it closes.
std::string origin_of(FactSpec const& fact, std::span<FactSpec const> facts)
{
    auto const* at = &fact;
    for (std::size_t step = 0; step < facts.size() && !at->derived_from.empty(); ++step)
    {
        auto const* next = find(facts, at->derived_from);
        if (next == nullptr) return at->derived_from;
        at = next;
    }
    return at->id;
}

/// What @p fact says again: an earlier row with the same origin, or the origin itself. Empty if it comes
/// first.
std::string repeated_by(FactSpec const& fact, std::span<FactSpec const> facts)
{
    auto origin = origin_of(fact, facts);
    if (origin == fact.id) return {};
    if (find(facts, origin) != nullptr) return origin;
    for (auto const& other : facts)
    {
        if (&other == &fact) return {};
        if (origin_of(other, facts) == origin) return other.id;
    }
    return {};
}

CountsAs tally_of(FactSpec const& fact, std::string const& repeats)
{
    if (fact.role == "input") return CountsAs::input;
    if (!repeats.empty()) return CountsAs::repeated;
    return fact.role == "fitted" ? CountsAs::fitted : CountsAs::scored;
}
} // namespace

bool agrees(FactSpec const& fact, double value)
{
    return (!fact.low || value >= *fact.low) && (!fact.high || value <= *fact.high);
}

double probability_of(FactSpec const& fact, Sample const& sample, std::size_t failed)
{
    if (sample.size() <= failed) return 0;
    auto const inside = std::ranges::count_if(sample, [&](auto const& v) { return v && agrees(fact, *v); });
    return static_cast<double>(inside) / static_cast<double>(sample.size() - failed);
}

std::vector<Verdict> judge(std::span<FactSpec const> facts, std::span<Observed const> observed)
{
    require(facts.size() == observed.size());
    std::vector<Verdict> verdicts;
    for (std::size_t k = 0; k < facts.size(); ++k)
    {
        Verdict v;
        v.fact = facts[k];
        v.unit = observed[k].unit;
        v.spread = spread_of(observed[k].sample);
        v.probability = probability_of(v.fact, observed[k].sample, observed[k].failed);
        if (v.spread) v.outcome = v.probability >= v.fact.at_least ? Ruling::pass : Ruling::fail;
        auto const repeats = repeated_by(facts[k], facts);
        v.tally = tally_of(v.fact, repeats);
        if (v.tally == CountsAs::repeated) v.remark = fmt::format("repeats {}", repeats);
        if (!v.spread) v.remark = observed[k].remark;
        verdicts.push_back(std::move(v));
    }
    return verdicts;
}

void weigh(std::vector<Verdict>& verdicts, std::span<std::vector<Observed> const> ablations)
{
    for (auto const& ablation : ablations)
    {
        require(ablation.size() == verdicts.size());
        for (std::size_t k = 0; k < verdicts.size(); ++k)
        {
            auto& v = verdicts[k];
            if (v.outcome == Ruling::not_observable) continue;
            auto const change =
                std::abs(v.probability - probability_of(v.fact, ablation[k].sample, ablation[k].failed));
            v.informative = std::max(v.informative.value_or(0), change);
        }
    }
}

Score score_of(std::span<Verdict const> verdicts, CountsAs tally)
{
    Score score;
    for (auto const& v : verdicts)
    {
        if (v.tally != tally) continue;
        if (v.outcome == Ruling::pass) ++score.passed;
        if (v.outcome == Ruling::fail) ++score.failed;
        if (v.outcome == Ruling::not_observable) ++score.not_observable;
    }
    return score;
}

std::string_view to_text(Ruling outcome)
{
    constexpr std::string_view texts[] = {"pass", "fail", "not observable"};
    return texts[static_cast<std::size_t>(outcome)];
}

std::string_view to_text(CountsAs tally)
{
    constexpr std::string_view texts[] = {"scored", "fitted", "input", "repeated"};
    return texts[static_cast<std::size_t>(tally)];
}
} // namespace mercato
