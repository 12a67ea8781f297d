// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/run_variables.hpp"

namespace mercato
{
namespace
{
/// Half of the hash of the state at each time: 64-bit whole numbers do not survive all readers.
TrajectoryVariable half_of_hash(std::string const& name, int shift)
{
    TrajectoryVariable variable{"state_hash_" + name,
                                ValueType::int32,
                                {"replicate", "time"},
                                "1",
                                name + " 32 bits of the hash of the whole state",
                                "",
                                {},
                                {}};
    variable.take = [shift](RunRecords const& records, RunKey const&, Bytes& bytes) {
        for (auto const hash : records.state_hash)
        {
            append(bytes, static_cast<std::int32_t>(static_cast<std::uint32_t>(hash >> shift)));
        }
    };
    variable.give = [shift](Bytes const& bytes, RunRecords& records) {
        records.state_hash.resize(bytes.size() / sizeof(std::uint32_t));
        auto const* from = reinterpret_cast<std::uint32_t const*>(bytes.data());
        for (auto& hash : records.state_hash) hash |= static_cast<std::uint64_t>(*from++) << shift;
    };
    return variable;
}

TrajectoryVariable people()
{
    TrajectoryVariable variable{
        "people", ValueType::int32, {"replicate"}, "1", "everyone who was ever in the field", "", {}, {}};
    variable.take = [](RunRecords const& records, RunKey const&, Bytes& bytes) {
        append(bytes, static_cast<std::int32_t>(records.people));
    };
    variable.give = [](Bytes const& bytes, RunRecords& records) {
        records.people = *reinterpret_cast<std::int32_t const*>(bytes.data());
    };
    return variable;
}

/// Whether the run came to its end.
TrajectoryVariable status()
{
    TrajectoryVariable variable{"run_status",
                                ValueType::int8,
                                {"replicate"},
                                "1",
                                "whether the run came to its end; a failed one has no rows in tables, -1 in "
                                "counts and NaN in other numbers",
                                "done failed",
                                {},
                                {}};
    variable.take = [](RunRecords const& records, RunKey const&, Bytes& bytes) {
        append(bytes, static_cast<std::int8_t>(records.failed() ? 1 : 0));
    };
    variable.give = [](Bytes const& bytes, RunRecords& records) {
        if (bytes.front() != std::byte{0}) records.failure = "it failed in an earlier attempt";
    };
    return variable;
}

} // namespace

TrajectoryVariable flow_of_run(std::size_t labs)
{
    TrajectoryVariable variable{"flow",
                                ValueType::int32,
                                {"replicate", "lab", "lab_to"},
                                "1",
                                "moves from lab to lab_to over the whole run",
                                "",
                                {},
                                {}};
    variable.take = [labs](RunRecords const& records, RunKey const&, Bytes& bytes) {
        std::vector<std::int32_t> counts(labs * labs);
        for (auto const& move : records.moves)
        {
            if (move.from < 0 || move.to < 0) continue;
            ++counts.at(static_cast<std::size_t>(move.from) * labs + static_cast<std::size_t>(move.to));
        }
        for (auto const count : counts) append(bytes, count);
    };
    return variable;
}

std::vector<TrajectoryVariable> variables_of_runs()
{
    return {half_of_hash("high", 32), half_of_hash("low", 0), people(), status()};
}
} // namespace mercato
