// SPDX-License-Identifier: Apache-2.0
// write_sample OUT.h5 [PEOPLE [REPLICATES [PART_BYTES]]]: a trajectory of synthetic records, for readers and figures.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "io/synthetic.hpp"
#include "io/trajectory_writer.hpp"

int main(int count, char** arguments)
{
    using namespace mercato;
    auto const number = [&](int at, int otherwise) { return count > at ? std::atoi(arguments[at]) : otherwise; };
    try
    {
        SyntheticSize const size{6, number(2, 400), 150, number(3, 8), 3};
        auto const scenario = synthetic_scenario(size);
        auto const part_bytes = static_cast<std::size_t>(number(4, 1 << 20));
        TrajectoryWriter writer(count > 1 ? arguments[1] : "sample.h5", scenario, {true, part_bytes});
        for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(size.replicates); ++r)
        {
            writer.add(r, synthetic_records(scenario, size, r));
        }
        AddedTable facts{"fact", "row of the table of facts", {}};
        facts.columns.push_back({"fact_id", "1", "id of the fact", std::vector<std::string>{"G1", "E5-08"}, "", false});
        facts.columns.push_back({"fact_low", "1", "smallest value that agrees", std::vector{0.25, 1.0}, "", false});
        facts.columns.push_back({"fact_verdict", "1", "what came out", std::vector<std::int8_t>{0, 1}, "fail pass", false});
        writer.add_table(facts);
        auto const written = writer.finish({"write_sample", 1});
        std::printf("%s: %llu bytes. %s\n", written.path.c_str(), static_cast<unsigned long long>(written.bytes),
                    written.warning.c_str());
        return 0;
    }
    catch (std::exception const& e)
    {
        std::fprintf(stderr, "%s\n", e.what());
        return 4;
    }
}
