// SPDX-License-Identifier: Apache-2.0
// When events happen, and what those of making and the money of labs say: checks that speak of several keys.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/quantity.hpp"
#include "io/scenario_reader.hpp"
#include "run/event_dates.hpp"
#include "world/timing/condition.hpp"

namespace mercato
{
namespace
{
template <class Entries>
std::vector<std::string> ids_of(Entries const& entries)
{
    std::vector<std::string> ids;
    ids.reserve(entries.size());
    for (auto const& entry : entries) ids.push_back(entry.id);
    return ids;
}

template <std::size_t size>
bool is_one_of(std::string_view type, std::string_view const (&types)[size])
{
    return std::ranges::find(types, type) != std::end(types);
}

/// Complains of `key = "text"` of an event.
void wrong(Sense const& c, EventSpec const& e, std::string_view key, std::string const& value,
           std::string const& why)
{
    c.complain({"events", e.id, key}, fmt::format("events.{}.{} = {} ({})", e.id, key, value, why));
}

/// Do events follow one another in a circle from @p e on?
bool is_circular(std::vector<EventSpec> const& all, EventSpec const& e)
{
    auto const* at = &e;
    for (std::size_t steps = 0; steps <= all.size(); ++steps)
    {
        if (at->after.empty()) return false;
        auto const found = std::ranges::find(all, parse_after(at->after).event, &EventSpec::id);
        if (found == all.end()) return false;
        at = &*found;
    }
    return true;
}

void check_after(Sense const& c, EventSpec const& e)
{
    if (e.after.empty()) return;
    auto const text = in_quotes_briefly(e.after);
    auto const after = parse_after(e.after);
    if (!after.error.empty()) return wrong(c, e, "after", text, after.error);
    auto const ids = ids_of(c.s.events);
    if (std::ranges::find(ids, after.event) == ids.end())
        return wrong(c, e, "after", text,
                     fmt::format("there is no such event{}", did_you_mean(after.event, ids)));
    if (is_circular(c.s.events, e)) wrong(c, e, "after", text, "events follow one another in a circle");
}

/// What a condition may set: columns of a lab.
constexpr std::string_view conditional[] = {"hiring_freeze", "crunch",        "amenity_change", "pay_change",
                                            "safety_change", "funding_round", "valuation"};

void check_when(Sense const& c, EventSpec const& e)
{
    if (e.when.empty()) return;
    auto const text = in_quotes_briefly(e.when);
    auto const condition = parse_condition(e.when);
    if (!condition.error.empty())
    {
        std::vector<std::string> names;
        for (auto const& gauge : gauges()) names.emplace_back(gauge.name);
        auto const near = condition.word.empty() ? std::string() : did_you_mean(condition.word, names);
        return wrong(c, e, "when", text, condition.error + near);
    }
    auto const lab = std::ranges::find(c.s.labs, condition.lab.empty() ? e.lab : condition.lab, &LabSpec::id);
    if (lab == c.s.labs.end() && !condition.lab.empty())
        return wrong(c, e, "when", text,
                     fmt::format("there is no lab {}{}", condition.lab,
                                 did_you_mean(condition.lab, ids_of(c.s.labs))));
    auto const of_money = condition.gauge == Gauge::runway || condition.gauge == Gauge::cash;
    if (of_money && lab != c.s.labs.end() && !lab->cash)
        return wrong(c, e, "when", text, fmt::format("lab {} has no account: give it cash", lab->id));
    if (!is_one_of(e.type, conditional))
        wrong(c, e, "when", text,
              fmt::format("a condition sets columns of a lab only: {}, not {}", fmt::join(conditional, ", "),
                          e.type));
}

/// One way to say when, and one to say until when.
void check_ways(Sense const& c, EventSpec const& e)
{
    auto const dated = e.at != never;
    if (!dated && e.after.empty() && e.when.empty())
    {
        c.complain({"events", e.id},
                   fmt::format("events.{}.at is missing (say when: at, after another event, or when a "
                               "condition holds)",
                               e.id));
    }
    auto const both = [&](std::string_view key, std::string const& text, std::string_view other) {
        wrong(c, e, key, in_quotes_briefly(text),
              fmt::format("{} stands there too: only one of at, after and when counts", other));
    };
    if (dated && !e.after.empty()) both("after", e.after, "at");
    if (!e.when.empty() && (dated || !e.after.empty())) both("when", e.when, dated ? "at" : "after");
    if (e.lasts && e.until)
        wrong(c, e, "lasts", quantity_text(to_border(*e.lasts, unit::days), unit::days),
              "until stands there too: only one of them counts");
    if (e.until && !e.when.empty())
        wrong(c, e, "until", to_text(*e.until), "must be lasts where a condition says when");
}

/// An entry that speaks of a lab which stands for several: none of them bears that name.
void check_copies(Sense const& c)
{
    auto const refuse = [&](std::string_view list, std::string const& id, std::string_view key,
                            std::string const& labs) {
        for (auto const& lab : words_of(labs))
        {
            auto const named = std::ranges::find(c.s.labs, lab, &LabSpec::id);
            if (named == c.s.labs.end() || named->copies <= 1) continue;
            c.complain(
                {list, id, key},
                fmt::format("{}.{}.{} = {} (stands for {} labs, {}_1 to {}_{}: only groups may speak of "
                            "all of them)",
                            list, id, key, in_quotes_briefly(labs), named->copies, lab, lab, named->copies));
        }
    };
    for (auto const& e : c.s.events) refuse("events", e.id, "lab", e.lab);
    for (auto const& e : c.s.events) refuse("events", e.id, "to", e.to);
    for (auto const& b : c.s.boards) refuse("boards", b.id, "lab", b.lab);
    for (auto const& r : c.s.raids) refuse("raids", r.id, "lab", r.lab);
    for (auto const& r : c.s.raids) refuse("raids", r.id, "target", r.target);
    for (auto const& p : c.s.policies) refuse("policies", p.id, "lab", p.lab);
    for (auto const& f : c.s.facts) refuse("facts", f.id, "lab", f.lab);
    for (auto const& f : c.s.facts) refuse("facts", f.id, "lab_to", f.lab_to);
}

constexpr std::string_view ramped[] = {"crunch", "amenity_change", "pay_change", "safety_change"};
} // namespace

void check_timing(Sense const& c, EventSpec const& e)
{
    check_ways(c, e);
    check_after(c, e);
    check_when(c, e);
    if (e.ramp > 0 && !is_one_of(e.type, ramped))
        wrong(c, e, "ramp", quantity_text(to_border(e.ramp, unit::days), unit::days),
              fmt::format("goes with {}, not with {}", fmt::join(ramped, ", "), e.type));
    auto const date = date_of(c.s.events, e);
    if (date && e.until && *e.until <= *date)
        wrong(c, e, "until", to_text(*e.until),
              fmt::format("must come after {} = {}", e.at == never ? "its begin" : "at", to_text(*date)));
}

void check_making_event(Sense const& c, EventSpec const& e)
{
    auto const parts =
        e.type == "recharge_week" && (e.value < 0 || e.value > 100 || std::floor(e.value) != e.value);
    auto const gain = e.type == "launch" && (e.value < 0 || e.value > 5);
    if (parts)
        wrong(c, e, "value", number_text(e.value),
              "must be a whole number of parts, 0 to 100, for a recharge_week");
    if (gain) wrong(c, e, "value", number_text(e.value), "must be between 0 and 5 for a launch");
}

void check_money(Sense const& c, LabSpec const& lab)
{
    auto const needs_account = [&](std::string_view key, bool is_given) {
        if (!is_given || lab.cash) return;
        c.complain({"labs", lab.id, key},
                   fmt::format("labs.{}.{} is given and cash is not (a lab without cash has no account)",
                               lab.id, key));
    };
    needs_account("revenue", !lab.revenue.empty());
    needs_account("costs", !lab.costs.empty());
    needs_account("costs_a_head", lab.costs_a_head > 0);
    if (lab.dormant && lab.kind == "nonemployment")
        c.complain({"labs", lab.id, "dormant"},
                   fmt::format("labs.{}.dormant = true (nobody founds non-employment)", lab.id));
    auto const works_there = [&](GroupSpec const& g) { return g.lab == lab.id && g.count > 0; };
    if (lab.dormant && std::ranges::any_of(c.s.groups, works_there))
        c.complain(
            {"labs", lab.id, "dormant"},
            fmt::format("labs.{}.dormant = true (a group works there: nobody does before it is founded)",
                        lab.id));
    if (lab.copies > 1 && !lab.headcount.empty() && lab.dormant)
        c.complain({"labs", lab.id, "headcount"},
                   fmt::format("labs.{}.headcount is a plan by dates (a lab that may be founded at any time "
                               "grows at growth_cap)",
                               lab.id));
}

void check_capital(Sense const& c)
{
    check_copies(c);
    auto const ids = ids_of(c.s.labs);
    for (auto const& id : words_of(c.s.capital.founders_from))
    {
        if (std::ranges::find(ids, id) != ids.end()) continue;
        c.complain({"capital", "founders_from"},
                   fmt::format("capital.founders_from = {} (there is no such lab{})",
                               in_quotes_briefly(c.s.capital.founders_from), did_you_mean(id, ids)));
    }
}
} // namespace mercato
