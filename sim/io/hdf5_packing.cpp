// SPDX-License-Identifier: Apache-2.0
// The filters that every reader of HDF5 has, applied by ourselves: the library knows one thread only, and a
// slower way to deflate.
#include <algorithm>
#include <memory>
#include <new>

#include <libdeflate.h>

#include "core/check.hpp"
#include "core/parallel.hpp"
#include "io/hdf5_inside.hpp"

namespace mercato
{
namespace
{
constexpr std::size_t sum_bytes = 4;

/// First bytes of all numbers, then second bytes and so on, as the filter "shuffle" has it.
template <std::size_t size>
void shuffle(std::span<std::byte const> from, std::byte* to)
{
    auto const count = from.size() / size;
    for (std::size_t byte = 0; byte < size; ++byte)
    {
        auto const* next = from.data() + byte;
        for (std::size_t i = 0; i < count; ++i, next += size) *to++ = *next;
    }
}

/// The same backwards.
template <std::size_t size>
void unshuffle(std::span<std::byte const> from, std::byte* to)
{
    auto const count = from.size() / size;
    auto const* next = from.data();
    for (std::size_t byte = 0; byte < size; ++byte)
    {
        for (std::size_t i = 0; i < count; ++i) to[i * size + byte] = *next++;
    }
}

Bytes shuffled(std::span<std::byte const> values, std::size_t size)
{
    Bytes planes(values.size());
    switch (size)
    {
    case 1: std::ranges::copy(values, planes.begin()); break;
    case 2: shuffle<2>(values, planes.data()); break;
    case 4: shuffle<4>(values, planes.data()); break;
    default: shuffle<8>(values, planes.data()); break;
    }
    return planes;
}

/// Deflated as a stream of zlib's format, with room behind it for a checksum.
Bytes deflated(std::span<std::byte const> bytes)
{
    constexpr int fastest = 1;
    thread_local std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> const packer(
        libdeflate_alloc_compressor(fastest), libdeflate_free_compressor);
    if (packer == nullptr) throw std::bad_alloc();
    Bytes packed(libdeflate_zlib_compress_bound(packer.get(), bytes.size()) + sum_bytes);
    packed.resize(
        libdeflate_zlib_compress(packer.get(), bytes.data(), bytes.size(), packed.data(), packed.size()));
    require(!packed.empty());
    return packed;
}

/// Fills @p bytes; false if the stream holds more, less or something else.
bool inflate(std::span<std::byte const> packed, std::span<std::byte> bytes)
{
    thread_local std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> const
        unpacker(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (unpacker == nullptr) throw std::bad_alloc();
    return libdeflate_zlib_decompress(unpacker.get(), packed.data(), packed.size(), bytes.data(),
                                      bytes.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

/// Fletcher's checksum of words of two bytes, as the filter "fletcher32" appends it.
std::uint32_t checksum(std::span<std::byte const> bytes)
{
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    auto const add = [&](std::uint64_t word) {
        first += word;
        second += first;
    };
    auto const fold = [](std::uint64_t sum) { return (sum & 0xffff) + (sum >> 16); };
    for (std::size_t at = 0; at < bytes.size(); at += 2)
    {
        auto const low = at + 1 < bytes.size() ? std::to_integer<std::uint64_t>(bytes[at + 1]) : 0;
        add(std::to_integer<std::uint64_t>(bytes[at]) << 8 | low);
        if (at % 4096 == 4094)
        {
            first = fold(fold(first));
            second = fold(fold(second));
        }
    }
    for (int i = 0; i < 4; ++i)
    {
        first = fold(first);
        second = fold(second);
    }
    return static_cast<std::uint32_t>(second << 16 | first);
}
} // namespace

void share_chunks(Threads const* threads, std::size_t size, std::size_t bytes,
                  std::function<void(std::size_t, std::size_t, std::size_t)> const& body)
{
    if (threads != nullptr && size > bytes) return threads->for_chunks(size, bytes, body);
    for (std::size_t k = 0; k < chunk_count(size, bytes); ++k)
        body(k, k * bytes, std::min(size, (k + 1) * bytes));
}

Bytes packed_chunk(std::span<std::byte const> values, std::size_t size)
{
    auto packed = deflated(shuffled(values, size));
    auto const sum = checksum(packed);
    for (unsigned shift = 0; shift < 32; shift += 8)
        packed.push_back(static_cast<std::byte>(sum >> shift & 0xff));
    return packed;
}

bool unpack_chunk(std::span<std::byte const> packed, std::size_t size, std::span<std::byte> values)
{
    if (packed.size() < sum_bytes) return false;
    auto const stream = packed.first(packed.size() - sum_bytes);
    std::uint32_t sum = 0;
    for (std::size_t k = 0; k < sum_bytes; ++k)
        sum |= std::to_integer<std::uint32_t>(packed[stream.size() + k]) << (8 * k);
    if (sum != checksum(stream)) return false;
    Bytes planes(values.size());
    if (!inflate(stream, planes)) return false;
    switch (size)
    {
    case 1: std::ranges::copy(planes, values.begin()); break;
    case 2: unshuffle<2>(planes, values.data()); break;
    case 4: unshuffle<4>(planes, values.data()); break;
    default: unshuffle<8>(planes, values.data()); break;
    }
    return true;
}
} // namespace mercato
