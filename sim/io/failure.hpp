// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// How the machine's refusals are told: what was attempted, where, why, and a way out.

#include <filesystem>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace mercato
{
/// "cannot ATTEMPT 'PATH' (REASON). WAY OUT": reason and way out of the system's error @p code (errno).
IoError failure(std::string_view attempt, std::filesystem::path const& path, int code);

/// What one can do about the system's error @p code; empty where nothing is known.
std::string_view way_out(int code);
} // namespace mercato
