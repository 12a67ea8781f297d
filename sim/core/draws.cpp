// SPDX-License-Identifier: Apache-2.0
#include "core/draws.hpp"

#include <algorithm>

#include <Random123/philox.h>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr std::uint32_t name_tag = 0x6d657263; // "merc"

std::array<std::uint32_t, 2> key_of(std::uint64_t seed, std::uint32_t replicate, std::uint32_t domain)
{
    r123::Philox4x32 const philox;
    r123::Philox4x32::key_type const key = {
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
    auto const out = philox({{replicate, domain, 0, name_tag}}, key);
    return {out[0], out[1]};
}

Words answer(Ask const& a, std::array<std::uint32_t, 2> const& key)
{
    r123::Philox4x32 const philox;
    auto const out = philox({{a.kind_index, a.page, static_cast<std::uint32_t>(a.identity),
                              static_cast<std::uint32_t>(a.identity >> 32)}},
                            {{key[0], key[1]}});
    return {{out[0], out[1], out[2], out[3]}};
}

#if defined(__x86_64__)
constexpr std::size_t abreast = 8;

/// Two questions, put together in the register: g++ 12 would store the halves and load the whole, for which
/// the processor waits.
__attribute__((target("avx2"))) __m256i two_of(Ask const* asked)
{
    auto const* const halves = reinterpret_cast<__m128i const*>(asked);
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_load_si128(halves)), _mm_load_si128(halves + 1),
                                   1);
}

/// Eight questions abreast, two in a register: a round is one multiplication of the even words and one
/// reversal. Whole numbers only, so that which processor it runs on changes nothing.
__attribute__((target("avx2"))) void answer_abreast(Ask const* asked, Words* answers,
                                                    std::array<std::uint32_t, 2> const& key)
{
    constexpr std::size_t registers = abreast / 2;
    auto const factors =
        _mm256_set_epi32(0, static_cast<int>(PHILOX_M4x32_1), 0, static_cast<int>(PHILOX_M4x32_0), 0,
                         static_cast<int>(PHILOX_M4x32_1), 0, static_cast<int>(PHILOX_M4x32_0));
    auto const step = _mm256_set_epi32(0, static_cast<int>(PHILOX_W32_1), 0, static_cast<int>(PHILOX_W32_0),
                                       0, static_cast<int>(PHILOX_W32_1), 0, static_cast<int>(PHILOX_W32_0));
    auto const high = static_cast<int>(key[1]);
    auto const low = static_cast<int>(key[0]);
    auto k = _mm256_set_epi32(0, high, 0, low, 0, high, 0, low);
    __m256i x[registers] = {two_of(asked), two_of(asked + 2), two_of(asked + 4), two_of(asked + 6)};
    for (int round = 0; round < 10; ++round)
    {
        for (auto& y : x)
        {
            auto const odd = _mm256_xor_si256(_mm256_srli_epi64(y, 32), k);
            y = _mm256_xor_si256(_mm256_shuffle_epi32(_mm256_mul_epu32(y, factors), 0x1b), odd);
        }
        k = _mm256_add_epi32(k, step);
    }
    for (std::size_t r = 0; r < registers; ++r)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(answers) + r, x[r]);
}

bool const has_registers = __builtin_cpu_supports("avx2") != 0;
#endif
} // namespace

Draws::Draws(std::uint64_t seed, std::uint32_t replicate) : seed_(seed)
{
    for (std::uint32_t d = 0; d < keys_.size(); ++d) keys_[d] = key_of(seed, replicate, d);
}

void Draws::share(Domain domain, std::uint32_t replicate)
{
    auto const d = static_cast<std::uint32_t>(domain);
    keys_[d] = key_of(seed_, replicate, d);
}

Words Draws::words(Domain domain, Kind kind, std::uint64_t identity, std::uint32_t page,
                   std::uint32_t index) const
{
    expect(index < (1U << 24));
    return answer(ask_for(kind, identity, page, index), keys_[static_cast<std::size_t>(domain)]);
}

void Draws::words(Domain domain, std::span<Ask const> asked, std::span<Words> answers) const
{
    expect(asked.size() == answers.size());
    auto const& key = keys_[static_cast<std::size_t>(domain)];
    std::size_t i = 0;
#if defined(__x86_64__)
    for (; has_registers && i + abreast <= asked.size(); i += abreast)
        answer_abreast(&asked[i], &answers[i], key);
    if (has_registers && asked.size() - i > 1)
    {
        // The rest goes with questions that nobody asks: eight take about as long as one alone
        std::array<Ask, abreast> rest{};
        std::array<Words, abreast> words;
        std::ranges::copy(asked.subspan(i), rest.begin());
        answer_abreast(rest.data(), words.data(), key);
        std::copy_n(words.begin(), asked.size() - i, answers.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
#endif
    for (; i < asked.size(); ++i) answers[i] = answer(asked[i], key);
}

double Luck::uniform()
{
    auto const high = (*this)();
    return unit_open(high, (*this)());
}

double Luck::normal() { return boost::random::normal_distribution<double>{}(*this); }

double Luck::exponential() { return boost::random::exponential_distribution<double>{}(*this); }

std::uint32_t Luck::poisson(double mean)
{
    if (mean <= 0) return 0;
    return boost::random::poisson_distribution<std::uint32_t, double>{mean}(*this);
}
} // namespace mercato
