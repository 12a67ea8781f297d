// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "core/digest.hpp"

namespace mercato
{
namespace
{
// FIPS 180-4, and what sha256sum prints
TEST(Digest, IsSha256)
{
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Salted, DependsOnTextAndSaltAndNothingElse)
{
    EXPECT_EQ(salted("p1", "pepper"), salted("p1", "pepper"));
    EXPECT_NE(salted("p1", "pepper"), salted("p2", "pepper"));
    EXPECT_NE(salted("p1", "pepper"), salted("p1", "salt"));
    EXPECT_NE(salted("p1", "pepper"), salted("p1pepper", ""));
}

TEST(Salted, TakesSaltsOfAnyLength)
{
    std::set<std::uint64_t> seen;
    for (std::size_t n = 0; n < 200; ++n) seen.insert(salted("p1", std::string(n, 's')));
    EXPECT_EQ(seen.size(), 200U);
}
} // namespace
} // namespace mercato
