// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Does the model do what is documented? A verdict for each fact over replicates, and how much it says.
///
///     probability = replicates with low <= observable <= high / all replicates
///     pass        = probability >= at_least
///
/// A replicate in which there is nothing to observe does not agree, one that failed is not counted; a fact
/// that no replicate shows is "not observable", which is never a pass. Inputs are never scored, fitted facts
/// are tallied apart, a fact that repeats another (derived_from) is shown and not counted. A fact whose
/// probability no ablation changes by 0.2 is uninformative: almost any model would pass it.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "run/facts.hpp"
#include "study/spread.hpp"

namespace mercato
{
/// How a fact fared.
enum class Ruling : std::uint8_t { pass, fail, not_observable };

/// Where a fact counts.
enum class CountsAs : std::uint8_t { scored, fitted, input, repeated };

/// Changes of probability below this say that the fact tells models apart too little (amendments to the
/// model, 4).
inline constexpr double informative_from = 0.2;

struct Verdict
{
    FactSpec fact;
    std::string unit;
    CountsAs tally = CountsAs::scored;
    Ruling outcome = Ruling::not_observable;
    std::optional<Spread> spread; ///< in @p unit, nothing if not observable
    double probability = 0;       ///< share of all replicates that agree
    std::optional<double>
        informative;    ///< largest change of probability over the ablations, where there are any
    std::string remark; ///< why it is not observable, or what it repeats
};

/// What was observed of one fact.
struct Observed
{
    Sample sample;          ///< one value a replicate
    std::string unit;       ///< of the values
    std::string remark;     ///< why there is nothing to observe, where that is known
    std::size_t failed = 0; ///< runs of these that failed: they speak neither for the fact nor against it
};

/// Does @p value lie inside the fact's interval, ends included?
bool agrees(FactSpec const& fact, double value);

/// Share of all replicates that agree, those left out that @p failed; 0 for none.
double probability_of(FactSpec const& fact, Sample const& sample, std::size_t failed = 0);

/// A verdict for each fact; @p observed holds one entry a fact, in the same order.
std::vector<Verdict> judge(std::span<FactSpec const> facts, std::span<Observed const> observed);

/// Sets how informative each fact is: the largest change of its probability over @p ablations, each with one
/// entry a fact.
void weigh(std::vector<Verdict>& verdicts, std::span<std::vector<Observed> const> ablations);

/// How many facts of a tally passed.
struct Score
{
    int passed = 0;
    int failed = 0;
    int not_observable = 0;
    int all() const { return passed + failed + not_observable; }
};

Score score_of(std::span<Verdict const> verdicts, CountsAs tally);

std::string_view to_text(Ruling outcome);
std::string_view to_text(CountsAs tally);
} // namespace mercato
