// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The text of a file somebody gave us, or a complaint that says why it is none.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace mercato
{
using Complaints = std::vector<Complaint>;

/// Largest scenario and facts file [bytes]; a roster may have more.
inline constexpr std::size_t largest_scenario = 16U << 20U;

/// Reads a regular file of UTF-8 text. A missing file, folder, binary file, empty file or wrong byte is
/// complained of: at @p named_at when another file names this one, else at the file itself.
/// @throws IoError if the file is there and the machine does not let us read it
std::optional<std::string> read_text(std::filesystem::path const& path, std::size_t most_bytes,
                                     Complaints& out, Place const& named_at = {});

/// Line and column, from 1 and in characters, of the first byte that is not UTF-8; nothing if all is.
std::optional<Place> find_invalid_utf8(std::string_view text);

/// The text in double quotes with escapes that TOML and JSON share.
std::string in_quotes(std::string_view text);

/// The same, shortened to a length that suits a message.
std::string in_quotes_briefly(std::string_view text);

/// ", did you mean x?" or nothing.
std::string did_you_mean(std::string const& word, std::vector<std::string> const& known);
/// The words of @p text, which has spaces between them.
std::vector<std::string> words_of(std::string const& text);
} // namespace mercato
