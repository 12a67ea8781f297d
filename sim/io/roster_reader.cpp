// SPDX-License-Identifier: Apache-2.0
#include "io/roster_reader.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/digest.hpp"
#include "core/quantity.hpp"

namespace mercato
{
namespace
{
constexpr std::string_view columns[] = {"id",     "lab", "team",   "role",   "level",
                                        "talent", "pay", "equity", "tenure", "safety"};

constexpr std::string_view telling[] = {"name",     "names",    "first", "last",   "surname", "firstname",
                                        "lastname", "fullname", "given", "family", "email",   "mail",
                                        "phone",    "linkedin", "orcid", "github", "twitter", "scholar",
                                        "address",  "birthday", "dob"};

/// A number in a cell: unit of the column, unit inside, what is allowed in the column's unit.
struct NumberColumn
{
    std::string_view name;
    Unit unit;
    Range valid;
    std::optional<double> RosterRow::*member;
};

constexpr NumberColumn numbers[] = {
    {"talent", unit::log_points, {-5, 5}, &RosterRow::talent},
    {"pay", unit::pay_thousands, {0.001, 1e9}, &RosterRow::pay},
    {"equity", unit::dollars_thousand, {0, 1e9}, &RosterRow::equity},
    {"tenure", unit::years, {0, 60}, &RosterRow::tenure},
    {"safety", unit::utils, {-10, 10}, &RosterRow::safety},
};

/// Does the heading say who somebody is? "First name", "e-mail", "work_email" do.
bool tells_who(std::string heading)
{
    std::string word;
    std::vector<std::string> words;
    for (auto& ch : heading) ch = static_cast<char>(ch >= 'A' && ch <= 'Z' ? ch - 'A' + 'a' : ch);
    std::erase(heading, '-');
    for (char const ch : heading + " ")
    {
        if (ch >= 'a' && ch <= 'z')
            word += ch;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    return std::ranges::any_of(words, [](std::string const& w) {
        return std::ranges::find(telling, w) != std::ranges::end(telling);
    });
}

/// Reads one roster; holds what a row needs to know of the others.
class RosterReader
{
public:
    RosterReader(std::string const& file, std::vector<LabSpec> const& labs, std::string const& salt,
                 Complaints& out)
        : file_(file), salt_(salt), out_(out)
    {
        for (auto const& lab : labs) lab_ids_.push_back(lab.id);
    }

    std::vector<RosterRow> read(std::vector<std::vector<CsvCell>> const& lines);

private:
    bool read_header(std::vector<CsvCell> const& header);
    std::optional<RosterRow> read_row(std::vector<CsvCell> const& line);
    void read_id(RosterRow& row, CsvCell const& cell);
    void read_place(RosterRow& row, std::vector<CsvCell> const& line);
    void read_role(RosterRow& row, CsvCell const& cell);
    void read_level(RosterRow& row, CsvCell const& cell);
    void read_number(RosterRow& row, NumberColumn const& column, CsvCell const& cell);
    CsvCell const& cell(std::vector<CsvCell> const& line, std::string_view column) const;
    void complain(CsvCell const& at, std::string_view column, std::string const& why);

    std::string const& file_;
    std::string const& salt_;
    Complaints& out_;
    std::vector<std::string> lab_ids_;
    std::map<std::string, std::size_t, std::less<>> column_of_;
    std::map<std::uint64_t, int> line_of_id_;
    std::map<std::pair<std::uint32_t, std::string>, std::int32_t> team_of_;
    std::map<std::uint32_t, std::int32_t> teams_in_;
    std::map<std::pair<std::uint32_t, std::int32_t>, int> line_of_lead_;
};

std::vector<RosterRow> RosterReader::read(std::vector<std::vector<CsvCell>> const& lines)
{
    std::vector<RosterRow> rows;
    if (lines.empty() || !read_header(lines[0])) return rows;
    if (lines.size() == 1) out_.push_back({{file_, 0, 0}, "has a heading and nobody below it"});
    for (std::size_t i = 1; i < lines.size(); ++i)
    {
        if (auto row = read_row(lines[i])) rows.push_back(*row);
    }
    return rows;
}

bool RosterReader::read_header(std::vector<CsvCell> const& header)
{
    auto const before = out_.size();
    std::vector<std::string> const known(std::begin(columns), std::end(columns));
    for (std::size_t i = 0; i < header.size(); ++i)
    {
        auto const& name = header[i].text;
        Place const place{file_, header[i].line, header[i].column};
        if (tells_who(name))
        {
            out_.push_back(
                {place,
                 fmt::format("column {} tells who somebody is (remove it; a roster has no names and no "
                             "addresses)",
                             in_quotes_briefly(name))});
        }
        else if (std::ranges::find(known, name) == known.end())
        {
            out_.push_back(
                {place, fmt::format("column {} is not known{} (known are {})", in_quotes_briefly(name),
                                    did_you_mean(name, known), fmt::join(known, ", "))});
        }
        else if (!column_of_.emplace(name, i).second)
        {
            out_.push_back({place, fmt::format("column {} stands twice", in_quotes_briefly(name))});
        }
    }
    for (auto const* const needed : {"id", "lab"})
    {
        if (!column_of_.contains(needed))
            out_.push_back({{file_, 1, 1}, fmt::format("column {} is missing", needed)});
    }
    return out_.size() == before;
}

CsvCell const& RosterReader::cell(std::vector<CsvCell> const& line, std::string_view column) const
{
    static CsvCell const nothing;
    auto const found = column_of_.find(column);
    return found == column_of_.end() ? nothing : line[found->second];
}

void RosterReader::complain(CsvCell const& at, std::string_view column, std::string const& why)
{
    out_.push_back(
        {{file_, at.line, at.column}, fmt::format("{} = {} ({})", column, in_quotes_briefly(at.text), why)});
}

std::optional<RosterRow> RosterReader::read_row(std::vector<CsvCell> const& line)
{
    if (line.size() != column_of_.size())
    {
        out_.push_back(
            {{file_, line[0].line, line[0].column},
             fmt::format("a row with {} cells (the heading has {})", line.size(), column_of_.size())});
        return {};
    }
    auto const before = out_.size();
    for (auto const& c : line)
    {
        if (c.text.find('@') != std::string::npos)
        {
            out_.push_back(
                {{file_, c.line, c.column}, "a value with @ looks like an address (a roster has none)"});
        }
    }
    RosterRow row;
    read_id(row, cell(line, "id"));
    read_place(row, line);
    read_role(row, cell(line, "role"));
    read_level(row, cell(line, "level"));
    for (auto const& column : numbers) read_number(row, column, cell(line, column.name));
    return out_.size() == before ? std::optional(row) : std::nullopt;
}

void RosterReader::read_id(RosterRow& row, CsvCell const& c)
{
    if (c.text.empty()) return complain(c, "id", "must not be empty");
    row.salted_id = salted(c.text, salt_);
    auto const [first, is_new] = line_of_id_.emplace(row.salted_id, c.line);
    if (!is_new) complain(c, "id", fmt::format("stands twice: in line {} before", first->second));
}

void RosterReader::read_place(RosterRow& row, std::vector<CsvCell> const& line)
{
    auto const& lab = cell(line, "lab");
    auto const found = std::ranges::find(lab_ids_, lab.text);
    if (found == lab_ids_.end())
    {
        return complain(lab, "lab", "there is no such lab" + did_you_mean(lab.text, lab_ids_));
    }
    row.lab = static_cast<std::uint32_t>(found - lab_ids_.begin());
    auto const& team = cell(line, "team");
    if (team.text.empty()) return;
    auto const [known, is_new] = team_of_.try_emplace({row.lab, team.text}, teams_in_[row.lab]);
    if (is_new) ++teams_in_[row.lab];
    row.team = known->second;
}

void RosterReader::read_role(RosterRow& row, CsvCell const& c)
{
    if (c.text.empty() || c.text == "member") return;
    if (c.text != "lead") return complain(c, "role", "must be lead, member or empty");
    row.is_lead = true;
    if (row.team < 0) return complain(c, "role", "a lead needs a team");
    auto const [first, is_new] = line_of_lead_.emplace(std::pair{row.lab, row.team}, c.line);
    if (!is_new) complain(c, "role", fmt::format("the team has a lead already, in line {}", first->second));
}

void RosterReader::read_level(RosterRow& row, CsvCell const& c)
{
    if (c.text.empty()) return;
    if (c.text.size() != 1 || c.text[0] < '1' || c.text[0] > '4')
        return complain(c, "level", "must be 1, 2, 3 or 4");
    row.level = c.text[0] - '0';
}

void RosterReader::read_number(RosterRow& row, NumberColumn const& column, CsvCell const& c)
{
    if (c.text.empty()) return;
    auto const quantity = parse_quantity(c.text);
    if (!quantity || !quantity->unit.empty() || !std::isfinite(quantity->value))
    {
        return complain(c, column.name,
                        fmt::format("must be a number in {}, without its unit", column.unit.name));
    }
    if (quantity->value < column.valid.low || quantity->value > column.valid.high)
    {
        return complain(c, column.name,
                        fmt::format("must be between {} and {}", number_text(column.valid.low),
                                    quantity_text(column.valid.high, column.unit)));
    }
    row.*column.member = to_internal(quantity->value + 0.0, column.unit);
}
} // namespace

std::vector<RosterRow> read_roster(std::string_view text, std::string const& file,
                                   std::vector<LabSpec> const& labs, std::string const& salt, Complaints& out)
{
    auto const before = out.size();
    auto const lines = split_csv(text, file, out);
    if (out.size() != before) return {};
    auto rows = RosterReader(file, labs, salt, out).read(lines);
    if (out.size() != before) rows.clear();
    return rows;
}
} // namespace mercato
