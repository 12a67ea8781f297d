// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>

#include <sys/time.h>

#include "core/stop.hpp"

namespace mercato
{
namespace
{
void on_signal(int) { request_stop(); }

void set_timer(double seconds)
{
    itimerval timer{};
    auto const whole = std::floor(seconds);
    timer.it_value.tv_sec = static_cast<time_t>(whole);
    timer.it_value.tv_usec = static_cast<suseconds_t>((seconds - whole) * 1e6);
    setitimer(ITIMER_REAL, &timer, nullptr);
}
} // namespace

StopSignals::StopSignals(std::optional<double> max_seconds) : has_limit_(max_seconds)
{
    for (std::size_t k = 0; k < asking.size(); ++k)
    {
        int const signal = asking[k];
        struct sigaction action = {};
        action.sa_handler = on_signal;
        sigemptyset(&action.sa_mask);
        // Interrupted system calls go on; who presses the keys twice means it
        action.sa_flags = SA_RESTART | (signal == SIGINT ? static_cast<int>(SA_RESETHAND) : 0);
        sigaction(signal, &action, &before_[k]);
    }
    if (max_seconds) set_timer(std::max(1e-3, *max_seconds));
}

StopSignals::~StopSignals()
{
    if (has_limit_) set_timer(0);
    for (std::size_t k = 0; k < asking.size(); ++k) sigaction(asking[k], &before_[k], nullptr);
}
} // namespace mercato
