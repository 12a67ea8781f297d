// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include "core/quantity.hpp"
#include "io/scenario_help.hpp"
#include "io/text_file.hpp"

namespace mercato
{
namespace
{
/// "name": value pairs of a JSON object, put together.
class JsonObject
{
public:
    /// @p json is JSON already.
    JsonObject& add(std::string_view name, std::string const& json)
    {
        text_ += fmt::format("{}{}: {}", text_.empty() ? "" : ", ", in_quotes(name), json);
        return *this;
    }
    JsonObject& add_text(std::string_view name, std::string const& text)
    {
        return add(name, in_quotes(text));
    }
    std::string text() const { return "{" + text_ + "}"; }

private:
    std::string text_;
};

std::string json_list(std::vector<std::string> const& texts)
{
    std::string list;
    for (auto const& text : texts) list += (list.empty() ? "" : ", ") + in_quotes(text);
    return "[" + list + "]";
}

bool is_number(std::string const& type) { return type == "number" || type == "whole number"; }

/// The default as JSON; a series or date has none.
std::string json_default(ParamRow const& p)
{
    auto const is_plain =
        is_number(p.type) || p.type == "true or false" || p.type == "text" || p.type == "numbers";
    return p.standard.empty() || !is_plain ? "null" : p.standard;
}

std::string json_bound(double bound) { return std::isfinite(bound) ? number_text(bound) : "null"; }

std::string number_schema(ParamRow const& p, std::string const& type)
{
    JsonObject number;
    number.add_text("type", type);
    if (std::isfinite(p.low)) number.add("minimum", number_text(p.low));
    if (std::isfinite(p.high)) number.add("maximum", number_text(p.high));
    return number.text();
}

/// A number, or text that begins with one and goes on with a unit.
std::string quantity_schema(ParamRow const& p)
{
    return fmt::format(R"({}, {{"type": "string", "pattern": "^ *-?[0-9.]+([eE][+-]?[0-9]+)? *[^0-9]*$"}})",
                       number_schema(p, "number"));
}

std::string series_schema(ParamRow const& p)
{
    return fmt::format(
        R"({0}, {{"type": "array", "minItems": 1, "items": {{"type": "object", "required": ["at", "value"], )"
        R"("additionalProperties": false, "properties": {{)"
        R"("at": {{"type": "string", "format": "date-time"}}, )"
        R"("value": {{"anyOf": [{0}]}}, "source": {{"type": "string"}}}}}}}})",
        quantity_schema(p));
}

std::string description(ParamRow const& p)
{
    auto text = p.meaning;
    if (!p.unit.empty()) text += fmt::format(" [{}]", p.unit);
    if (!p.plausible.empty()) text += fmt::format("; plausible {}", p.plausible);
    if (!p.status.empty()) text += fmt::format("; {}", p.status);
    return p.source.empty() ? text : fmt::format("{} ({})", text, p.source);
}

std::string schema_of(ParamRow const& p)
{
    JsonObject o;
    o.add_text("description", description(p));
    if (auto const standard = json_default(p); standard != "null") o.add("default", standard);
    if (p.type == "true or false")
        o.add_text("type", "boolean");
    else if (p.type == "date-time")
        o.add_text("type", "string").add_text("format", "date-time");
    else if (p.type == "number")
        o.add("anyOf", "[" + quantity_schema(p) + "]");
    else if (p.type == "series")
        o.add("anyOf", "[" + series_schema(p) + "]");
    else if (p.type == "numbers")
        o.add_text("type", "array").add("items", number_schema(p, "number"));
    else if (p.type == "whole number")
        o.add("allOf", "[" + number_schema(p, "integer") + "]");
    else
        o.add_text("type", "string");
    if (!p.choices.empty()) o.add("enum", json_list(p.choices));
    return o.text();
}

/// Only what every layer of a scenario must hold is required: the rest may stand in a base.
std::string object_schema(SectionRow const& s, JsonObject properties)
{
    for (auto const& p : s.params) properties.add(p.key, schema_of(p));
    if (s.is_list)
        properties.add("drop", R"({"type": "boolean", "description": "true removes the inherited entry"})");
    JsonObject o;
    o.add_text("description", s.meaning).add_text("type", "object").add("additionalProperties", "false");
    if (s.is_list) o.add("required", R"(["id"])");
    if (s.name.empty()) o.add("required", R"(["format"])");
    return o.add("properties", "\n" + properties.text()).text();
}
} // namespace

std::string params_json()
{
    std::string text;
    for (auto const& section : scenario_sections())
    {
        for (auto const& p : section.params)
        {
            JsonObject o;
            o.add_text("section", p.section).add_text("key", p.key).add_text("type", p.type);
            o.add("required", p.required ? "true" : "false").add("default", json_default(p));
            o.add_text("unit", p.unit).add("low", json_bound(p.low)).add("high", json_bound(p.high));
            o.add_text("plausible", p.plausible).add_text("status", p.status).add_text("meaning", p.meaning);
            o.add_text("source", p.source).add("choices", json_list(p.choices));
            text += (text.empty() ? "" : ",\n") + o.text();
        }
    }
    return "[\n" + text + "\n]\n";
}

std::string schema_json()
{
    auto const sections = scenario_sections();
    JsonObject properties;
    for (auto const& s : sections)
    {
        if (s.name.empty()) continue;
        auto const object = object_schema(s, {});
        properties.add(s.name,
                       s.is_list ? fmt::format(R"({{"type": "array", "items": {}}})", object) : object);
    }
    auto const top = object_schema(sections.front(), properties);
    return fmt::format(
        "{{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"title\": \"mercato scenario\",\n{}\n",
        top.substr(1));
}
} // namespace mercato
