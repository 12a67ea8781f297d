// SPDX-License-Identifier: Apache-2.0
#include "core/stop.hpp"

#include <atomic>

namespace mercato
{
namespace
{
std::atomic<bool> asked = false;
std::atomic<void (*)()> also = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free); // else a handler might wait for itself
} // namespace

void request_stop() noexcept { asked.store(true, std::memory_order_relaxed); }

bool stop_is_requested() noexcept { return asked.load(std::memory_order_relaxed); }

void forget_stop() noexcept { asked.store(false, std::memory_order_relaxed); }

void look_also(void (*look)()) noexcept { also.store(look); }

bool look_for_stop()
{
    if (auto* const look = also.load(std::memory_order_relaxed)) look();
    return stop_is_requested();
}

void stop_if_asked()
{
    if (look_for_stop()) throw Stopped("stopped, as asked");
}
} // namespace mercato
