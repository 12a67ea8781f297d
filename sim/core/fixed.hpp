// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Sums over people as integers, so that neither order nor threads can change them; money as cents.

#include <cstdint>

#include "core/rounding.hpp"

namespace mercato
{
/// Money [US cents]; $92,000 trillion fits.
using Cents = std::int64_t;

/// [$M] to cents, rounded to nearest.
inline Cents cents(double millions) { return rounded(millions * 1e8); }
inline double millions(Cents c) { return static_cast<double>(c) * 1e-8; }

/// A term of an integer sum: value in units of 2^-20 (about 1e-6), |value| < 2^20 for 2^23 terms.
using Fixed = std::int64_t;
inline Fixed fixed(double value) { return rounded(value * 0x1p20); }
inline double unfixed(Fixed sum) { return static_cast<double>(sum) * 0x1p-20; }
} // namespace mercato
