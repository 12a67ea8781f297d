// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Numbers with units at the border: "21 days" to a number and back, so that the same bits return.
///
/// A border value is the number in the field's own unit, as a file holds it; internal = border * factor.
/// Whatever is read passes through its border value, so that writing and reading again is exact.

#include <optional>
#include <string>
#include <string_view>

#include "core/field.hpp"

namespace mercato
{
/// A number and the unit behind it, as written.
struct Quantity
{
    double value = 0;
    std::string unit;
};

/// "21 days", "100 $M", "2 1/years"; nothing if the text does not begin with a number.
std::optional<Quantity> parse_quantity(std::string_view text);

/// The unit written so, in singular, plural or short form ("d", "yr", "1/year"); nothing if there is none.
std::optional<Unit> find_unit(std::string_view text);

/// "days, weeks, ...": the units that @p u converts from.
std::string units_like(Unit const& u);

/// May a value in unit @p from stand where @p to is wanted?
bool converts(Unit const& from, Unit const& to);

/// Border value in @p to of a value in @p from, without the dust of the conversion. @p converts must hold.
double convert(double value, Unit const& from, Unit const& to);

/// Internal value of a border value.
double to_internal(double border, Unit const& u);

/// Border value that gives @p internal exactly, in as few digits as do; @p internal was read from one.
double to_border(double internal, Unit const& u);

/// Border value near @p internal as an author would write it: 21 days, where 21 / 365.25 years may be a bit
/// off.
double rounded_border(double internal, Unit const& u);

/// The shortest text that reads back as the same double; a whole number has no point.
std::string number_text(double value);

/// "21 days"; the unit 1 is left out.
std::string quantity_text(double border, Unit const& u);
} // namespace mercato
