// SPDX-License-Identifier: Apache-2.0
// W4: with flat hazards the engine's contacts are Poisson, its tenures exponential and its flows logit.
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/made_market.hpp"
#include "support/moments.hpp"

namespace mercato
{
namespace
{
using testing::a_group;
using testing::a_lab;
using testing::Moments;
using testing::standard_errors;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Two labs that always look for people: each calls everybody at the other @p rate times a year.
Scenario two_labs(double people, double rate)
{
    auto s = testing::bare_market();
    s.laws.search.contact_rate = rate;
    s.laws.search.slots_power = 0; // one call rate however many places
    s.run.reference_slots = 1;
    s.labs = {a_lab("a", 1, 1e6), a_lab("b", 1, 1e6)};
    for (auto& lab : s.labs) lab.deadline = {{s.run.start, 0.1 / 365.25, ""}};
    s.groups = {a_group("a", people / 2), a_group("b", people / 2)};
    for (auto& g : s.groups) g.tenure = 0;
    s.run.dt = 1;
    return s;
}

/// Person-years at each lab of the spells of one run.
std::vector<double> exposure(RunRecords const& r, Scenario const& s)
{
    std::vector<double> sum(s.labs.size());
    for (auto const& spell : r.spells)
    {
        sum[static_cast<std::size_t>(spell.lab)] += years(spell.end - std::max(spell.start, s.run.start));
    }
    return sum;
}
} // namespace

TEST(FlatHazards, OffersToAPersonArePoissonInNumber)
{
    constexpr double rate = 2.5;
    auto s = two_labs(20'000, rate);
    s.laws.utility.moving_cost = 20; // all are declined
    auto const r = testing::run_of(s);
    std::vector<double> count(20'000);
    for (auto const& o : r.offers) ++count[static_cast<std::size_t>(o.person)];
    Moments m;
    for (auto const n : count) m.add(n);
    // the response to recruiters takes an hour to begin: 1 - e^(-t / 1e-4 yr)
    auto const mean = rate * (years(s.run.end - s.run.start) - 1e-4);
    EXPECT_NEAR(m.mean, mean, m.tolerance());
    EXPECT_NEAR(m.variance(), mean, m.variance_tolerance(3 + 1 / mean));
}

TEST(FlatHazards, FrankPeopleHearNoOfferThatTheyWouldRefuse)
{
    auto s = two_labs(4'000, 2.5);
    s.laws.utility.moving_cost = 1;
    auto const taken = [](RunRecords const& r) {
        return static_cast<double>(
            std::ranges::count(r.offers, std::int8_t{1}, &OfferRecord::answer)); // accepted
    };
    auto const heard_out = testing::run_of(s);
    s.laws.search.frankness = 1; // and there is no doubt about the sum
    auto const frank = testing::run_of(s);
    auto const offers = static_cast<double>(heard_out.offers.size());
    EXPECT_NEAR(taken(heard_out) / offers, logistic(-1), 4 * std::sqrt(0.2 / offers));
    EXPECT_GT(taken(frank), 0.99 * static_cast<double>(frank.offers.size())); // the last ones are open still
    EXPECT_EQ(taken(frank), taken(heard_out));

    s.laws.search.offer_spread = 0.5;
    auto const in_doubt = testing::run_of(s);
    EXPECT_LT(taken(in_doubt), 0.8 * static_cast<double>(in_doubt.offers.size()));
    s.laws.search.frankness = 0;
    auto const all = testing::run_of(s);
    // Offers beyond what is hoped for are lost, one in forty-four
    EXPECT_NEAR(taken(in_doubt) / taken(all), 1, 0.05);
    EXPECT_GT(all.offers.size(), 1.5 * static_cast<double>(in_doubt.offers.size()));
}

TEST(FlatHazards, OffersComeAfterExponentialWaits)
{
    constexpr double rate = 12;
    auto s = two_labs(4'000, rate);
    s.laws.utility.moving_cost = 20;
    auto const r = testing::run_of(s);
    std::map<std::int32_t, std::vector<Time>> times;
    for (auto const& o : r.offers) times[o.person].push_back(o.time);
    // First waits from a date on: exponential, cut at the end of the run three months later
    std::vector<double> waits;
    auto const from = s.run.start + day * 60;
    for (auto& [person, all] : times)
    {
        std::ranges::sort(all);
        auto const next = std::ranges::lower_bound(all, from);
        if (next != all.end() && *next < from + day * 300) waits.push_back(years(*next - from));
    }
    std::ranges::sort(waits);
    auto const cut = -std::expm1(-rate * 300 / 365.25);
    EXPECT_LT(testing::distance_to(waits, [=](double t) { return -std::expm1(-rate * t) / cut; }),
              testing::distance_tolerance(waits.size()));
}

TEST(FlatHazards, TenureIsExponential)
{
    // Exits from the field at 0.7 a year, nothing else
    constexpr double h = 0.7;
    auto s = two_labs(20'000, 0);
    s.laws.growth.field_exit = h;
    auto const r = testing::run_of(s);
    std::vector<double> tenure;
    for (auto const& spell : r.spells)
    {
        if (spell.ended != 0) tenure.push_back(years(spell.end - spell.start));
    }
    std::ranges::sort(tenure);
    auto const ended = -std::expm1(-h);
    EXPECT_NEAR(static_cast<double>(tenure.size()) / 20'000, ended, testing::share_tolerance(ended, 20'000));
    EXPECT_LT(testing::distance_to(tenure, [=](double t) { return -std::expm1(-h * t) / ended; }),
              testing::distance_tolerance(tenure.size()));
}

TEST(FlatHazards, FlowsBetweenTwoLabsAreLogit)
{
    constexpr double rate = 6;
    auto s = two_labs(20'000, rate);
    s.laws.utility.moving_cost = 1.5;
    s.labs[1].amenity = 0.69;
    auto const r = testing::run_of(s);
    auto const time = exposure(r, s);
    std::array<double, 2> moves{};
    for (auto const& m : r.moves) ++moves[static_cast<std::size_t>(m.from)];
    for (std::size_t lab : {0U, 1U})
    {
        auto const hazard = rate * logistic((lab == 0 ? 0.69 : -0.69) - 1.5);
        // a taken offer waits 0.1 days for its deadline and an hour for the exchange, in which no other
        // counts
        auto const busy = hazard * (0.1 + 1.0 / 24) / 365.25;
        EXPECT_NEAR(moves[lab] / time[lab], hazard * (1 - busy),
                    standard_errors * std::sqrt(hazard / time[lab]));
    }
}

TEST(FlatHazards, LabsEndUpInTheRatioOfTheirFlows)
{
    constexpr double rate = 12;
    auto s = two_labs(10'000, rate);
    s.laws.utility.moving_cost = 0;
    s.labs[1].amenity = 1;
    s.run.end = s.run.start + year;
    auto const r = testing::run_of(s);
    // detailed balance: n_a s(1) = n_b s(-1), reached at the rate of both flows together, 12 a year
    auto const share = logistic(1) / (logistic(1) + logistic(-1));
    auto const at_b = static_cast<double>(r.labs.back().headcount) / 10'000;
    EXPECT_NEAR(at_b, share, testing::share_tolerance(share, 10'000));
}

TEST(FlatHazards, CallsAddUpOverLabs)
{
    // A third lab's calls come on top: nobody's are crowded out
    constexpr double rate = 2.5;
    auto two = two_labs(10'000, rate);
    two.laws.utility.moving_cost = 20;
    auto three = two;
    three.labs.push_back(a_lab("c", 1, 1e6));
    auto const before = testing::run_of(two);
    auto const after = testing::run_of(three);
    auto const last = [](RunRecords const& r, std::size_t labs, std::size_t lab) {
        return r.labs[r.labs.size() - labs + lab].contacts;
    };
    EXPECT_EQ(last(before, 2, 0), last(after, 3, 0)); // not one more or fewer
    EXPECT_EQ(last(before, 2, 1), last(after, 3, 1));
    EXPECT_NEAR(last(after, 3, 2), rate * 10'000, standard_errors * std::sqrt(rate * 10'000));
}
} // namespace mercato
