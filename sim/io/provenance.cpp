// SPDX-License-Identifier: Apache-2.0
#include "io/provenance.hpp"

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "build_stamp.hpp"
#include "core/draws.hpp"
#include "core/time.hpp"
#include "io/failure.hpp"

namespace mercato
{
namespace
{
std::string cpu_class()
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("fma") ? "x86-64 with FMA" : "x86-64 without FMA";
#elif defined(__aarch64__)
    return "aarch64";
#else
    return "other";
#endif
}

/// The mathematical library has several variants of a function and takes the one that suits the CPU: what
/// they return, over arguments that are exact in binary, says which of them are at work.
std::string mathematics()
{
    std::uint64_t hash = 0;
    for (int i = 1; i <= 500; ++i)
    {
        double const x = i * 0x1.3p-6;
        for (double const value : {std::exp(x), std::exp(-x), std::log(x), std::pow(x, 0.7), std::tanh(x),
                                   std::sin(x), std::lgamma(x)})
        {
            hash = mixed(hash, std::bit_cast<std::uint64_t>(value));
        }
    }
    return fmt::format("{:016x}", hash);
}

std::string host_name()
{
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}
} // namespace

Provenance provenance()
{
    return {build_stamp::version,    build_stamp::commit, build_stamp::compiler, build_stamp::flags,
            build_stamp::build_type, cpu_class(),         mathematics()};
}

std::string log_text(RunLog const& log, std::string const& outcome, double seconds)
{
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    Time const moment{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
    return fmt::format(
        "date: {}\nhost: {}\nversion: {} {}\ncommand: {}\nthreads: {}\n{}seconds: {:.3f}\noutcome: {}\n\n",
        to_text(moment), host_name(), build_stamp::version, build_stamp::commit, log.command_line,
        log.threads, log.ranks.empty() ? "" : fmt::format("ranks: {}\n", log.ranks), seconds, outcome);
}

std::string append_to_log(std::filesystem::path const& path, std::string const& text)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "a"), std::fclose);
    bool const fits = file != nullptr && std::fputs(text.c_str(), file.get()) >= 0;
    if (fits && std::fclose(file.release()) == 0) return {};
    return failure("write the log", path, errno).what();
}
} // namespace mercato
