// SPDX-License-Identifier: Apache-2.0
// Philox itself, and the layout of key and counter that docs/luck.md promises.
#include <set>
#include <vector>

#include <Random123/philox.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/scatter.hpp"

namespace mercato
{
namespace
{
using Quad = std::array<std::uint32_t, 4>;
using Pair = std::array<std::uint32_t, 2>;

/// Philox4x32-10 as Salmon et al. 2011 print it, written anew.
Quad philox(Quad c, Pair k)
{
    for (int round = 0; round < 10; ++round)
    {
        auto const a = std::uint64_t{0xD2511F53} * c[0];
        auto const b = std::uint64_t{0xCD9E8D57} * c[2];
        c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(a)};
        k[0] += 0x9E3779B9;
        k[1] += 0xBB67AE85;
    }
    return c;
}

Quad random123(Quad const& c, Pair const& k)
{
    auto const out = r123::Philox4x32{}({{c[0], c[1], c[2], c[3]}}, {{k[0], k[1]}});
    return {out[0], out[1], out[2], out[3]};
}

struct Vector
{
    Quad counter;
    Pair key;
    Quad words;
};

// kat_vectors of Random123, philox 4x32 with 10 rounds
constexpr Vector published[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

constexpr std::uint32_t name_tag = 0x6d657263;

/// docs/luck.md, in code.
Quad as_documented(std::uint64_t seed, std::uint32_t replicate, Domain d, Kind kind, std::uint64_t who,
                   std::uint32_t page, std::uint32_t index)
{
    auto const key = philox({replicate, static_cast<std::uint32_t>(d), 0, name_tag},
                            {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return philox({(static_cast<std::uint32_t>(kind) << 24) | index, page, static_cast<std::uint32_t>(who),
                   static_cast<std::uint32_t>(who >> 32)},
                  {key[0], key[1]});
}
} // namespace

TEST(Philox, GivesThePublishedWords)
{
    for (auto const& v : published)
    {
        EXPECT_EQ(philox(v.counter, v.key), v.words);
        EXPECT_EQ(random123(v.counter, v.key), v.words);
    }
}

RC_GTEST_PROP(Philox, IsTheSameInRandom123AndInThePaper, (Quad c, Pair k))
{
    RC_ASSERT(philox(c, k) == random123(c, k));
}

RC_GTEST_PROP(Draws, LaysOutKeyAndCounterAsTheDocumentationSays,
              (std::uint64_t seed, std::uint32_t replicate, std::uint64_t who, std::uint32_t page))
{
    auto const domain =
        *rc::gen::element(Domain::population, Domain::ties, Domain::market, Domain::behaviour);
    auto const kind = *rc::gen::element(Kind::traits, Kind::contact, Kind::offer, Kind::grid);
    auto const index = *rc::gen::inRange<std::uint32_t>(0, 1U << 24);
    auto const w = Draws(seed, replicate).words(domain, kind, who, page, index).w;
    RC_ASSERT(w == as_documented(seed, replicate, domain, kind, who, page, index));
}

TEST(Draws, AnswerDependsOnEveryPartOfTheQuestion)
{
    std::set<Quad> seen;
    auto const ask = [&](std::uint64_t seed, std::uint32_t replicate, Domain d, Kind k, std::uint64_t who,
                         std::uint32_t page, std::uint32_t index) {
        seen.insert(Draws(seed, replicate).words(d, k, who, page, index).w);
    };
    ask(1, 0, Domain::market, Kind::offer, 7, 3, 2);
    ask(2, 0, Domain::market, Kind::offer, 7, 3, 2);
    ask(1ULL << 40, 0, Domain::market, Kind::offer, 7, 3, 2);
    ask(1, 1, Domain::market, Kind::offer, 7, 3, 2);
    ask(1, 0, Domain::behaviour, Kind::offer, 7, 3, 2);
    ask(1, 0, Domain::market, Kind::answer, 7, 3, 2);
    ask(1, 0, Domain::market, Kind::offer, 8, 3, 2);
    ask(1, 0, Domain::market, Kind::offer, 7 + (1ULL << 32), 3, 2);
    ask(1, 0, Domain::market, Kind::offer, 7, 4, 2);
    ask(1, 0, Domain::market, Kind::offer, 7, 3, 3);
    EXPECT_EQ(seen.size(), 10U);
}

TEST(Draws, ManyQuestionsTogetherAreAnsweredAsOneByOne)
{
    Draws const draws(2 + (1ULL << 41), 9);
    for (std::size_t count = 0; count <= 33; ++count)
    {
        std::vector<Ask> asked;
        for (std::uint32_t k = 0; k < count; ++k)
            asked.push_back(ask_for(Kind::excess, mixed(count, k), 700 + k, (k % 5) << layer_bit));
        std::vector<Words> answers(count);
        draws.words(Domain::behaviour, asked, answers);
        for (std::uint32_t k = 0; k < count; ++k)
        {
            auto const alone =
                draws.words(Domain::behaviour, Kind::excess, mixed(count, k), 700 + k, (k % 5) << layer_bit);
            EXPECT_EQ(answers[k].w, alone.w) << k << " of " << count;
        }
    }
}

TEST(Draws, SharedDomainHasTheOtherReplicatesLuckAndNoOtherDomainDoes)
{
    Draws mine(11, 5);
    Draws const theirs(11, 0);
    Draws const before(11, 5);
    mine.share(Domain::population, 0);
    auto const words = [](Draws const& d, Domain domain) {
        return d.words(domain, Kind::traits, 42, 0, 0).w;
    };
    EXPECT_EQ(words(mine, Domain::population), words(theirs, Domain::population));
    EXPECT_NE(words(before, Domain::population), words(theirs, Domain::population));
    for (auto const domain : {Domain::ties, Domain::market, Domain::behaviour})
    {
        EXPECT_EQ(words(mine, domain), words(before, domain));
    }
}

TEST(Luck, IsTheWordsOfSuccessiveIndicesOneAfterTheOther)
{
    Draws const draws(3, 1);
    Luck luck(draws, Domain::population, Kind::traits, 99, 4, 10);
    for (std::uint32_t index = 10; index < 13; ++index)
    {
        for (auto const word : draws.words(Domain::population, Kind::traits, 99, 4, index).w)
        {
            EXPECT_EQ(luck(), word);
        }
    }
}

TEST(Luck, UniformsAreTheUpperBitsOfTwoWords)
{
    Draws const draws(3, 1);
    Luck luck(draws, Domain::population, Kind::traits, 99);
    auto const w = draws.words(Domain::population, Kind::traits, 99, 0, 0).w;
    EXPECT_EQ(luck.uniform(), unit_open(w[0], w[1]));
    EXPECT_EQ(luck.uniform(), unit_open(w[2], w[3]));
}

TEST(Uniforms, NeverReachTheirEnds)
{
    constexpr auto most = std::numeric_limits<std::uint32_t>::max();
    EXPECT_GT(unit_open(0), 0.0);
    EXPECT_LT(unit_open(most), 1.0);
    EXPECT_GT(unit_open(0, 0), 0.0);
    EXPECT_LT(unit_open(most, most), 1.0);
    EXPECT_GT(exponential(most), 0.0);
    EXPECT_TRUE(std::isfinite(exponential(0)));
    EXPECT_TRUE(std::isfinite(gumbel(0)));
    EXPECT_TRUE(std::isfinite(gumbel(most)));
}

TEST(Uniforms, LieEvenlyAroundOneHalf)
{
    // The grid of 2^-52 with half a step on either side: a word and its complement add up to one exactly.
    EXPECT_EQ(unit_open(0, 0) + unit_open(UINT32_MAX, UINT32_MAX), 1.0);
    EXPECT_EQ(unit_open(0x12345678) + unit_open(~0x12345678U), 1.0);
    EXPECT_EQ(unit_open(0x80000000, 0) - unit_open(0x7fffffff, UINT32_MAX), 0x1p-52);
}

TEST(Mixed, IsTheFinaliserOfSplitMix64)
{
    // The first numbers of splitmix64 seeded with 1234567, as its author's reference program prints them
    EXPECT_EQ(mixed(1234567, 0), 6457827717110365317ULL);
    EXPECT_EQ(mixed(1234567, 1), 3203168211198807973ULL);
    EXPECT_EQ(mixed(1234567, 2), 9817491932198370423ULL);
}

RC_GTEST_PROP(Mixed, TellsOccasionsOfOnePersonApart, (std::uint64_t who, std::uint64_t a, std::uint64_t b))
{
    RC_PRE(a != b);
    RC_ASSERT(mixed(who, a) != mixed(who, b)); // the finaliser is a bijection
}
} // namespace mercato
