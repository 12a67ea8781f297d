// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include <gtest/gtest.h>

#include "cli/json.hpp"

namespace mercato
{
namespace
{
TEST(Json, NestsAndSeparates)
{
    JsonWriter json;
    json.begin_object().member("a", 1.5).key("b").begin_list().value(true).value("x").end_list();
    json.key("c").begin_object().end_object().end_object();
    EXPECT_EQ(json.text(), "{\n  \"a\": 1.5,\n  \"b\": [\n    true,\n    \"x\"\n  ],\n  \"c\": {}\n}\n");
}

TEST(Json, EscapesWhatWouldBreakIt)
{
    JsonWriter json;
    json.value("say \"é\"\\\n\x01");
    EXPECT_EQ(json.text(), "\"say \\\"é\\\"\\\\\\n\\u0001\"\n");
}

TEST(Json, WritesNumbersThatReadBackEqualAndNullForTheRest)
{
    JsonWriter json;
    json.begin_list().value(0.1).value(1e300).value(std::numeric_limits<double>::quiet_NaN());
    json.value(std::optional<double>{}).value(std::int64_t{-3}).end_list();
    EXPECT_EQ(json.text(), "[\n  0.1,\n  1e+300,\n  null,\n  null,\n  -3\n]\n");
}
} // namespace
} // namespace mercato
