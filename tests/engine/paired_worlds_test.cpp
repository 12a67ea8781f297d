// SPDX-License-Identifier: Apache-2.0
// W2: two worlds with the same luck differ only where the difference reaches.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/made_market.hpp"

namespace mercato
{
namespace
{
using testing::a_group;
using testing::a_lab;
using testing::a_market;
using testing::bits_of;
using testing::run_of;

/// Two labs that call everybody at the other at one rate however many places they have.
Scenario two_labs(double people)
{
    auto s = testing::bare_market();
    s.laws.search.contact_rate = 3;
    s.laws.search.slots_power = 0;
    s.run.reference_slots = 1;
    s.run.dt = 1;
    s.labs = {a_lab("a", 1, 1e6), a_lab("b", 1, 1e6)};
    s.groups = {a_group("a", people / 2), a_group("b", people / 2)};
    for (auto& g : s.groups) g.tenure = 0;
    return s;
}

template <class Record>
std::vector<Record> of_people_before(std::vector<Record> rows, std::int32_t end)
{
    std::erase_if(rows, [&](Record const& r) { return r.person >= end; });
    return rows;
}

/// Ten times as many people outside all labs as one lab has: they like it there, and nobody knows them.
Scenario with_strangers(double people, double strangers, bool first, double ties)
{
    auto s = a_market(people);
    auto away = a_lab("away", 1, 0); // nobody pays so much more that they would leave
    away.kind = "nonemployment";
    away.amenity = 20;
    away.headcount.clear();
    s.labs.push_back(away);
    auto group = a_group("away", strangers);
    group.ties = ties;
    s.groups.insert(first ? s.groups.begin() : s.groups.end(), group);
    return s;
}

/// The rows that are not about the @p count people from row @p first on, and the others' rows as if these
/// were not there.
template <class Record>
std::vector<Record> without_people(std::vector<Record> rows, std::int32_t first, std::int32_t count)
{
    std::erase_if(rows, [&](Record const& r) { return r.person >= first && r.person < first + count; });
    for (auto& r : rows)
    {
        if (r.person >= first + count) r.person -= count;
    }
    return rows;
}

/// All labs but the last one at all recorded moments, but how many were called and had offers: that counts
/// strangers too.
std::vector<LabRecord> labs_within(RunRecords const& r)
{
    auto const each = r.labs.size() / r.times.size();
    std::vector<LabRecord> all;
    for (std::size_t k = 0; k < r.labs.size(); ++k)
    {
        if (k % each + 1 == each) continue;
        all.push_back(r.labs[k]);
        all.back().contacts = all.back().offers = 0;
    }
    return all;
}

/// What tells a newcomer from all others.
using Traits = std::pair<float, float>;

std::set<Traits> newcomers(RunRecords const& r)
{
    std::set<Traits> all;
    for (auto const& m : r.moves)
    {
        if (m.reason == static_cast<std::int8_t>(Reason::entry)) all.emplace(m.talent, m.safety_weight);
    }
    return all;
}

/// The first offer that each person has, by person; of those only who have no other before they answer.
std::map<std::int32_t, OfferRecord> first_offers(RunRecords const& r)
{
    std::map<std::int32_t, std::vector<OfferRecord>> all;
    for (auto const& o : r.offers) all[o.person].push_back(o);
    std::map<std::int32_t, OfferRecord> first;
    for (auto& [person, offers] : all)
    {
        std::ranges::sort(offers, {}, &OfferRecord::time);
        if (offers.size() == 1 || offers[1].time > offers[0].answered) first[person] = offers.front();
    }
    return first;
}
} // namespace

TEST(PairedWorlds, ANullInterventionChangesNoBit)
{
    auto s = a_market(1500);
    auto const plain = run_of(s, 2);
    EventSpec crunch;
    crunch.id = "crunch";
    crunch.type = "crunch";
    crunch.lab = "rich";
    crunch.at = s.run.start + week * 20;
    crunch.value = 0.9;
    crunch.enabled = false;
    s.events = {crunch};
    auto const same = run_of(s, 2);
    EXPECT_EQ(plain.state_hash, same.state_hash);
    EXPECT_EQ(bits_of(plain.moves), bits_of(same.moves));
    EXPECT_EQ(bits_of(plain.offers), bits_of(same.offers));
    EXPECT_EQ(bits_of(plain.labs), bits_of(same.labs));
    s.events.front().enabled = true;
    EXPECT_NE(bits_of(plain.offers), bits_of(run_of(s, 2).offers)) << "the crunch itself is felt";
}

TEST(PairedWorlds, PeopleBornInOneWorldOnlyKeepTheOthersLuckIntact)
{
    auto s = two_labs(2000);
    auto none = a_lab("away", 0.01, 0); // whose people stay there: hired, they would fill places and teams
    none.amenity = 20;
    none.kind = "nonemployment";
    none.headcount.clear();
    s.labs.push_back(none);
    s.laws.people.talent_spread = 0.5; // so that newcomers can be told apart
    s.run.entrants = 300;
    auto const few = run_of(s, 1);
    s.run.entrants = 900;
    auto const many = run_of(s, 1);
    EXPECT_GT(many.people, few.people + 400);
    EXPECT_EQ(bits_of(of_people_before(many.moves, 2000)), bits_of(of_people_before(few.moves, 2000)));
    EXPECT_EQ(bits_of(of_people_before(many.offers, 2000)), bits_of(of_people_before(few.offers, 2000)));
    auto const born = newcomers(few);
    auto const more = newcomers(many);
    EXPECT_GT(born.size(), 200U);
    EXPECT_TRUE(std::ranges::includes(more, born)) << "who is born in both is the same person";
}

class Strangers : public ::testing::TestWithParam<bool>
{};

TEST_P(Strangers, AThousandOutsideAllLabsAndWithoutTiesChangeNobody)
{
    constexpr std::int32_t many = 1000;
    auto const is_first = GetParam();
    auto const without = run_of(with_strangers(1500, 0, is_first, 0), 1);
    auto const with = run_of(with_strangers(1500, many, is_first, 0), 1);
    auto const first = is_first ? 0 : 1500;
    EXPECT_GT(without.moves.size(), 300U);
    EXPECT_EQ(with.people, without.people + many);
    auto const cut = [&](auto const& rows) { return bits_of(without_people(rows, first, many)); };
    EXPECT_EQ(cut(with.moves), bits_of(without.moves));
    EXPECT_EQ(cut(with.offers), bits_of(without.offers));
    EXPECT_EQ(cut(with.spells), bits_of(without.spells));
    EXPECT_EQ(bits_of(labs_within(with)), bits_of(labs_within(without)));
    auto const strangers = with.offers.size() - without.offers.size();
    EXPECT_GT(strangers, 20U) << "labs do call them";
    auto const tied = run_of(with_strangers(1500, many, is_first, 1), 1);
    EXPECT_NE(cut(tied.offers), bits_of(without.offers)) << "ties that lead to them lead nowhere else";
}

INSTANTIATE_TEST_SUITE_P(FirstOrLast, Strangers, ::testing::Bool());

RC_GTEST_PROP(PairedWorlds, RaisingAnOfferNeverLosesItsTaker, ())
{
    auto s = two_labs(600);
    s.laws.utility.moving_cost = *rc::gen::element(0.3, 1.0, 2.0);
    s.laws.counter.readiness = *rc::gen::element(0.0, 0.5);
    s.run.seed = *rc::gen::inRange(1, 1'000'000);
    auto const low = first_offers(run_of(s));
    s.labs[1].pay.front().value *= 1 + 0.01 * *rc::gen::inRange(1, 100);
    auto const high = first_offers(run_of(s));
    int taken = 0;
    auto const accepted = static_cast<std::int8_t>(Answer::accepted);
    for (auto const& [person, offer] : low)
    {
        auto const found = high.find(person);
        if (found == high.end()) continue; // accepting sooner or later, another offer came in between
        auto const& better = found->second;
        RC_ASSERT(better.time == offer.time);
        // The own lab may meet a better offer better: by a counter, or by a raise of the whole team
        auto const met_alike = offer.pay_counter == better.pay_counter && offer.pay_now == better.pay_now;
        if (offer.to != 1 || offer.answer != accepted || !met_alike) continue;
        ++taken;
        RC_ASSERT(better.answer == accepted);
    }
    RC_ASSERT(taken > 5);
}
} // namespace mercato
