// SPDX-License-Identifier: Apache-2.0
#include "laws/letter.hpp"

#include <cmath>

namespace mercato
{
double signing_utility(Signing const& s, LetterParams const& p)
{
    auto const seen = p.team_share * s.team_share + (1 - p.team_share) * s.lab_share;
    return s.belief * s.gain - (1 - s.belief) * s.cost + p.social_weight * (seen - p.social_reference) +
           p.constant;
}

double signing_chance(double u, LetterParams const& p) { return 1 / (1 + std::exp(-u / p.steepness)); }

double awake(double clock, LetterParams const& p)
{
    auto const begins = p.night_begins;
    auto const ends = p.night_ends;
    auto const night = begins <= ends ? clock >= begins && clock < ends : clock >= begins || clock < ends;
    return night ? p.night_activity : 1;
}
} // namespace mercato
