// SPDX-License-Identifier: Apache-2.0
// Pieces that ranks take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "study/sharing/crew.hpp"
#include "study/sharing/message.hpp"

namespace mercato
{
namespace
{
using testing::ElementsAre;

std::vector<RunKey> runs(std::uint32_t replicates, std::uint32_t points)
{
    std::vector<RunKey> all;
    for (std::uint32_t r = 0; r < replicates; ++r)
    {
        for (std::uint32_t p = 0; p < points; ++p) all.push_back({r, p});
    }
    return all;
}

TEST(Pieces, GrowSmallerSoThatAllRanksEndTogether)
{
    EXPECT_THAT(pieces_for(runs(16, 1), 1, 2), ElementsAre(4, 7, 9, 10, 11, 12, 13, 14, 15, 16));
    EXPECT_THAT(pieces_for(runs(3, 1), 1, 4), ElementsAre(1, 2, 3));
}

TEST(Pieces, AreWholeReplicatesUnlessThereAreTooFew)
{
    EXPECT_THAT(pieces_for(runs(8, 2), 2, 2), ElementsAre(4, 8, 10, 11, 12, 13, 14, 15, 16));
    EXPECT_THAT(pieces_for(runs(1, 4), 4, 4), ElementsAre(1, 2, 3, 4));
}

RC_GTEST_PROP(Pieces, AreFewAndHoldEveryRunOnce, ())
{
    auto const points = *rc::gen::inRange<std::uint32_t>(1, 5);
    auto const ranks = *rc::gen::inRange(1, 20);
    auto const all = runs(*rc::gen::inRange<std::uint32_t>(1, 3000), points);
    auto const ends = pieces_for(all, points, ranks);
    RC_ASSERT(ends.back() == all.size());
    RC_ASSERT(std::ranges::adjacent_find(ends, std::greater_equal<>()) == ends.end());
    // Twice as many ranks as halvings, and the last ones alone
    RC_ASSERT(ends.size() <= static_cast<std::size_t>(ranks) * 2 * 14 + 2 * static_cast<std::size_t>(ranks));
    RC_ASSERT(ends.front() * 2 * static_cast<std::size_t>(ranks) <=
              all.size() + 2 * static_cast<std::size_t>(ranks) * points);
}

TEST(Message, HandsValuesOverAsTheyWere)
{
    Message message(
        packed(std::string("a\0b", 3), std::vector<std::string>{"", "x"}, 2.5, std::vector<RunKey>{{1, 2}}));
    Unpacker unpacker(message);
    std::string text;
    std::vector<std::string> list;
    double number = 0;
    std::vector<RunKey> keys;
    unpacker(text, list, number, keys);
    EXPECT_EQ(text, std::string("a\0b", 3));
    EXPECT_THAT(list, ElementsAre("", "x"));
    EXPECT_EQ(number, 2.5);
    EXPECT_EQ(keys.front().point, 2U);
    EXPECT_THROW(unpacker(text), InternalError);
}

TEST(Message, HoldsNoListThatIsLongerThanItself)
{
    Message message(packed(std::uint64_t{1} << 60U, 1.5));
    Unpacker unpacker(message);
    std::vector<double> list;
    EXPECT_THROW(unpacker(list), InternalError);
}
} // namespace
} // namespace mercato
