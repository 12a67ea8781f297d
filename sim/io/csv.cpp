// SPDX-License-Identifier: Apache-2.0
#include "io/roster_reader.hpp"

namespace mercato
{
namespace
{
/// Walks a text, knowing line and column [characters, from 1].
class Walker
{
public:
    explicit Walker(std::string_view text) : text_(text)
    {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3; // spreadsheets put a byte order mark first
    }

    bool done() const { return at_ >= text_.size(); }
    char now() const { return text_[at_]; }
    bool sees(std::string_view word) const { return text_.substr(at_).starts_with(word); }
    int line() const { return line_; }
    int column() const { return column_; }

    char take()
    {
        char const c = text_[at_++];
        if (c == '\n')
        {
            ++line_;
            column_ = 1;
        }
        else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            ++column_;
        return c;
    }

    /// Takes a line end; a lone CR is none.
    bool take_line_end()
    {
        if (sees("\r\n")) take();
        if (done() || now() != '\n') return false;
        take();
        return true;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
};

/// The text between quotes, the first of which is next. False if they do not close.
bool take_quoted(Walker& walker, std::string& to)
{
    walker.take();
    while (!walker.done())
    {
        if (walker.sees("\"\"")) { walker.take(); }
        else if (walker.now() == '"')
        {
            walker.take();
            return true;
        }
        to += walker.take();
    }
    return false;
}

bool at_end_of_cell(Walker const& walker)
{
    return walker.done() || walker.now() == ',' || walker.now() == '\n' || walker.sees("\r\n");
}

CsvCell take_cell(Walker& walker, std::string const& file, Complaints& out)
{
    CsvCell cell{{}, walker.line(), walker.column()};
    if (!walker.done() && walker.now() == '"')
    {
        if (!take_quoted(walker, cell.text))
        {
            out.push_back({{file, cell.line, cell.column}, "quotes that do not close"});
        }
        else if (!at_end_of_cell(walker))
        {
            out.push_back({{file, walker.line(), walker.column()},
                           "text behind closed quotes (a quote inside is written "
                           "twice)"});
        }
    }
    while (!at_end_of_cell(walker)) cell.text += walker.take();
    return cell;
}
} // namespace

std::vector<std::vector<CsvCell>> split_csv(std::string_view text, std::string const& file, Complaints& out)
{
    std::vector<std::vector<CsvCell>> lines;
    Walker walker(text);
    while (!walker.done())
    {
        if (walker.take_line_end()) continue;
        auto& line = lines.emplace_back();
        line.push_back(take_cell(walker, file, out));
        while (!walker.done() && walker.now() == ',')
        {
            walker.take();
            line.push_back(take_cell(walker, file, out));
        }
        walker.take_line_end();
    }
    return lines;
}
} // namespace mercato
