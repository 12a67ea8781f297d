// SPDX-License-Identifier: Apache-2.0
// What every declared parameter must be: there once, in range, explained.
#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "laws/laws.hpp"

namespace mercato
{
namespace
{
/// Calls visit(section, params, field) for every parameter of the laws.
template <class Visit>
void for_each_parameter(Visit&& visit)
{
    Laws laws;
    Laws::for_each_section(laws, [&](char const* section, auto const& params) {
        for_each_field<std::decay_t<decltype(params)>>([&](auto const& f) { visit(section, params, f); });
    });
}

std::string label(char const* section, FieldInfo const& f)
{
    return std::string(section) + "." + std::string(f.key);
}
} // namespace

TEST(Parameters, DefaultsLieInTheirPlausibleRangesAndThoseInTheValidOnes)
{
    for_each_parameter([](char const* section, auto const& params, auto const& f) {
        auto const name = label(section, f.info);
        // ranges are in the border unit, and so rounded once more
        auto const border = params.*f.member / f.info.unit.factor;
        auto const slack = 1e-12 * std::abs(border);
        EXPECT_GE(border, f.info.plausible.low - slack) << name;
        EXPECT_LE(border, f.info.plausible.high + slack) << name;
        EXPECT_GE(f.info.plausible.low, f.info.valid.low) << name;
        EXPECT_LE(f.info.plausible.high, f.info.valid.high) << name;
        EXPECT_TRUE(std::isfinite(f.info.valid.low) && std::isfinite(f.info.valid.high)) << name;
    });
}

TEST(Parameters, EveryMemberOfALawIsDeclaredOnce)
{
    Laws laws;
    Laws::for_each_section(laws, [](char const* section, auto const& params) {
        using Params = std::decay_t<decltype(params)>;
        std::set<std::string> keys;
        std::set<void const*> members;
        for_each_field<Params>([&](auto const& f) {
            keys.emplace(f.info.key);
            members.insert(&(params.*f.member));
        });
        EXPECT_EQ(keys.size(), sizeof(Params) / sizeof(double)) << section;
        EXPECT_EQ(members.size(), keys.size()) << section;
    });
}

TEST(Parameters, HaveAMeaningAndSayWhereTheyComeFrom)
{
    for_each_parameter([](char const* section, auto const&, auto const& f) {
        auto const name = label(section, f.info);
        EXPECT_FALSE(f.info.meaning.empty()) << name;
        EXPECT_FALSE(f.info.source.empty()) << name;
        auto const unknown = f.info.source.starts_with("no direct evidence");
        EXPECT_TRUE(!unknown || f.info.status == Status::assumed) << name;
    });
}
} // namespace mercato
