// SPDX-License-Identifier: Apache-2.0
#include "core/digest.hpp"

#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "core/check.hpp"

namespace mercato
{
namespace
{
unsigned char const* bytes(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

template <std::size_t n>
using Digest = std::array<unsigned char, n>;

template <std::size_t n>
std::string in_digits(Digest<n> const& digest)
{
    std::string out;
    for (auto const byte : digest) out += fmt::format("{:02x}", byte);
    return out;
}
} // namespace

std::string sha256(std::string_view text)
{
    require(sodium_init() >= 0);
    Digest<crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), bytes(text), text.size());
    return in_digits(digest);
}

struct Digester::State
{
    crypto_generichash_state hash{};
};

Digester::Digester() : state_(std::make_unique<State>())
{
    require(sodium_init() >= 0);
    crypto_generichash_init(&state_->hash, nullptr, 0, crypto_generichash_BYTES);
}

Digester::~Digester() = default;

void Digester::add(std::span<std::byte const> bytes)
{
    crypto_generichash_update(&state_->hash, reinterpret_cast<unsigned char const*>(bytes.data()),
                              bytes.size());
}

std::string Digester::text()
{
    Digest<crypto_generichash_BYTES> digest{};
    crypto_generichash_final(&state_->hash, digest.data(), digest.size());
    return in_digits(digest);
}

std::uint64_t salted(std::string_view text, std::string_view salt)
{
    require(sodium_init() >= 0);
    // The salt may have any length, a key may not
    Digest<crypto_generichash_KEYBYTES> key{};
    crypto_generichash(key.data(), key.size(), bytes(salt), salt.size(), nullptr, 0);
    Digest<crypto_generichash_BYTES_MIN> digest{};
    crypto_generichash(digest.data(), digest.size(), bytes(text), text.size(), key.data(), key.size());
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8U | digest[i];
    return value;
}
} // namespace mercato
