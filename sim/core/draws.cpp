// SPDX-License-Identifier: Apache-2.0
#include "core/draws.hpp"

#include <Random123/philox.h>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>

#include "core/check.hpp"

namespace mercato
{
namespace
{
constexpr std::uint32_t name_tag = 0x6d657263; // "merc"

std::array<std::uint32_t, 2> key_of(std::uint64_t seed, std::uint32_t replicate, std::uint32_t domain)
{
    r123::Philox4x32 philox;
    r123::Philox4x32::key_type const key = {
        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
    auto const out = philox({{replicate, domain, 0, name_tag}}, key);
    return {out[0], out[1]};
}
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
    auto const& k = keys_[static_cast<std::size_t>(domain)];
    r123::Philox4x32 philox;
    auto const out =
        philox({{(static_cast<std::uint32_t>(kind) << 24) | index, page, static_cast<std::uint32_t>(identity),
                 static_cast<std::uint32_t>(identity >> 32)}},
               {{k[0], k[1]}});
    return {{out[0], out[1], out[2], out[3]}};
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
