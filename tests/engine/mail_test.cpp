// SPDX-License-Identifier: Apache-2.0
// W4: a lab that works its mail in one go, after an instant, admits whom it would have admitted had it
// answered each letter when it came (E14).
#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "acts/hiring.hpp"
#include "engine/made_market.hpp"
#include "support/generators.hpp"

namespace mercato
{
namespace
{
using testing::between;

/// A lab with few places, as planning left it.
World a_world(double slots, double ceiling, double payroll, double budget, std::int64_t members)
{
    World world;
    world.labs.resize(1);
    world.crises.resize(1);
    auto& b = world.labs.books[0];
    b.slots = slots;
    b.ceiling = ceiling;
    b.payroll = payroll;
    b.budget = budget;
    world.labs.total[0].members = members;
    return world;
}

/// Acceptances, and people who leave and free their place, at few moments, so that many come at one.
std::vector<Mail> any_mail(std::uint64_t seed, std::size_t count)
{
    std::uint64_t drawn = 0;
    auto const luck = [&] { return mixed(seed, drawn++); };
    std::vector<Mail> mail;
    for (std::uint32_t k = 0; k < count; ++k)
    {
        Mail m{Time{} + minute * static_cast<std::int64_t>(luck() % 10), luck(), luck(), k};
        m.matter = luck() % 4 == 0 ? Matter::left : Matter::accepted;
        m.value = 0.25F * static_cast<float>(1 + luck() % 8);
        m.pay = m.matter == Matter::left ? m.value : 0.0F;
        m.slot = nobody;
        mail.push_back(m);
    }
    return mail;
}

/// One letter after another, by a clerk with a sheet of paper.
std::vector<std::uint32_t> admitted_one_by_one(World const& world, std::vector<Mail> mail)
{
    std::ranges::sort(mail, {}, [](Mail const& m) { return std::pair{m.at, m.id}; });
    auto const& b = world.labs.books[0];
    auto places = b.slots;
    auto payroll = b.payroll;
    auto pending = 0.0;
    std::vector<std::uint32_t> in;
    for (auto const& m : mail)
    {
        if (m.matter == Matter::left)
        {
            places += 1;
            payroll -= m.pay;
            continue;
        }
        auto const people = static_cast<double>(world.labs.total[0].members) + pending;
        if (places < 1 && people + 1 > b.ceiling) continue;
        if (payroll + m.value > b.budget) continue;
        in.push_back(m.person);
        pending += 1;
        places = std::max(0.0, places - 1);
        payroll += m.value;
    }
    return in;
}

std::vector<std::uint32_t> admitted_in_one_go(World world, std::vector<Mail> mail, std::size_t at_once)
{
    std::ranges::sort(mail, [](Mail const& a, Mail const& b) { return order_of(a) < order_of(b); });
    Laws const laws;
    Draws const draws(1, 0);
    std::vector<LabSpec> const specs{testing::a_lab("a", 1, 10)};
    std::vector<Event> out;
    Office const office{world, laws, draws, specs, 0, Time{} + hour, out};
    for (std::size_t k = 0; k < mail.size(); k += at_once)
        work_mail(office, std::span(mail).subspan(k, std::min(at_once, mail.size() - k)));
    std::vector<std::uint32_t> in;
    for (auto const& e : out)
    {
        if (e.what == What::admitted) in.push_back(e.person);
    }
    return in;
}
} // namespace

RC_GTEST_PROP(Mail, IsWorkedAsIfEachLetterWereAnsweredWhenItCame, ())
{
    auto const limited = *rc::gen::arbitrary<bool>();
    auto const world = a_world(*between(0, 6), *between(0, 24), 10,
                               limited ? *between(8, 16) : std::numeric_limits<double>::infinity(),
                               *rc::gen::inRange<std::int64_t>(0, 20));
    auto const seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
    auto mail = any_mail(seed, *rc::gen::inRange<std::size_t>(0, 40));
    auto const expected = admitted_one_by_one(world, mail);
    std::ranges::sort(mail, {}, [&](Mail const& m) {
        return mixed(seed + 1, m.person);
    }); // threads hand it in in any order
    RC_ASSERT(admitted_in_one_go(world, mail, mail.size() + 1) == expected);
    RC_ASSERT(admitted_in_one_go(world, mail, 1) == expected);
    RC_ASSERT(admitted_in_one_go(world, mail, 3) == expected);
}

TEST(Mail, TheEarlierAcceptanceGetsTheLastPlaceAndIdentityDecidesBetweenEquals)
{
    auto const world = a_world(1, 0, 0, 1e9, 100);
    auto mail = any_mail(3, 3);
    for (auto& m : mail) m.matter = Matter::accepted;
    mail[0].at = Time{} + minute * 5;
    mail[1].at = Time{} + minute * 2;
    mail[2].at = Time{} + minute * 2;
    mail[1].id = 9;
    mail[2].id = 4;
    EXPECT_EQ(admitted_in_one_go(world, mail, 3), std::vector<std::uint32_t>{2});
}
} // namespace mercato
