// SPDX-License-Identifier: Apache-2.0
// write_sample OUT.h5 [PEOPLE [REPLICATES [VALUES]]]: a trajectory of synthetic records, for readers and
// figures. Leaves in the folder VALUES what other readers should find: the numbers of each variable as they
// lie in memory, VARIABLE.TYPE.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <type_traits>

#include "io/synthetic.hpp"
#include "io/trajectory/writer.hpp"

namespace mercato
{
namespace
{
template <class Number>
void put(std::filesystem::path const& folder, std::string const& name, Number number)
{
    auto const type = std::string(value_type_names[static_cast<std::size_t>(value_type_of<Number>())]);
    std::ofstream file(folder / (name + "." + type), std::ios::binary | std::ios::app);
    file.write(reinterpret_cast<char const*>(&number), sizeof number);
}

/// The columns of a table, by another way than the writer's: record by record.
template <class Record>
void put_table(std::filesystem::path const& folder, std::string const& prefix,
               std::vector<Record> const& table)
{
    auto const put_column = [&]<class T>(Column<Record, T> const& column) {
        for (auto const& record : table)
        {
            auto const name = prefix + std::string(column.name);
            if constexpr (std::is_same_v<T, Time>)
            {
                put(folder, name, static_cast<double>((record.*(column.member)).us) / 1e6);
            }
            else { put(folder, name, record.*(column.member)); }
        }
    };
    std::apply([&](auto const&... columns) { (put_column(columns), ...); }, Record::columns());
}

void put_values(std::filesystem::path const& folder, RunRecords const& records)
{
    put_table(folder, "", records.labs);
    put_table(folder, "panel_", records.panel);
    put_table(folder, "move_", records.moves);
    put_table(folder, "offer_", records.offers);
    put_table(folder, "spell_", records.spells);
    put(folder, "move_count", static_cast<std::int32_t>(records.moves.size()));
}

AddedTable sample_facts()
{
    AddedTable facts{"fact", "row of the table of facts", {}};
    facts.columns.push_back({"fact_id", "1", "id of the fact", std::vector<std::string>{"G1", ""}, "", {}});
    facts.columns.push_back({"fact_low", "1", "smallest value that agrees", std::vector{0.25, 1.0}, "", {}});
    facts.columns.push_back(
        {"fact_verdict", "1", "what came out", std::vector<std::int8_t>{0, 1}, "fail pass", {}});
    return facts;
}

void write_sample(std::filesystem::path const& path, SyntheticSize size, std::filesystem::path const& values)
{
    auto const scenario = synthetic_scenario(size);
    TrajectoryWriter writer(path, scenario, {true, 1UL << 20});
    for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(size.replicates); ++r)
    {
        auto records = synthetic_records(scenario, size, r);
        if (!values.empty()) put_values(values, records);
        writer.add(r, std::move(records));
    }
    writer.add_table(sample_facts());
    auto const written = writer.finish({"write_sample", 1});
    std::printf("%s: %llu bytes. %s\n", written.path.c_str(), static_cast<unsigned long long>(written.bytes),
                written.warning.c_str());
}
} // namespace
} // namespace mercato

int main(int count, char** arguments)
{
    auto const number = [&](int at, int otherwise) {
        return count > at ? std::atoi(arguments[at]) : otherwise;
    };
    std::filesystem::path const values = count > 4 ? arguments[4] : "";
    try
    {
        if (!values.empty())
        {
            std::filesystem::remove_all(values);
            std::filesystem::create_directories(values);
        }
        mercato::write_sample(count > 1 ? arguments[1] : "sample.h5",
                              {6, number(2, 400), 150, number(3, 8), 3}, values);
        return 0;
    }
    catch (std::exception const& e)
    {
        std::fprintf(stderr, "%s\n", e.what());
        return 4;
    }
}
