// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What refusing and waiting for other offers is worth while a deadline runs.
///
///     a   = Lambda (H - d)+ exp(Ubar - B)
///     O_w = E max(B, M) - B = Ein(a) = integral_0^a (1 - e^-y)/y dy                              (E4)
///     accept iff  U_o + e_o - kappa >= B + (1 - eta_w) O_w
///
/// Lambda  rate of other offers [1/yr]      H  horizon of search [yr]     d  time to the deadline [yr]
/// Ubar    utility of another offer without its taste, moving cost paid [utils]
/// B       best option in hand [utils]
/// eta_w   myopia: 0 waits fully, 1 never waits [1]
///
/// Exact where offers above u come at rate Lambda e^(Ubar - u) (Dagsvik 1994): the best of those still to
/// come is then Gumbel. Offers at rate Lambda with Gumbel tastes come at that rate only far above Ubar, so
/// for them O_w is an upper bound: 2 % too high at a quarter's wait for 1.7 offers a year of which 9 % are
/// acceptable, 2.1 times too high where Ubar lies 3 utils above B. Small a gives a; large a gives ln a +
/// 0.5772. Source: docs/model.md 3d.

#include "core/field.hpp"

namespace mercato
{
struct WaitingParams
{
    double horizon = 0.25;
    double myopia = 0.5;
    double pressure = 0.3;
    double pressure_below = 3 / 365.25;

    static constexpr auto fields()
    {
        using P = WaitingParams;
        using enum Status;
        return std::tuple{
            field("horizon", &P::horizon, unit::years, {0, 5}, {0.1, 0.5}, assumed,
                  "H: how far a searcher looks ahead", "no direct evidence"),
            field("myopia", &P::myopia, unit::one, {0, 1}, {0, 1}, assumed,
                  "eta_w: share of the waiting value that is ignored", "no direct evidence"),
            field("pressure", &P::pressure, unit::utils, {0, 5}, {0, 1}, assumed,
                  "psi: what an ultimatum costs the offer",
                  "resentment of short deadlines; Niederle and Roth 2009"),
            field("pressure_below", &P::pressure_below, unit::days, {0, 60}, {1, 7}, assumed,
                  "deadlines shorter than this are felt as ultimata", "as pressure"),
        };
    }
};

/// Ein(a) for a >= 0: entire exponential integral.
double ein(double a);

/// O_w [utils] at offer rate @p rate [1/yr], remaining horizon @p left [yr, may be negative] and typical gap
/// @p gap = Ubar - B [utils].
double waiting_value(double rate, double left, double gap);
} // namespace mercato
