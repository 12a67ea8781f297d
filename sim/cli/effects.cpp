// SPDX-License-Identifier: Apache-2.0
#include "cli/effects.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/table.hpp"
#include "study/spread.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t labs_shown = 8;

/// How far an effect is from nothing, in standard errors; 0 where that is not known.
double clearness(std::optional<PairedEffect> const& e)
{
    return e && e->error > 0 ? std::abs(e->mean) / e->error : 0;
}

/// All employers and facts, then the labs' numbers that differ most clearly.
std::vector<std::size_t> chosen(Comparison const& c, EffectChoice const& choice, std::uint32_t point)
{
    if (!choice.headlines.empty()) return choice.headlines;
    std::vector<std::size_t> shown;
    std::vector<std::pair<double, std::size_t>> labs;
    for (std::size_t k = 0; k < c.headlines().size(); ++k)
    {
        auto const e = c.effect(point, k);
        if (c.headlines()[k].lab.empty())
        {
            if (e) shown.push_back(k);
        }
        else if (clearness(e) > 0)
            labs.emplace_back(-clearness(e), k);
    }
    std::ranges::sort(labs);
    for (std::size_t i = 0; i < labs.size() && i < labs_shown; ++i) shown.push_back(labs[i].second);
    return shown;
}

std::string ratio_text(double ratio)
{
    if (std::isnan(ratio)) return "-";
    if (std::isinf(ratio)) return "no noise";
    return plain_number(ratio);
}

std::string number_of(double value) { return std::isnan(value) ? "-" : plain_number(value); }

void add_effect(TextTable& table, Headline const& headline, std::optional<PairedEffect> const& e)
{
    auto const unit = headline.unit == "1" ? "" : headline.unit;
    if (!e) return table.add({headline.full_name(), unit, "-", "-", "-", "-", "-", "-"});
    auto const interval =
        std::isnan(e->error) ? "-" : fmt::format("{} to {}", plain_number(e->low), plain_number(e->high));
    table.add({headline.full_name(), unit, number_of(e->mean_base), number_of(e->mean_arm),
               number_of(e->mean), number_of(e->error), interval, ratio_text(e->variance_ratio)});
}

/// "arm against base", "arm against base, under variant".
std::string title_of(Comparison const& c, std::uint32_t point)
{
    auto const arms = static_cast<std::uint32_t>(c.arms().size());
    auto text = fmt::format("{} against {}", c.arms()[point % arms], c.arms().front());
    if (c.outer().size() > 1) text += fmt::format(", under {}", c.outer().front().labels[point / arms]);
    return text;
}

std::optional<PairedEffect> effect_on(Comparison const& c, std::uint32_t point, std::string const& name)
{
    for (std::size_t k = 0; k < c.headlines().size(); ++k)
    {
        if (c.headlines()[k].full_name() == name) return c.effect(point, k);
    }
    return std::nullopt;
}

/// "2.1 M$ more spent per exit less, at openai": of every lab whose exits are asked for, where clearly fewer
/// leave and clearly more is spent.
std::string prices_text(Comparison const& c, EffectChoice const& choice, std::uint32_t point)
{
    std::string text;
    for (std::size_t k = 0; k < c.headlines().size(); ++k)
    {
        auto const& h = c.headlines()[k];
        auto const is_asked =
            std::ranges::count(choice.headlines, k) > 0 || (choice.headlines.empty() && h.lab.empty());
        if (h.is_fact || h.name != "exits" || !is_asked) continue;
        auto const exits = c.effect(point, k);
        auto const cost = effect_on(c, point, h.lab.empty() ? "spending" : "spending@" + h.lab);
        if (!exits || !cost || !(exits->high < 0) || !(cost->low > 0)) continue;
        text += fmt::format("{} M$ more spent per exit less, {}.\n", plain_number(-cost->mean / exits->mean),
                            h.lab.empty() ? "all employers together" : "at " + h.lab);
    }
    return text;
}

/// Days from the start to where each replicate parts; nothing where it does not.
Sample days_apart(std::vector<Divergence> const& all, Time start)
{
    Sample days;
    for (auto const& d : all)
        days.push_back(d.at ? std::optional(static_cast<double>((*d.at - start).us) / 86400e6)
                            : std::nullopt);
    return days;
}

Sample counts(std::vector<Divergence> const& all, int Divergence::*member)
{
    Sample values;
    for (auto const& d : all)
        values.push_back(d.at ? std::optional(static_cast<double>(d.*member)) : std::nullopt);
    return values;
}

std::string spread_text(Sample const& sample)
{
    auto const s = spread_of(sample);
    if (!s) return "-";
    return fmt::format("{:.3g} ({:.3g} to {:.3g})", s->median, s->low, s->high);
}

void write_effect(JsonWriter& json, Headline const& headline, PairedEffect const& e)
{
    json.begin_object().member("metric", headline.full_name()).member("unit", headline.unit);
    json.member("pairs", static_cast<std::int64_t>(e.pairs));
    json.member("base", e.mean_base).member("arm", e.mean_arm).member("effect", e.mean);
    json.member("error", e.error).member("low", e.low).member("high", e.high);
    json.member("variance_ratio", e.variance_ratio).end_object();
}

void write_divergences(JsonWriter& json, std::vector<Divergence> const& all)
{
    json.key("divergence").begin_list();
    for (auto const& d : all)
    {
        json.begin_object().member("what", to_text(d.what));
        json.member("at", d.at ? to_text(*d.at) : std::string());
        json.member("person", static_cast<std::int64_t>(d.person));
        json.member("people", static_cast<std::int64_t>(d.people));
        json.member("by_tie", static_cast<std::int64_t>(d.by_tie))
            .member("by_team", static_cast<std::int64_t>(d.by_team))
            .member("by_place", static_cast<std::int64_t>(d.by_place))
            .member("longest", static_cast<std::int64_t>(d.longest));
        json.member("labs", static_cast<std::int64_t>(d.labs)).end_object();
    }
    json.end_list();
}
} // namespace

std::string effects_text(Comparison const& c, EffectChoice const& choice)
{
    std::string text;
    for (std::uint32_t point = 0; point < c.points(); ++point)
    {
        if (c.is_base(point)) continue;
        TextTable table(2);
        table.add_heading({"", "", "mean", "mean", "differ-", "standard", "95 % interval", "variance"});
        table.add_heading({"what", "unit", "base", "arm", "ence", "error", "of the difference", "ratio"});
        for (auto const k : chosen(c, choice, point)) add_effect(table, c.headlines()[k], c.effect(point, k));
        text += fmt::format("{}{}\n{}{}", text.empty() ? "" : "\n", title_of(c, point), table.text(),
                            prices_text(c, choice, point));
    }
    text +=
        "Means over replicates. Variance ratio: how many times more replicates runs with unpaired luck would "
        "need.\n";
    if (choice.headlines.empty())
        text +=
            "Of labs the clearest differences are shown: among so many, some look clear by luck. --metric "
            "names others.\n";
    return text;
}

std::string divergence_text(Comparison const& c, Scenario const& base)
{
    constexpr std::pair<char const*, int Divergence::*> counted[] = {
        {"people with other moves", &Divergence::people},
        {"  of these by ties", &Divergence::by_tie},
        {"  of the rest by teams", &Divergence::by_team},
        {"  of the rest by places", &Divergence::by_place},
        {"longest chain of places", &Divergence::longest},
        {"labs somebody left or joined", &Divergence::labs}};
    std::string text;
    for (std::uint32_t point = 0; point < c.points(); ++point)
    {
        if (c.is_base(point)) continue;
        auto const& all = c.divergences(point);
        auto const apart = std::ranges::count_if(all, [](Divergence const& d) { return d.at.has_value(); });
        TextTable table;
        table.add_heading({title_of(c, point), "median (5 to 95 %)"});
        table.add({"replicates that part", fmt::format("{} of {}", apart, all.size())});
        table.add({"days to the first difference", spread_text(days_apart(all, base.run.start))});
        for (auto const& [name, member] : counted) table.add({name, spread_text(counts(all, member))});
        text += table.text() + '\n';
    }
    return text + "Over replicates that part. By places: another of them had opened or taken a place there "
                  "before.\n";
}

void write_effects(JsonWriter& json, Comparison const& c, EffectChoice const& choice)
{
    json.key("comparisons").begin_list();
    for (std::uint32_t point = 0; point < c.points(); ++point)
    {
        if (c.is_base(point)) continue;
        auto const arms = static_cast<std::uint32_t>(c.arms().size());
        json.begin_object().member("arm", c.arms()[point % arms]).member("base", c.arms().front());
        if (c.outer().size() > 1) json.member("variant", c.outer().front().labels[point / arms]);
        json.key("effects").begin_list();
        for (std::size_t k = 0; k < c.headlines().size(); ++k)
        {
            bool const is_wanted = choice.headlines.empty() || std::ranges::count(choice.headlines, k) > 0;
            auto const e = is_wanted ? c.effect(point, k) : std::nullopt;
            if (e) write_effect(json, c.headlines()[k], *e);
        }
        json.end_list();
        write_divergences(json, c.divergences(point));
        json.end_object();
    }
    json.end_list();
}
} // namespace mercato
