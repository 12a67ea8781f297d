// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/table.hpp"
#include "io/scenario_reader.hpp"
#include "io/trajectory/reader.hpp"
#include "study/reasons.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t least_together = 10; // people in a replay of named organisations are shown together
constexpr std::string_view care = "Simulated persons; no counterpart in reality. Motives are terms of a "
                                  "model, not findings about anyone.\n";

constexpr Option options[] = {
    {"lab", 0, "LAB", false, "of those who left this lab"},
    {"to", 0, "LAB", false, "for this one"},
    {"from", 0, "DATE", false, "from this moment on, with offset"},
    {"until", 0, "DATE", false, "before this moment, with offset"},
    {"all", 0, "", false, "answers of those who stay too, where record.terms = \"all\""},
    {"replicate", 0, "N", false, "of this replicate only"},
    {"person", 0, "N", false,
     "each choice of one person as a story; with --replicate, not in replays of named labs"},
    option::json,
    option::help,
};

std::int16_t lab_called(TrajectoryReader const& result, std::string const& id)
{
    auto const found = std::ranges::find(result.labs(), id, &LabLabel::id);
    if (found == result.labs().end())
        refuse("why", fmt::format("there is no lab '{}' in the file (mercato info lists them)", id));
    return static_cast<std::int16_t>(found - result.labs().begin());
}

Time moment(Arguments const& arguments, std::string_view option, Time usual)
{
    if (!arguments.has(option)) return usual;
    auto const text = arguments.text(option);
    auto const t = parse_time(text);
    if (!t)
        refuse("why",
               fmt::format("--{} '{}' is no date with offset, as 2023-11-17T12:00:00-08:00", option, text));
    return *t;
}

ReasonQuestion question_of(Arguments const& arguments, TrajectoryReader const& result)
{
    ReasonQuestion q;
    if (arguments.has("lab")) q.from = lab_called(result, arguments.text("lab"));
    if (arguments.has("to")) q.to = lab_called(result, arguments.text("to"));
    if (auto const person = arguments.whole("person", 0, INT32_MAX))
        q.person = static_cast<std::int32_t>(*person);
    q.begin = moment(arguments, "from", q.begin);
    q.end = moment(arguments, "until", q.end);
    q.only_exits = !arguments.has("all") && !q.person;
    return q;
}

/// Are the labs organisations of the real world? Those have stand-in names ready.
bool names_organisations(TrajectoryReader const& result)
{
    auto const scenario = read_resolved(result.scenario_text(), "the scenario of the file");
    return std::ranges::any_of(scenario.labs, [](LabSpec const& lab) {
        return lab.kind == "lab" && !lab.alias.empty() && lab.alias != lab.name;
    });
}

/// What a file holds on a question.
struct Answers
{
    std::vector<ChoiceRecord> choices;
    std::vector<std::optional<OfferRecord>> offers; // of one person: what each choice was about, if recorded
    std::map<std::string_view, std::int64_t> without; // exits that no offer led to, by reason
};

/// The offer that @p c answers, where offers were recorded.
std::optional<OfferRecord> offer_behind(RunRecords const& run, ChoiceRecord const& c)
{
    auto const of_choice = [&](OfferRecord const& o) {
        return o.person == c.person && o.to == c.to && o.time <= c.time && c.time <= o.answered;
    };
    auto const found = std::ranges::find_if(run.offers, of_choice);
    return found == run.offers.end() ? std::nullopt : std::optional(*found);
}

/// Adds what one replicate holds.
void add_answers(Answers& all, RunRecords const& run, ReasonQuestion const& q)
{
    for (auto const& c : run.choices)
    {
        if (!q.asks_for(c)) continue;
        all.choices.push_back(c);
        if (q.person) all.offers.push_back(offer_behind(run, c));
    }
    for (auto const& m : run.moves)
    {
        if (auto const reason = q.left_without_offer(m); !reason.empty()) ++all.without[reason];
    }
}

Answers answers_in(TrajectoryReader const& result, ReasonQuestion const& q,
                   std::optional<std::int64_t> replicate)
{
    Answers all;
    for (std::uint32_t k = 0; k < result.replicates(); ++k)
    {
        if (replicate && result.number_of(k) != *replicate) continue;
        add_answers(all, result.records(k), q);
    }
    return all;
}

std::string name_of(TrajectoryReader const& result, std::int16_t lab)
{
    auto const& label = result.labs()[static_cast<std::size_t>(lab)];
    return label.name.empty() ? label.id : label.name;
}

/// The terms that count, for or against going.
std::string terms_text(ChoiceRecord const& c, bool in_favour)
{
    std::vector<std::pair<double, std::string_view>> terms;
    for (auto const& term : terms_of_choice)
    {
        auto const d = static_cast<double>(c.*term.going) - static_cast<double>(c.*term.instead);
        if ((d > 0) == in_favour && std::abs(d) >= 0.005) terms.emplace_back(std::abs(d), term.name);
    }
    std::ranges::sort(terms, std::ranges::greater{});
    std::string text;
    for (auto const& [size, name] : terms)
        text += fmt::format("{}{} {:.2f}", text.empty() ? "" : ", ", name, size);
    return text.empty() ? "nothing" : text;
}

std::string indented(std::string const& text)
{
    std::string lines;
    for (auto const& line : wrapped(text, terminal_width - 2)) lines += "  " + line + '\n';
    return lines;
}

/// What was offered, in money and days.
std::string sums_of(OfferRecord const& o)
{
    auto const more = 100 * (static_cast<double>(o.pay_offered) / static_cast<double>(o.pay_now) - 1);
    std::string lab =
        o.disclosed != 0 ? "told to the own lab, which did not counter in time" : "not told to the own lab";
    if (o.counter != 0) lab = fmt::format("the own lab countered with {:.3g}", o.pay_counter);
    return fmt::format(
        "the offer of {}: {:.3g} M$ a year, {:+.0f} % on the present {:.3g}, open for {:.3g} days; {}",
        to_text(o.time), o.pay_offered, more, o.pay_now, o.deadline, lab);
}

std::string story_of(TrajectoryReader const& result, ChoiceRecord const& c,
                     std::optional<OfferRecord> const& offer)
{
    constexpr std::string_view says[] = {"stays", "goes", "stays with a counter"};
    auto text = fmt::format("{}: person {}, at {}, answers an offer of {}: {}.\n", to_text(c.time), c.person,
                            name_of(result, c.from), name_of(result, c.to),
                            says[static_cast<std::uint8_t>(c.answer)]);
    if (offer) text += indented(sums_of(*offer));
    text += fmt::format("  instead: {}; going is worth {:+.2f} utils more\n",
                        c.instead < 0 ? "to stay" : "an offer of " + name_of(result, c.instead), c.gap);
    text += indented(fmt::format("for going: {}", terms_text(c, true)));
    text += indented(fmt::format("against: {}", terms_text(c, false)));
    std::string pivotal;
    for (auto const& term : terms_of_choice)
    {
        if (is_pivotal(c, term)) pivotal += fmt::format("{}{}", pivotal.empty() ? "" : ", ", term.name);
    }
    return text + fmt::format("  pivotal: {}\n", pivotal.empty() ? "no single term" : pivotal);
}

/// Of how many choices, and how many left without one.
std::string counts_of(Answers const& all, bool only_exits)
{
    auto const count = plain_count(static_cast<double>(all.choices.size()));
    auto text = count + (only_exits ? " offers accepted" : " offers answered");
    std::string others;
    for (auto const& [reason, people] : all.without)
    {
        others += fmt::format("{}{} {}", others.empty() ? "" : ", ", plain_count(static_cast<double>(people)),
                              reason);
    }
    if (!others.empty()) text += "; exits without an offer, of which there are no terms: " + others;
    std::string lines;
    for (auto const& line : wrapped(text, terminal_width)) lines += line + '\n';
    return lines + '\n';
}

std::string table_of(std::vector<ReasonShare> const& shares)
{
    if (shares.empty()) return {};
    TextTable table;
    table.add_heading({"term", "pivotal %", "in favour %", "mean difference"});
    for (auto const& s : shares)
    {
        if (s.pivotal == 0 && s.difference == 0) continue;
        table.add({s.term, plain_number(100 * s.pivotal, 1), plain_number(100 * s.in_favour, 1),
                   plain_number(s.difference, 3)});
    }
    return table.text() +
           "\nPivotal: without the difference in this term the choice would have been the other way round. "
           "The\n"
           "difference is that of going less the best there was instead, in utils.\n";
}

std::string json_of(std::vector<ReasonShare> const& shares, std::size_t count)
{
    JsonWriter json;
    json.begin_object().member("simulated", true).member("choices", static_cast<std::int64_t>(count));
    json.key("terms").begin_list();
    for (auto const& s : shares)
    {
        json.begin_object().member("term", s.term).member("pivotal", s.pivotal);
        json.member("in_favour", s.in_favour).member("difference", s.difference).end_object();
    }
    return json.end_list().end_object().text();
}

/// What keeps a question from being answered; misuse ends here.
void check_question(TrajectoryReader const& result, Arguments const& arguments, ReasonQuestion const& q)
{
    if (!result.file().has("choice_count"))
        refuse("why", "the file has no terms of choices (record.terms = \"moves\" or \"all\" writes them)");
    if (q.person && !arguments.has("replicate"))
        refuse("why", "--person needs --replicate: people are numbered within one");
    if (q.person && names_organisations(result))
    {
        refuse("why",
               fmt::format("--person: in a replay of named organisations choices are shown for {} or more "
                           "together (run it with --alias, or ask by --lab)",
                           least_together));
    }
}

ExitCode why(Arguments const& arguments)
{
    TrajectoryReader const result(arguments.operands().front());
    auto const q = question_of(arguments, result);
    check_question(result, arguments, q);
    auto const all = answers_in(result, q, arguments.whole("replicate", 0, INT32_MAX));
    auto const& choices = all.choices;
    if (choices.size() < least_together && !q.person && names_organisations(result))
    {
        refuse("why",
               fmt::format("{} such choices in the file: in a replay of named organisations {} or more are "
                           "shown together",
                           choices.size(), least_together));
    }
    if (arguments.has("json"))
    {
        print_result(json_of(reasons_of(choices), choices.size()));
        return ExitCode::done;
    }
    auto text = fmt::format("{}: simulated, stylised\n{}\n", result.attribute("title"), care);
    for (std::size_t k = 0; k < all.offers.size(); ++k) text += story_of(result, choices[k], all.offers[k]);
    if (q.person && choices.empty()) text += "no answer to an offer is recorded of this person\n";
    print_result(q.person ? text : text + counts_of(all, q.only_exits) + table_of(reasons_of(choices)));
    return ExitCode::done;
}
} // namespace

Command why_command()
{
    return {{"why", "Says why people went: which terms of utility were pivotal, or one person's choices.",
             "FILE", 1, 1, options,
             "A term is pivotal if the choice would have been the other way round with both sides equal in "
             "it. Terms\n"
             "of those who go are recorded by default; record.terms = \"all\" records all answers."},
            why};
}
} // namespace mercato
