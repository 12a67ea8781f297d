// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Luck: a pure function of seed, replicate, domain, kind, identity and occasion. Bit layout: docs/luck.md.
///
/// Philox4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405) through Random123. Nothing is stored: the
/// same question has the same answer in every thread, world and restart.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "core/index.hpp"

namespace mercato
{
/// Domains of luck, which can be redrawn apart.
enum class Domain : std::uint8_t { population = 1, ties = 2, market = 3, behaviour = 4 };

/// What is drawn. A number is never reused.
enum class Kind : std::uint8_t {
    traits = 1,       // fixed traits of a person
    history = 2,      // tenure, pay, grants and team at the start
    contact = 3,      // scatter of a lab over blocks of people
    referral = 4,     // scatter of referrals over blocks of people
    quit = 5,         // scatter of quits without a job
    burnout = 6,      // scatter of exits by exhaustion
    retirement = 7,   // scatter of exits from the field
    entry = 8,        // scatter of births into the field
    outside_hire = 9, // scatter of births into a lab from outside the field
    offer = 10,       // screening, premium and tastes of an offer
    answer = 11,      // reply, disclosure, counter and notice waits of an offer
    match = 12,       // match quality of a person and a lab
    grid = 13,        // weekly noise of a lab
    tie = 14,         // who knows whom at the start
    jump = 15,        // who a dated event meets: lay-offs
    review = 17,      // promotion at a yearly review
    excess = 16,      // scatter of calls above the usual response, person by person
    loyalty = 18,     // loyalty to the leader, and whether the right to stay hangs on the employer
    look = 19,        // looks at a letter: wait and verdict
    board = 20,       // potential decisions of a board
    news = 21,        // when news is thought over, and tastes of offers to all
    message = 22,     // messages of recruiters that nobody answers
    flight = 23,      // scatter of quits out of a crisis
    launch = 25,      // scatter of launches of a lab, and what one does to its price
    raid = 24,        // talent as the public sees it, and whether a raider's call is listened to
    funding = 30,     // scatter of funding rounds of a lab, and the step of its price
    failure = 31,     // scatter of failures of a lab
    takeover = 32,    // scatter of bids of one lab for another
    founding = 33,    // scatter of foundings by a person
};

/// Four words of 32 independent bits.
struct alignas(16) Words
{
    std::array<std::uint32_t, 4> w;
};

/// A number in (0, 1), 32 bits: never 0, never 1.
inline double unit_open(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

/// A number in (0, 1), 52 bits: with 53 the half would be rounded away above 1/2, and the largest would be 1.
inline double unit_open(std::uint32_t high, std::uint32_t low)
{
    auto const bits = (static_cast<std::uint64_t>(high) << 20) ^ (static_cast<std::uint64_t>(low) >> 12);
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

/// Unit exponential by inversion.
inline double exponential(std::uint32_t word) { return -std::log(unit_open(word)); }

/// Standard Gumbel (location 0, scale 1) by inversion.
inline double gumbel(std::uint32_t word) { return -std::log(-std::log(unit_open(word))); }

/// 64 mixed bits of two numbers (SplitMix64 finaliser, Steele et al. 2014): identities of occasions.
constexpr std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// Identity of a name (FNV-1a, Fowler, Noll and Vo): the same in every run.
constexpr std::uint64_t named(std::string_view name)
{
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (auto const c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return h;
}

/// One of many questions of a domain that are answered together: the counter as it lies in memory.
struct alignas(16) Ask
{
    std::uint32_t kind_index;
    std::uint32_t page;
    std::uint64_t identity;
};
static_assert(std::endian::native == std::endian::little);

constexpr Ask ask_for(Kind kind, std::uint64_t identity, std::uint32_t page, std::uint32_t index)
{
    return {(static_cast<std::uint32_t>(kind) << 24) | index, page, identity};
}

/// Where luck comes from: the keys of one seed and replicate, a key a domain.
class Draws
{
public:
    Draws(std::uint64_t seed, std::uint32_t replicate);

    /// Takes the luck of @p domain from another replicate, so that only the rest is redrawn.
    void share(Domain domain, std::uint32_t replicate);

    /// The words of (domain, kind, who or what, page, index).
    Words words(Domain domain, Kind kind, std::uint64_t identity, std::uint32_t page,
                std::uint32_t index) const;

    /// The same words for many questions at once, several times faster than one after another. As many
    /// answers as there are questions.
    void words(Domain domain, std::span<Ask const> asked, std::span<Words> answers) const;

private:
    std::uint64_t seed_;
    std::array<std::array<std::uint32_t, 2>, 5> keys_{};
};

/// A stream for Boost.Random laws: successive indices of one question. Keep the law object local to the draw.
class Luck
{
public:
    using result_type = std::uint32_t;
    Luck(Draws const& draws, Domain domain, Kind kind, std::uint64_t identity, std::uint32_t page = 0,
         std::uint32_t first = 0)
        : draws_(&draws), domain_(domain), kind_(kind), identity_(identity), page_(page), index_(first)
    {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    result_type operator()()
    {
        if (used_ == 4)
        {
            block_ = draws_->words(domain_, kind_, identity_, page_, index_++);
            used_ = 0;
        }
        return block_.w[used_++];
    }

    double uniform();     ///< in (0, 1)
    double normal();      ///< mean 0, variance 1
    double exponential(); ///< mean 1
    std::uint32_t poisson(double mean);

private:
    Draws const* draws_;
    Domain domain_;
    Kind kind_;
    std::uint64_t identity_;
    std::uint32_t page_;
    std::uint32_t index_;
    Words block_{};
    std::size_t used_ = 4;
};
} // namespace mercato
