// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/flat_tables.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/failure.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;

constexpr std::size_t write_from = 1UL << 20; // bytes of text to collect

/// A cell as it stands between commas.
std::string cell_of(std::string const& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char const c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::vector<std::string> words_in(std::string const& text)
{
    std::vector<std::string> words;
    std::size_t from = 0;
    while (from < text.size())
    {
        auto const to = std::min(text.find(' ', from), text.size());
        words.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

/// Turns the values of one variable into cells.
class Cells
{
public:
    Cells(Hdf5File const& file, VariableInfo const& info) : info_(info)
    {
        auto const unit = file.text_of(info.name, "units").value_or("");
        is_moment_ = unit.starts_with("seconds since");
        words_ = words_in(file.text_of(info.name, "flag_meanings").value_or(""));
    }

    void take(Hdf5File const& file, std::uint64_t first, std::uint64_t rows)
    {
        if (info_.type == ValueType::text)
            texts_ = file.read_texts(info_.name);
        else
            file.read_rows(info_.name, first, rows, bytes_);
        first_ = info_.type == ValueType::text ? first : 0;
    }

    /// The @p k th value of what was taken.
    std::string text(std::size_t k) const
    {
        switch (info_.type)
        {
        case ValueType::text: return cell_of(texts_[first_ + k]);
        case ValueType::int8: return code(number<std::int8_t>(k));
        case ValueType::int16: return fmt::format("{}", number<std::int16_t>(k));
        case ValueType::int32: return fmt::format("{}", number<std::int32_t>(k));
        case ValueType::float32: return real(number<float>(k));
        default: return is_moment_ ? moment(number<double>(k)) : real(number<double>(k));
        }
    }

private:
    template <class Number>
    Number number(std::size_t k) const
    {
        Number value{};
        std::memcpy(&value, bytes_.data() + k * sizeof value, sizeof value);
        return value;
    }

    std::string code(int value) const
    {
        auto const known = value >= 0 && static_cast<std::size_t>(value) < words_.size();
        return known ? words_[static_cast<std::size_t>(value)] : fmt::format("{}", value);
    }

    template <class Number>
    static std::string real(Number value)
    {
        return std::isnan(value) ? std::string() : fmt::format("{}", value);
    }

    static std::string moment(double seconds)
    {
        return std::isnan(seconds) ? std::string() : to_text(time_in_file(seconds));
    }

    VariableInfo info_;
    bool is_moment_ = false;
    std::vector<std::string> words_;
    std::vector<std::string> texts_;
    Bytes bytes_;
    std::size_t first_ = 0;
};

/// What stands in the column of an axis, a text a place; empty for rows of event tables, which have no names.
std::vector<std::string> labels_of(TrajectoryReader const& result, std::string const& axis)
{
    auto const& file = result.file();
    std::vector<std::string> labels;
    auto const named = axis == "lab_to" ? std::string("lab_id") : axis + (axis == "lab" ? "_id" : "_name");
    if (file.has(named))
    {
        for (auto const& text : file.read_texts(named)) labels.push_back(cell_of(text));
    }
    else if (axis == "time")
        for (auto const t : result.times()) labels.push_back(to_text(t));
    else if (std::ranges::find(event_tables, axis) == std::end(event_tables))
        for (auto const number : file.read<std::int32_t>(axis)) labels.push_back(fmt::format("{}", number));
    return labels;
}

/// A file of text that is complete or throws.
class TextFile
{
public:
    explicit TextFile(fs::path const& path) : path_(path), file_(std::fopen(path.c_str(), "w"), std::fclose)
    {
        if (file_ == nullptr) throw failure("write", path_, errno);
    }

    void add(std::string const& text)
    {
        waiting_ += text;
        if (waiting_.size() >= write_from) flush();
    }

    void finish()
    {
        flush();
        if (std::fclose(file_.release()) != 0) throw failure("write", path_, errno);
    }

private:
    void flush()
    {
        if (std::fwrite(waiting_.data(), 1, waiting_.size(), file_.get()) != waiting_.size())
            throw failure("write", path_, errno);
        waiting_.clear();
    }

    fs::path path_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    std::string waiting_;
};

/// Variables along the same axes.
struct FlatTable
{
    std::vector<std::string> axes;
    std::vector<VariableInfo> variables;
};

std::vector<FlatTable> tables_in(Hdf5File const& file)
{
    std::vector<FlatTable> tables;
    for (auto const& v : file.variables())
    {
        if (v.axes.empty() || v.axes == std::vector{v.name} || v.name == "scenario") continue;
        auto const found = std::ranges::find(tables, v.axes, &FlatTable::axes);
        if (found == tables.end())
            tables.push_back({v.axes, {v}});
        else
            found->variables.push_back(v);
    }
    return tables;
}

/// A table on its way into a file.
class TableWriter
{
public:
    TableWriter(TrajectoryReader const& result, FlatTable const& table)
        : file_(result.file()), shape_(table.variables.front().shape), one_(table.variables.front())
    {
        for (auto const& axis : table.axes)
        {
            labels_.push_back(labels_of(result, axis));
            if (!labels_.back().empty()) head_.push_back(axis);
        }
        for (auto const& v : table.variables)
        {
            columns_.emplace_back(file_, v);
            head_.push_back(v.name);
            if (v.type != ValueType::text) step_ = std::min(step_, rows_at_once(v));
        }
        for (auto d = one_.row_rank(); d < shape_.size(); ++d) inside_ *= shape_[d];
        auto axes = axes_of_runs(result);
        bool const is_by_run =
            table.axes.size() > axes.size() && std::equal(axes.begin(), axes.end(), table.axes.begin());
        if (!is_by_run) return;
        failed_ = file_.read<std::int8_t>("run_status");
        for (auto d = axes.size(); d < shape_.size(); ++d) of_run_ *= shape_[d];
    }

    void write(fs::path const& path)
    {
        TextFile text(path);
        text.add(fmt::format("{}\n", fmt::join(head_, ",")));
        for (std::uint64_t first = 0; first < one_.rows(); first += step_)
        {
            auto const rows = std::min(step_, one_.rows() - first);
            for (auto& column : columns_) column.take(file_, first, rows);
            for (std::uint64_t k = 0; k < rows * inside_; ++k)
            {
                auto const at = first * inside_ + k;
                // A run that failed has no values, and its table of runs says so
                if (failed_.empty() || failed_[at / of_run_] == 0) text.add(line(at, k));
            }
        }
        text.finish();
    }

private:
    static std::vector<std::string> axes_of_runs(TrajectoryReader const& result)
    {
        std::vector<std::string> axes;
        for (auto const& outer : result.content().outer) axes.push_back(outer.name);
        axes.emplace_back("replicate");
        return axes;
    }

    /// The line of value @p at of all, the @p k th of those that were taken.
    std::string line(std::uint64_t at, std::uint64_t k) const
    {
        std::string text;
        auto stride = one_.rows() * inside_;
        for (std::size_t d = 0; d < shape_.size(); ++d)
        {
            stride /= shape_[d];
            if (!labels_[d].empty()) text += labels_[d][at / stride % shape_[d]] + ',';
        }
        for (auto const& column : columns_) text += column.text(k) + ',';
        text.back() = '\n';
        return text;
    }

    Hdf5File const& file_;
    std::vector<std::uint64_t> shape_;
    VariableInfo one_;
    std::vector<std::vector<std::string>> labels_;
    std::vector<std::string> head_;
    std::vector<Cells> columns_;
    std::uint64_t step_ = 1UL << 20;  // rows at once
    std::uint64_t inside_ = 1;        // values of a row
    std::vector<std::int8_t> failed_; // which runs failed; empty unless the lines belong to runs
    std::uint64_t of_run_ = 1;        // lines of a run
};
} // namespace

std::vector<fs::path> write_flat_tables(TrajectoryReader const& result, fs::path const& folder, bool replace)
{
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) throw failure("make the folder", folder, code.value());
    auto const tables = tables_in(result.file());
    std::vector<fs::path> paths;
    for (auto const& table : tables)
    {
        paths.push_back(folder / fmt::format("{}.csv", fmt::join(table.axes, "_")));
        if (!replace && fs::exists(paths.back())) throw failure("write", paths.back(), EEXIST);
    }
    for (std::size_t k = 0; k < tables.size(); ++k) TableWriter(result, tables[k]).write(paths[k]);
    return paths;
}
} // namespace mercato
