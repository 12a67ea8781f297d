// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Fingerprints of texts. The only door to libsodium.

#include <cstdint>
#include <string>
#include <string_view>

namespace mercato
{
/// SHA-256 in 64 hexadecimal digits, as `sha256sum` prints it.
std::string sha256(std::string_view text);

/// 64 bits of BLAKE2b of @p text keyed by @p salt: without the salt, a text cannot be found by trying.
std::uint64_t salted(std::string_view text, std::string_view salt);
} // namespace mercato
