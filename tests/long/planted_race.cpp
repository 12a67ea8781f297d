// SPDX-License-Identifier: Apache-2.0
// Sums in parallel, each task its own part; asked for a "planted" race, all tasks write one number.
#include <cstdio>
#include <string_view>
#include <vector>

#include <tbb/parallel_for.h>

int main(int count, char** words)
{
    bool const planted = count > 1 && std::string_view(words[1]) == "planted";
    std::vector<long> parts(1000);
    tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) {
        for (long k = 0; k < 10'000; ++k) parts[planted ? 0 : i] += k;
    });
    long sum = 0;
    for (auto const part : parts) sum += part;
    std::printf("%ld\n", sum);
    return 0;
}
