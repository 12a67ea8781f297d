// SPDX-License-Identifier: Apache-2.0
#include "io/text_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// What the second byte of a character may be: it is what forbids overlong forms, surrogates and what lies
/// beyond U+10FFFF.
bool may_follow(unsigned first, unsigned second)
{
    unsigned const low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned const high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

/// Bytes of the well-formed character at @p i (Unicode 15, table 3-7), 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t i)
{
    auto const first = byte_at(text, i);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    std::size_t const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (i + length > text.size() || !may_follow(first, byte_at(text, i + 1))) return 0;
    for (std::size_t k = 2; k < length; ++k)
    {
        if (byte_at(text, i + k) < 0x80 || byte_at(text, i + k) > 0xBF) return 0;
    }
    return length;
}

/// What a text that is none turns out to be, told from its first bytes.
std::string kind_of_binary(std::string_view text)
{
    struct Magic
    {
        std::string_view bytes;
        std::string_view meaning;
    };
    static constexpr std::array<Magic, 5> known{{
        {"\x89HDF", "an HDF5 file, perhaps a result; `mercato info` looks into one"},
        {"\x1f\x8b", "compressed by gzip; unpack it first"},
        {"PK\x03\x04", "a zip archive or a spreadsheet; save it as plain text"},
        {"\xff\xfe", "text in UTF-16; save it as UTF-8"},
        {"\xfe\xff", "text in UTF-16; save it as UTF-8"},
    }};
    for (auto const& m : known)
    {
        if (text.starts_with(m.bytes)) return std::string(m.meaning);
    }
    if (text.find('\0') != std::string_view::npos)
        return "a binary file (it contains zero bytes); plain text is wanted";
    return {};
}

std::vector<std::string> files_beside(fs::path const& path)
{
    std::vector<std::string> names;
    std::error_code failed;
    auto const folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (auto entry = fs::directory_iterator(folder, failed); !failed && entry != fs::directory_iterator();
         entry.increment(failed))
    {
        names.push_back(entry->path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

/// Why @p path cannot be a text file, before it is opened; empty if nothing speaks against it.
std::string refusal(fs::path const& path, std::size_t most_bytes)
{
    std::error_code failed;
    auto const status = fs::status(path, failed);
    if (!fs::exists(status))
    {
        return fmt::format("there is no such file{}",
                           did_you_mean(path.filename().string(), files_beside(path)));
    }
    if (fs::is_directory(status)) return "is a folder (a text file is wanted)";
    if (!fs::is_regular_file(status)) return "is a device or a pipe (a text file is wanted)";
    auto const size = fs::file_size(path, failed);
    if (failed) return {};
    if (size == 0) return "is empty (`mercato scenario new` writes a scenario to start from)";
    if (size > most_bytes) return fmt::format("has {} bytes (at most {} are read)", size, most_bytes);
    return {};
}

std::string bytes_of(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text;
    std::array<char, 1U << 16U> block{};
    while (file.good())
    {
        file.read(block.data(), block.size());
        text.append(block.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (!file.eof())
        throw IoError(fmt::format("{}: cannot be read: {}", path.string(), std::strerror(errno)));
    return text;
}
} // namespace

std::optional<Place> find_invalid_utf8(std::string_view text)
{
    Place at{{}, 1, 1};
    for (std::size_t i = 0; i < text.size();)
    {
        auto const length = character_length(text, i);
        if (length == 0) return at;
        at = text[i] == '\n' ? Place{{}, at.line + 1, 1} : Place{{}, at.line, at.column + 1};
        i += length;
    }
    return {};
}

std::optional<std::string> read_text(fs::path const& path, std::size_t most_bytes, Complaints& out,
                                     Place const& named_at)
{
    Place const whole{path.string(), 0, 0};
    if (auto const why = refusal(path, most_bytes); !why.empty())
    {
        auto const text = named_at.file.empty() ? why : fmt::format("{}: {}", path.string(), why);
        out.push_back({named_at.file.empty() ? whole : named_at, text});
        return {};
    }
    auto text = bytes_of(path);
    if (auto const kind = kind_of_binary(text); !kind.empty())
    {
        out.push_back({whole, "is " + kind});
        return {};
    }
    if (auto at = find_invalid_utf8(text))
    {
        at->file = whole.file;
        out.push_back({*at, "a byte that is not UTF-8 (save the file in the encoding UTF-8)"});
        return {};
    }
    return text;
}

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text)
    {
        auto const code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (code < 0x20 || code == 0x7F)
            out += fmt::format("\\u{:04X}", code);
        else
            out += c;
    }
    return out += '"';
}

std::string in_quotes_briefly(std::string_view text)
{
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return in_quotes(text);
    auto end = longest - 3;
    while (end > 0 && (byte_at(text, end) & 0xC0U) == 0x80U) --end;
    return in_quotes(std::string(text.substr(0, end)) + "...");
}

std::string did_you_mean(std::string const& word, std::vector<std::string> const& known)
{
    auto const best = nearest(word, known);
    return best.empty() ? "" : fmt::format(", did you mean {}?", best);
}

std::vector<std::string> words_of(std::string const& text)
{
    std::vector<std::string> words(1);
    for (char const ch : text)
    {
        if (ch != ' ')
            words.back() += ch;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}
} // namespace mercato
