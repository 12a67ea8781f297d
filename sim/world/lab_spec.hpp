// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// What a scenario says of a lab: its ways, plans and policies. Outside sectors are labs too.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/field.hpp"
#include "world/firms/lab_money.hpp"

namespace mercato
{
inline constexpr std::string_view lab_kinds[] = {"lab",        "startups", "academia",
                                                 "government", "industry", "nonemployment"};

struct LabSpec : LabMoney
{
    std::string id;
    std::string name;
    std::string alias;
    std::string kind = "lab";
    std::string jurisdiction = "california";
    std::string note;
    std::int64_t luck = 0;
    double utc_offset = 0;
    double amenity = 0;
    double prestige = 0;
    double safety = 0;
    std::optional<double> leader_safety;
    std::vector<double> culture{0, 0};
    std::vector<double> leader_culture;
    double team_size = 8;
    double layers = 4;
    double compute = 0;
    double capability = 0;
    double productivity = 0;
    Series launch_rate;
    double commercial = 0;
    Series headcount;
    bool needs_founders = false;
    double growth_cap = 0;
    Series pay;
    double equity_share = 0;
    Series cliff{{Time{}, 1.0, {}}};
    Series valuation{{Time{}, 1000.0, {}}};
    double volatility = 0.3;
    double drift = 0;
    double believed_growth = 0;
    double liquidity = 0;
    Series deadline{{Time{}, 21 / 365.25, {}}};
    double counter_factor = 1;
    double recognition = 0;
    double outside_factor = 1;
    double noncompete = 0;
    double noncompete_share = 0;
    Series workload;
    Series budget;
    double tender_share = 0.2;

    static constexpr auto own_fields()
    {
        using P = LabSpec;
        using enum Status;
        constexpr auto a = assumed;
        return std::tuple{
            required(field("id", &P::id, "short name by which the file refers to the lab")),
            field("name", &P::name, "public name, used in tables and figures"),
            field("alias", &P::alias, "stand-in name"),
            field("kind", &P::kind, "what sort of employer", lab_kinds),
            field("jurisdiction", &P::jurisdiction, "law that governs non-competes and notice"),
            field("note", &P::note, "what is assumed about the lab, and sources"),
            field("luck", &P::luck, unit::one, {0, 0x1p53}, {}, a,
                  "what the lab's luck hangs on, whatever it is called; made from the id unless given", ""),
            field("utc_offset", &P::utc_offset, unit::hours, {-12, 14}, {-8, 9}, a,
                  "local time east of Greenwich", ""),
            field("amenity", &P::amenity, unit::utils, {-20, 20}, {-0.7, 0.7}, a,
                  "a_j: everything people like about the lab that has no other place",
                  "spread 0.33 utils, Roussille and Scuderi 2023; fitted to E5-01 where a file says so"),
            field("prestige", &P::prestige, unit::one, {-10, 10}, {-2, 2}, a, "P_j [sd]", ""),
            field("safety", &P::safety, unit::one, {-1, 1}, {-1, 1}, a, "S_j: safety priority at the start",
                  ""),
            field("leader_safety", &P::leader_safety, unit::one, {-1, 1}, {-1, 1}, a,
                  "S_L: safety priority of the leader; that of the lab unless given", ""),
            field("culture", &P::culture, unit::one, {-10, 10}, {-2, 2}, a, "X_j: two numbers [sd]", ""),
            field("leader_culture", &P::leader_culture, unit::one, {-10, 10}, {-2, 2}, a,
                  "x_L: two numbers [sd]; the lab's unless given", ""),
            field("team_size", &P::team_size, unit::people, {1, 200}, {4, 12}, a,
                  "people in a team, lead included", ""),
            field("layers", &P::layers, unit::one, {1, 20}, {2, 8}, a, "layers of management", ""),
            field("compute", &P::compute, unit::one, {-20, 20}, {-3, 3}, a, "k_j: log compute a head", ""),
            field("capability", &P::capability, unit::one, {-20, 20}, {-3, 3}, a,
                  "log capability at the start; it stays there where productivity is 0", ""),
            field(
                "productivity", &P::productivity, unit::one, {0, 100}, {0, 3}, a,
                "A_l: output over that of the reference lab of the same talent and compute; 0: what it makes "
                "is not modelled",
                ""),
            field("launch_rate", &P::launch_rate, unit::per_year, {0, 52}, {0, 6}, a,
                  "launches a year at ordinary effort, each after a crunch", ""),
            field("commercial", &P::commercial, unit::one, {0, 1}, {0, 1}, a, "commercial pressure", ""),
            field("headcount", &P::headcount, unit::people, {0, 1e8}, {1, 1e5}, a,
                  "planned headcount, geometric between the dates", ""),
            field("needs_founders", &P::needs_founders,
                  "nobody is hired before somebody has come to found it"),
            field("growth_cap", &P::growth_cap, unit::per_year, {-5, 5}, {0, 0.5}, a,
                  "most a lab without a dated plan may grow", ""),
            required(field("pay", &P::pay, unit::pay_thousands, {0.001, 1e9}, {20, 3000}, a,
                           "annual pay, cash and equity, at level 2 and average talent", "")),
            field("equity_share", &P::equity_share, unit::one, {0, 1}, {0, 0.9}, a,
                  "share of pay that is equity", ""),
            field("cliff", &P::cliff, unit::months, {0, 48}, {0, 12}, a, "cliff of new grants", ""),
            field("valuation", &P::valuation, unit::dollars_billion, {1e-6, 1e6}, {0.01, 4000}, a,
                  "value of the whole equity, a step at each date", ""),
            field("volatility", &P::volatility, unit::one, {0, 5}, {0.2, 1}, a,
                  "of the price of equity [per square root of a year]", ""),
            field("drift", &P::drift, unit::per_year, {-5, 5}, {0, 0.5}, a,
                  "of the price between dated valuations", ""),
            field("believed_growth", &P::believed_growth, unit::per_year, {-2, 2}, {0, 0.5}, a,
                  "of the price as staff believe it: what they hold weighs more to them than to others",
                  "optimists hold equity, Oyer and Schaefer 2005; no direct evidence on the size"),
            field("liquidity", &P::liquidity, unit::years, {0, 20}, {0, 4}, a,
                  "time until vested equity can be sold; 0 where it is traded", ""),
            field("deadline", &P::deadline, unit::days, {0.1, 365}, {1, 45}, a, "deadline of its offers", ""),
            field("counter_factor", &P::counter_factor, unit::one, {0, 10}, {0, 1.5}, a,
                  "multiplies counter.readiness; 0 never matches", ""),
            field("recognition", &P::recognition, unit::utils, {0, 20}, {0, 1}, a,
                  "what a counter is worth besides its pay: compute, freedom, honours; with it a lab "
                  "counters as far "
                  "as fairness goes, also where pay alone falls short",
                  ""),
            field("outside_factor", &P::outside_factor, unit::one, {0, 100}, {0, 3}, a,
                  "multiplies growth.outside_share", ""),
            field("noncompete", &P::noncompete, unit::months, {0, 60}, {0, 12}, a,
                  "paid months before a move", ""),
            field("noncompete_share", &P::noncompete_share, unit::one, {0, 1}, {0, 1}, a,
                  "share of staff bound by it", ""),
            field("workload", &P::workload, unit::one, {0, 1}, {0.2, 0.9}, a,
                  "D_j; strain.ordinary_workload unless given", ""),
            field("budget", &P::budget, unit::dollars_million, {0, 1e9}, {1, 1e5}, a,
                  "most annual pay the lab may have promised; none unless given", ""),
            field("tender_share", &P::tender_share, unit::one, {0, 1}, {0, 1}, a,
                  "share of vested equity that staff sell in a tender", ""),
        };
    }

    static constexpr auto fields() { return std::tuple_cat(own_fields(), LabMoney::fields()); }
};
} // namespace mercato
