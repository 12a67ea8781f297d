// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// The errors a user can meet, one type per culprit, each with its exit code.

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mercato
{
/// Where in a scenario text: file, line and column from 1; line 0 means the file as a whole.
struct Place
{
    std::string file;
    int line = 0;
    int column = 0;
};

/// One complaint: problem, why it is one, what to do.
struct Complaint
{
    Place place;
    std::string text;
};

/// The user's scenario or command line is wrong: exit code 2. Carries all complaints at once.
struct ScenarioError : std::runtime_error
{
    explicit ScenarioError(std::vector<Complaint> all);
    std::vector<Complaint> complaints;
};

/// The machine failed us (disk full, no permission, file in the way): exit code 4.
struct IoError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// The model broke (a utility is not a number): exit code 5.
struct EventError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

/// "file:line:column: text" or, without a line, "file: text".
std::string to_text(Complaint const& c);

/// The known word nearest to @p word by edit distance; empty when none is within a third of its length (at
/// least 2, but less than all of it).
std::string nearest(std::string const& word, std::vector<std::string> const& known);
} // namespace mercato
