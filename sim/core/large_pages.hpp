// SPDX-License-Identifier: Apache-2.0
#pragma once
/// @file
/// Memory for large columns that are read here and there, in pages of 2 MiB where the system has them:
/// finding the place of a small page costs about as much as reading it.

#include <cstddef>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace mercato
{
/// Allocator of std::vector.
template <class T>
struct LargePages
{
    using value_type = T;

    LargePages() = default;
    template <class U>
    LargePages(LargePages<U> const&) // NOLINT(google-explicit-constructor): allocators convert by themselves
    {}

    T* allocate(std::size_t n)
    {
        if (!is_large(n)) return static_cast<T*>(::operator new(n * sizeof(T), std::align_val_t{alignof(T)}));
        auto const bytes = (n * sizeof(T) + page - 1) / page * page;
        auto* const place = ::operator new(bytes, std::align_val_t{page});
#if defined(__linux__)
        madvise(place, bytes, MADV_HUGEPAGE); // a wish: without it small pages do as well, more slowly
#endif
        return static_cast<T*>(place);
    }

    void deallocate(T* place, std::size_t n)
    {
        ::operator delete(place, std::align_val_t{is_large(n) ? page : alignof(T)});
    }

    bool operator==(LargePages const&) const = default;

private:
    static constexpr std::size_t page = std::size_t{2} << 20;

    /// From half a page on the rest of it is not worth saving.
    static bool is_large(std::size_t n) { return n * sizeof(T) >= page / 2; }
};
} // namespace mercato
