// SPDX-License-Identifier: Apache-2.0
#include "study/observables/observables.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "study/observables/contagion.hpp"
#include "study/observables/firms.hpp"
#include "study/observables/headcounts.hpp"
#include "study/observables/keeping.hpp"
#include "study/observables/making.hpp"
#include "study/observables/moving.hpp"
#include "study/observables/offering.hpp"
#include "study/observables/raiding.hpp"
#include "study/observables/staying.hpp"
#include "study/observables/upheaval.hpp"

namespace mercato
{
namespace
{
constexpr Tables none{};
constexpr Tables moves{.moves = true};
constexpr Tables spells{.spells = true};
constexpr Tables moves_spells{.moves = true, .spells = true};
constexpr Tables offers{.offers = true};
constexpr Tables offers_spells{.offers = true, .spells = true};
constexpr Tables offers_moves_spells{.moves = true, .offers = true, .spells = true};
constexpr Tables panel{.panel = true};
constexpr Tables crisis{.crisis = true};
constexpr Tables approaches{.approaches = true};
constexpr Tables lab_events{.lab_events = true};
constexpr Tables moves_lab_events{.moves = true, .lab_events = true};
constexpr Tables crisis_moves{.moves = true, .crisis = true};

constexpr Observable list[] = {
    {"headcount_at", "people", true, none, headcount_at},
    {"growth_rate", "1/year", true, none, growth_rate},
    {"pay_mean_at", "M$/year", true, none, pay_mean_at},
    {"vacancy_duration", "days", true, moves, vacancy_duration},
    {"spending", "M$", true, approaches, spending},
    {"pay_spread_at", "log points", true, none, pay_spread_at},
    {"counter_cost", "M$/year", true, none, counter_cost},
    {"raise_cost", "M$/year", true, none, raise_cost},
    {"unit_raises", "people", true, none, unit_raises},
    {"bonus_cost", "M$", true, none, bonus_cost},
    {"fatigue_at", "1", true, none, fatigue_at},
    {"exhaustion_at", "1", true, none, exhaustion_at},
    {"retention", "1", false, spells, retention},
    {"exit_rate", "1/year", false, moves_spells, exit_rate},
    {"job_to_job_rate", "1/year", false, moves_spells, job_to_job_rate},
    {"job_to_job_share", "1", false, moves_spells, job_to_job_share},
    {"job_to_job_share_of_exits", "1", false, moves, job_to_job_share_of_exits},
    {"tenure_hazard_peak_month", "months", false, spells, tenure_hazard_peak_month},
    {"tenure_hazard_ratio", "1", false, spells, tenure_hazard_ratio},
    {"vesting_jump", "1", false, spells, vesting_jump},
    {"exit_ratio_committed", "1", false, spells, exit_ratio_committed},
    {"flow_ratio", "1", false, moves, flow_ratio},
    {"hire_share", "1", false, moves, hire_share},
    {"move_pay_gain_median", "log points", false, moves, move_pay_gain_median},
    {"move_pay_gain_mean", "log points", false, moves, move_pay_gain_mean},
    {"share_pay_cut", "1", false, moves, share_pay_cut},
    {"pay_growth_movers_minus_stayers", "log points", false, panel, pay_growth_movers_minus_stayers},
    {"reunited_share", "1", false, moves, reunited_share},
    {"returned_share", "1", false, moves, returned_share},
    {"committed_share", "1", false, moves, committed_share},
    {"joint_move_share", "1", false, moves, joint_move_share},
    {"joint_move_excess", "1", false, moves, joint_move_excess},
    {"job_gap", "days", false, moves, job_gap},
    {"talent_lost", "people", false, moves, talent_lost},
    {"second_wave_share", "1", false, moves, second_wave_share},
    {"followers_per_lead", "people", false, moves, followers_per_lead},
    {"leads_leaving_together", "1", false, moves, leads_leaving_together},
    {"contacts_per_year", "1/year", true, spells, contacts_per_year},
    {"offers_per_year", "1/year", false, offers_spells, offers_per_year},
    {"share_with_offer", "1", false, offers_spells, share_with_offer},
    {"share_offer_receivers_moving", "1", false, offers_moves_spells, share_offer_receivers_moving},
    {"offer_acceptance", "1", false, offers, offer_acceptance},
    {"counter_share", "1", false, offers, counter_share},
    {"counter_success", "1", false, offers, counter_success},
    {"decision_time", "days", false, offers, decision_time},
    {"counter_delay", "days", false, offers, counter_delay},
    {"referred_acceptance_ratio", "1", false, offers, referred_acceptance_ratio},
    {"referred_quit_ratio", "1", false, moves_spells, referred_quit_ratio},
    {"contagion_peer", "1", false, moves_spells, contagion_peer},
    {"contagion_lead", "1", false, moves_spells, contagion_lead},
    {"letter_share", "1", false, crisis, letter_share},
    {"letter_share_after", "1", false, crisis, letter_share_after},
    {"crisis_length", "days", false, crisis, crisis_length},
    {"ended_by_concession", "1", false, crisis, ended_by_concession},
    {"reply_share", "1", false, crisis, reply_share},
    {"conversation_share", "1", false, crisis, conversation_share},
    {"intention_share", "1", false, crisis, intention_share},
    {"intended_of_signers", "1", false, crisis, intended_of_signers},
    {"voluntary_exits", "people", false, moves, voluntary_exits},
    {"exits_per_signature", "1", false, crisis_moves, exits_per_signature},
    {"raid_hires", "people", false, approaches, raid_hires},
    {"raid_acceptance", "1", false, approaches, raid_acceptance},
    {"raid_hire_share", "1", false, approaches, raid_hire_share},
    {"raid_approach_share", "1", false, approaches, raid_approach_share},
    {"raid_counter_share", "1", false, approaches, raid_counter_share},
    {"raid_rank_of_hires", "1", false, approaches, raid_rank_of_hires},
    {"raid_first_hire", "days", false, approaches, raid_first_hire},
    {"raid_offer_median", "M$", false, approaches, raid_offer_median},
    {"raid_taken_median", "M$", false, approaches, raid_taken_median},
    {"raid_stake_ratio", "1", false, approaches, raid_stake_ratio},
    {"raid_decision_time", "days", false, approaches, raid_decision_time},
    {"raid_counter_delay", "days", false, approaches, raid_counter_delay},
    {"funding_rounds_per_year", "1/year", true, lab_events, funding_rounds_per_year},
    {"failures_per_year", "1/year", true, lab_events, failures_per_year},
    {"closed_share", "1", true, lab_events, closed_share},
    {"taken_over_share", "1", true, lab_events, taken_over_share},
    {"foundings", "1", false, lab_events, foundings},
    {"founding_group_size", "people", false, moves_lab_events, founding_group_size},
    {"founder_ties", "1", false, lab_events, founder_ties},
    {"spin_out_safety_gap", "1", true, lab_events, spin_out_safety_gap},
    {"launches", "1", true, none, launches},
    {"launch_interval", "days", true, none, launch_interval},
    {"relative_capability", "1", true, none, relative_capability},
    {"effort_mean", "1", true, none, effort_mean},
};

/// The key of a table that is needed and was not written, empty if there is none.
std::string_view not_recorded(Tables const& needs, RecordParams const& recorded)
{
    if (needs.moves && !recorded.moves) return "moves";
    if (needs.offers && !recorded.offers) return "offers";
    if (needs.spells && !recorded.spells) return "spells";
    if (needs.panel && recorded.panel == 0) return "panel";
    if (needs.crisis && !recorded.crisis) return "crisis";
    if (needs.approaches && !recorded.approaches) return "approaches";
    return {};
}

Asked asked_of(FactSpec const& fact, Axes const& axes)
{
    auto const* observable = find_observable(fact.observable);
    require(observable != nullptr);
    auto const table = not_recorded(observable->needs, axes.recorded);
    if (!table.empty()) return {std::nullopt, fmt::format("the run has no {} (record.{})", table, table)};
    return ask(fact, axes);
}
} // namespace

std::span<Observable const> observables() { return list; }

Observable const* find_observable(std::string_view name)
{
    auto const* found = std::ranges::find(list, name, &Observable::name);
    return found == std::end(list) ? nullptr : found;
}

std::vector<Complaint> complaints_about(std::span<FactSpec const> facts)
{
    std::vector<std::string> known;
    known.reserve(std::size(list));
    for (auto const& observable : list) known.emplace_back(observable.name);
    std::vector<Complaint> complaints;
    for (auto const& fact : facts)
    {
        if (find_observable(fact.observable) != nullptr) continue;
        auto const near = nearest(fact.observable, known);
        auto const hint = near.empty() ? std::string{} : fmt::format(" Did you mean {}?", near);
        complaints.push_back(
            {{},
             fmt::format("fact {}: there is no observable \"{}\" (docs/facts.md lists them).{}", fact.id,
                         fact.observable, hint)});
    }
    return complaints;
}

FactWatch::FactWatch(std::vector<FactSpec> facts, Axes axes)
    : facts_(std::move(facts)), axes_(std::move(axes))
{
    for (auto const& fact : facts_)
    {
        asked_.push_back(asked_of(fact, axes_));
        auto remark = asked_.back().remark;
        if (remark.empty()) remark = "nothing to observe in the window";
        observed_.push_back({{}, std::string(find_observable(fact.observable)->unit), std::move(remark)});
    }
}

void FactWatch::see(RunRecords const& run)
{
    for (std::size_t k = 0; k < facts_.size(); ++k)
    {
        std::optional<double> value;
        auto const& question = asked_[k].question;
        if (run.failed()) ++observed_[k].failed;
        if (question && !run.failed())
            value = find_observable(facts_[k].observable)->value({run, axes_, *question});
        observed_[k].sample.push_back(value);
    }
}
} // namespace mercato
