// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Where two results first differ: which variable, which run, when, who.

#include <optional>
#include <string>
#include <vector>

#include "io/trajectory/reader.hpp"

namespace mercato
{
/// A value that is not the same in two files.
struct ValueDifference
{
    std::string variable;
    std::string run;        ///< "replicate 3", "arm calm, replicate 3"; empty for a table without runs
    std::optional<Time> at; ///< of the recorded moment or of the row
    std::string who;        ///< "lab openai", "person 12"; empty where that makes no sense
    std::string one;        ///< the value in the first file, "nothing" where it has no such row
    std::string other;
};

/// All that is different between two files, in words.
struct FileDifference
{
    std::vector<std::string> attributes;  ///< "seed: 1 and 2"
    std::vector<std::string> structure;   ///< "variable x is only in the first"
    std::vector<std::string> variables;   ///< names of those whose values differ
    std::optional<ValueDifference> first; ///< in the first run that differs, the earliest
    bool any() const { return !attributes.empty() || !structure.empty() || !variables.empty(); }
};

FileDifference difference_of(TrajectoryReader const& one, TrajectoryReader const& other);
} // namespace mercato
