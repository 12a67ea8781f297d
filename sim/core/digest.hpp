// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Fingerprints of texts. The only door to libsodium.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mercato
{
/// SHA-256 in 64 hexadecimal digits, as `sha256sum` prints it.
std::string sha256(std::string_view text);

/// Fingerprint of bytes that come piece by piece: BLAKE2b in 64 hexadecimal digits.
class Digester
{
public:
    Digester();
    ~Digester();
    Digester(Digester const&) = delete;
    Digester& operator=(Digester const&) = delete;

    void add(std::span<std::byte const> bytes);
    /// Of all that was added; nothing may be added after that.
    std::string text();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// 64 bits of BLAKE2b of @p text keyed by @p salt: without the salt, a text cannot be found by trying.
std::uint64_t salted(std::string_view text, std::string_view salt);
} // namespace mercato
