// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// A design file: which parameters of a scenario are varied, how, and in which arms; docs/designs.md.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.hpp"

namespace mercato
{
inline constexpr std::string_view design_methods[] = {"grid",   "latin_hypercube", "sobol", "table",
                                                      "morris", "sobol_indices",   "solve"};
inline constexpr std::string_view design_scales[] = {"linear", "log"};

/// A value of a scenario that is varied.
struct DesignParameter
{
    std::string path;
    std::optional<double> low;
    std::optional<double> high;
    std::string scale = "linear";
    std::int64_t levels = 0;
    std::vector<double> values;

    static constexpr auto fields()
    {
        using P = DesignParameter;
        using enum Status;
        return std::tuple{
            required(
                field("path", &P::path, "what --set calls it, as search.contact_rate or labs.openai.cliff")),
            field("low", &P::low, unit::one, {}, {}, assumed, "lower end, in the unit of the key", ""),
            field("high", &P::high, unit::one, {}, {}, assumed, "upper end", ""),
            field("scale", &P::scale, "even in the value or in its logarithm", design_scales),
            field("levels", &P::levels, unit::one, {0, 10000}, {}, assumed,
                  "of a grid: how many values from low to high", ""),
            field("values", &P::values, unit::one, {}, {}, assumed, "of a grid: these values instead", ""),
        };
    }
};

/// A world that every point of the design is run in, beside the base.
struct DesignArm
{
    std::string name;
    std::string with;
    std::string set;
    std::string tune;
    std::optional<double> low;
    std::optional<double> high;
    std::string scale = "linear";

    static constexpr auto fields()
    {
        using P = DesignArm;
        using enum Status;
        return std::tuple{
            required(field("name", &P::name, "what the arm is called")),
            field("with", &P::with, "file laid over the scenario, relative to this one"),
            field("set", &P::set, "values set, as \"PATH=VALUE\"; several are separated by semicolons"),
            field("tune", &P::tune, "path of the value that --match-cost may change, from low to high"),
            field("low", &P::low, unit::one, {}, {}, assumed, "lower end for tune, in the unit of the key",
                  ""),
            field("high", &P::high, unit::one, {}, {}, assumed, "upper end", ""),
            field("scale", &P::scale, "even in the value or in its logarithm", design_scales),
        };
    }
};

struct DesignSpec
{
    std::int64_t format = 1;
    std::string scenario;
    std::string method = "grid";
    std::int64_t points = 0;
    std::int64_t seed = 1;
    std::int64_t replicates = 0;
    std::string table;
    std::string cost = "spending";
    std::vector<DesignParameter> parameters;
    std::vector<DesignArm> arms;

    static constexpr auto fields()
    {
        using P = DesignSpec;
        using enum Status;
        return std::tuple{
            required(
                field("format", &P::format, unit::one, {1, 1}, {}, assumed, "version of the format: 1", "")),
            required(field("scenario", &P::scenario, "the scenario that is varied, relative to this file")),
            field("method", &P::method, "how the points are chosen", design_methods),
            field("points", &P::points, unit::one, {0, 1e6}, {}, assumed,
                  "how many points; of morris how many trajectories, of sobol_indices how many base points",
                  ""),
            field("seed", &P::seed, unit::one, {0, 0x1p53}, {}, assumed,
                  "of the design; that of luck is run.seed", ""),
            field("replicates", &P::replicates, unit::one, {0, 1e6}, {}, assumed,
                  "replicates at each point; those of the scenario unless given", ""),
            field("table", &P::table,
                  "of the method table: a CSV file whose columns are paths, a row a point"),
            field("cost", &P::cost, "the number that --match-cost makes equal, as spending@openai"),
        };
    }
};

/// A design as points: what is set at each.
struct Design
{
    DesignSpec spec;
    std::filesystem::path scenario;             ///< where it is
    std::vector<std::string> paths;             ///< a column each
    std::vector<std::vector<std::string>> rows; ///< a point each, values as --set takes them
};

/// The points come from study; a design of the method table has them at once. @throws ScenarioError with
/// every complaint at once
Design read_design(std::filesystem::path const& path);
} // namespace mercato
