// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "io/trajectory/layout.hpp"

namespace mercato
{
namespace
{
/// Writes 0, 1, 2, ... from @p first on, in blocks.
void number_rows(Hdf5File& file, std::string const& axis, std::int32_t first)
{
    auto const info = file.info(axis);
    auto const step = rows_at_once(info);
    for (std::uint64_t from = 0; from < info.rows(); from += step)
    {
        std::vector<std::int32_t> block(std::min(step, info.rows() - from));
        std::iota(block.begin(), block.end(), first + static_cast<std::int32_t>(from));
        file.write_rows(axis, from, std::as_bytes(std::span(block)));
    }
}

std::uint64_t length_of(TrajectoryFrame const& frame, std::string const& axis,
                        std::filesystem::path const& path)
{
    if (axis == "time") return frame.times.size();
    if (axis == "lab" || axis == "lab_to") return frame.labs.size();
    if (axis == "replicate") return frame.replicates.size();
    auto const found = frame.lengths.find(axis);
    auto const length = found == frame.lengths.end() ? 0 : found->second;
    if (length <= std::numeric_limits<std::int32_t>::max()) return length;
    throw IoError(
        fmt::format("cannot write '{}' (the table '{}' would have {} rows, and readers count to 2147483647). "
                    "Run fewer replicates, or record less ([record] in the scenario).",
                    path.string(), axis, length));
}

void make_axis(Hdf5File& file, TrajectoryAxis const& axis, TrajectoryFrame const& frame, std::int32_t first)
{
    file.create_axis(axis.name, axis.type, length_of(frame, axis.name, file.path()));
    describe(file, axis.name, axis.unit, axis.meaning, "");
    if (axis.name == "time")
    {
        file.set_text("time", "standard_name", "time");
        file.set_text("time", "axis", "T");
        std::vector<double> seconds;
        seconds.reserve(frame.times.size());
        for (auto const t : frame.times) seconds.push_back(file_time(t));
        return file.write<double>("time", seconds);
    }
    if (axis.name == "replicate")
    {
        file.set_text("replicate", "standard_name", "realization");
        return file.write<std::int32_t>("replicate", frame.replicates);
    }
    number_rows(file, axis.name, first);
}

/// Number of the first place of an axis: not 0 for points that stand behind those of other files.
std::int32_t first_of(TrajectoryContent const& content, std::string const& axis)
{
    auto const found = std::ranges::find(content.outer, axis, &OuterAxis::name);
    return found == content.outer.end() ? 0 : static_cast<std::int32_t>(found->first);
}

/// What the points of the outer axes are called.
void make_names(Hdf5File& file, TrajectoryContent const& content)
{
    for (auto const& axis : content.outer)
    {
        auto const name = axis.name + "_name";
        file.create_variable({name, ValueType::text, {axis.name}, {axis.labels.size()}});
        describe(file, name, "1", "what the " + axis.name + " is called", "");
        file.write_texts(name, axis.labels);
    }
}

void make_labels(Hdf5File& file, TrajectoryFrame const& frame)
{
    auto const make = [&](std::string const& name, std::string const& meaning,
                          std::string LabLabel::*member) {
        std::vector<std::string> texts;
        texts.reserve(frame.labs.size());
        for (auto const& lab : frame.labs) texts.push_back(lab.*member);
        file.create_variable({name, ValueType::text, {"lab"}, {texts.size()}});
        describe(file, name, "1", meaning, "");
        file.write_texts(name, texts);
    };
    make("lab_id", "id of the lab in the scenario", &LabLabel::id);
    make("lab_name", "public name of the lab", &LabLabel::name);
    make("lab_kind", "what sort of employer", &LabLabel::kind);
}

void make_variable(Hdf5File& file, TrajectoryVariable const& variable, TrajectoryFrame const& frame)
{
    VariableInfo info{variable.name, variable.type, variable.axes, {}};
    for (auto const& axis : variable.axes) info.shape.push_back(length_of(frame, axis, file.path()));
    file.create_variable(info);
    describe(file, variable.name, variable.unit, variable.meaning, variable.flags);
    bool const by_lab = std::find(variable.axes.begin(), variable.axes.end(), "lab") != variable.axes.end();
    if (by_lab) file.set_text(variable.name, "coordinates", "lab_id lab_name");
    // The convention for tables of several cases in one column
    if (variable.name.ends_with("_count"))
        file.set_text(variable.name, "sample_dimension", variable.name.substr(0, variable.name.rfind('_')));
}

/// What a viewer of NeXus files shows first: headcounts over time.
void make_default_plot(Hdf5File& file, TrajectoryContent const& content)
{
    std::vector<std::string> axes{"replicate", "time", "lab"};
    for (std::size_t k = content.outer.size(); k-- > 0;) axes.insert(axes.begin(), content.outer[k].name);
    file.set_text("", "NX_class", "NXroot");
    file.set_text("", "default", "entry");
    file.create_group("entry");
    file.set_text("entry", "NX_class", "NXentry");
    file.set_text("entry", "default", "data");
    file.create_group("entry/data");
    file.set_text("entry/data", "NX_class", "NXdata");
    file.set_text("entry/data", "signal", "headcount");
    file.set_texts("entry/data", "axes", axes);
    file.link("headcount", "entry/data/headcount");
    for (auto const& name : axes) file.link(name, "entry/data/" + name);
}
} // namespace

void describe(Hdf5File& file, std::string const& variable, std::string const& unit,
              std::string const& meaning, std::string const& flags)
{
    file.set_text(variable, "long_name", meaning);
    file.set_text(variable, "units", unit);
    if (unit.starts_with("seconds since")) file.set_text(variable, "calendar", "standard");
    if (flags.empty()) return;
    std::vector<std::int8_t> codes(static_cast<std::size_t>(std::count(flags.begin(), flags.end(), ' ')) + 1);
    std::iota(codes.begin(), codes.end(), std::int8_t{0});
    file.set_codes(variable, "flag_values", codes);
    file.set_text(variable, "flag_meanings", flags);
}

void lay_out(Hdf5File& file, TrajectoryContent const& content, TrajectoryFrame const& frame)
{
    auto all = frame;
    for (auto const& axis : content.outer) all.lengths[axis.name] = axis.labels.size();
    for (auto const& axis : trajectory_axes(content))
        make_axis(file, axis, all, first_of(content, axis.name));
    make_names(file, content);
    make_labels(file, frame);
    for (auto const& variable : trajectory_variables(content)) make_variable(file, variable, all);
    make_default_plot(file, content);
}
} // namespace mercato
