// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Every key of a scenario as table, page, JSON Schema and commented template, from the declarations the
/// reader uses.

#include <string>
#include <vector>

namespace mercato
{
/// What is declared of one key, as text.
struct ParamRow
{
    std::string section; // empty at the top of the file
    std::string key;
    std::string type;     // true or false, whole number, number, text, date-time, numbers, series
    std::string standard; // TOML; empty without default
    std::string unit;
    std::string valid;
    std::string plausible;
    std::string status;
    std::string meaning;
    std::string source;
    std::vector<std::string> choices;
    double low = 0; // valid range in the border unit, may be infinite
    double high = 0;
    bool required = false;
    bool is_behaviour = false;
};

/// A section or list of tables, with what it is for.
struct SectionRow
{
    std::string name;
    std::string meaning;
    bool is_list = false;
    std::vector<ParamRow> params;
};

/// All sections in the order of the resolved text; the top of the file comes first, without name.
std::vector<SectionRow> scenario_sections();

/// The table for a terminal, a page (docs/scenario.md) and a program.
std::string params_text();
std::string params_markdown();
std::string params_json();

/// JSON Schema (draft 7) for editors that know TOML.
std::string schema_json();

/// A small scenario that runs, with every other key commented out at its default.
std::string template_toml();

/// How files are put together and values written; the first part of docs/scenario.md.
std::string scenario_guide();
} // namespace mercato
