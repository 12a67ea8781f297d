// SPDX-License-Identifier: Apache-2.0
#include "world/researchers.hpp"

namespace mercato
{
void Researchers::resize(std::size_t n)
{
    line.resize(n);
    mind.resize(n);
    purse.resize(n);
    ties.resize(n);
    at_lab.resize(n, nowhere);
}
} // namespace mercato
