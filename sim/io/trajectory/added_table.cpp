// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/added_table.hpp"

#include <numeric>

#include "core/check.hpp"
#include "io/trajectory/layout.hpp"

namespace mercato
{
namespace
{
template <class Number>
ValueType type_of_column(std::vector<Number> const&)
{
    if constexpr (std::is_same_v<Number, std::string>)
        return ValueType::text;
    else
        return value_type_of<Number>();
}

void write_column(Hdf5File& file, AddedColumn const& column, std::vector<std::string> const& axes)
{
    std::vector<std::uint64_t> shape;
    shape.reserve(axes.size());
    for (auto const& axis : axes) shape.push_back(file.info(axis).rows());
    auto const size = std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
    std::visit(
        [&]<class Value>(std::vector<Value> const& values) {
            require(values.size() == size);
            file.create_variable({column.name, type_of_column(values), axes, shape});
            describe(file, column.name, column.unit, column.meaning, column.flags);
            if constexpr (std::is_same_v<Value, std::string>)
                file.write_texts(column.name, values);
            else
                file.write<Value>(column.name, values);
        },
        column.values);
}
} // namespace

void write_table(Hdf5File& file, AddedTable const& table)
{
    if (!file.has(table.axis))
    {
        require(table.columns.at(0).more_axes.empty());
        auto const rows =
            std::visit([](auto const& values) { return values.size(); }, table.columns.front().values);
        std::vector<std::int32_t> numbers(rows);
        std::iota(numbers.begin(), numbers.end(), 0);
        file.create_axis(table.axis, ValueType::int32, rows);
        describe(file, table.axis, "1", table.meaning, "");
        file.write<std::int32_t>(table.axis, numbers);
    }
    for (auto const& column : table.columns)
    {
        std::vector<std::string> axes{table.axis};
        axes.insert(axes.end(), column.more_axes.begin(), column.more_axes.end());
        write_column(file, column, axes);
    }
}
} // namespace mercato
