// SPDX-License-Identifier: Apache-2.0
// The filters that every reader of HDF5 has, applied by ourselves: shuffled, deflated, checksummed. Of the
// bytes of shuffled numbers most are noise, which deflating cannot shorten, or runs, for which it need not
// search; told so, it takes a third of the time.
#include <algorithm>
#include <array>

#include <zlib.h>

#include "core/check.hpp"
#include "io/hdf5_inside.hpp"

namespace mercato
{
namespace
{
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

/// Do these bytes look as if all 256 values came up equally often, nearly?
bool is_noise(std::span<std::byte const> bytes)
{
    constexpr std::uint64_t looked_at = 4096;
    auto const some = bytes.first(std::min<std::size_t>(looked_at, bytes.size()));
    std::array<std::uint64_t, 256> counts{};
    for (auto const b : some) ++counts[std::to_integer<std::size_t>(b)];
    std::uint64_t squares = 0;
    for (auto const n : counts) squares += n * n;
    // Two bytes agree with a chance of less than 1/128: more than seven bits of information in eight
    return some.size() == looked_at && squares < looked_at * looked_at / 128;
}

/// One stream of the deflate format.
class Deflation
{
public:
    explicit Deflation(std::size_t bytes)
    {
        constexpr int level = 1;
        constexpr int largest_window = 15;
        constexpr int usual_memory = 8;
        require(deflateInit2(&stream_, level, Z_DEFLATED, largest_window, usual_memory, Z_RLE) == Z_OK);
        packed_.resize(deflateBound(&stream_, bytes) + 1024);
        stream_.next_out = reinterpret_cast<Bytef*>(packed_.data());
        stream_.avail_out = static_cast<uInt>(packed_.size());
    }
    ~Deflation() { deflateEnd(&stream_); }
    Deflation(Deflation const&) = delete;
    Deflation& operator=(Deflation const&) = delete;

    void take(std::span<std::byte const> bytes)
    {
        auto const searched = is_noise(bytes) ? 0 : 1; // at level 0 bytes are stored as they are
        require(deflateParams(&stream_, searched, Z_RLE) == Z_OK);
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data())); // is only read
        stream_.avail_in = static_cast<uInt>(bytes.size());
        require(deflate(&stream_, Z_NO_FLUSH) == Z_OK && stream_.avail_in == 0);
    }

    Bytes finish()
    {
        require(deflate(&stream_, Z_FINISH) == Z_STREAM_END);
        packed_.resize(stream_.total_out);
        return std::move(packed_);
    }

private:
    z_stream stream_{};
    Bytes packed_;
};

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

Bytes packed_chunk(std::span<std::byte const> values, std::size_t size)
{
    auto const planes = shuffled(values, size);
    Deflation deflation(planes.size());
    auto const plane = planes.size() / size;
    for (std::size_t byte = 0; byte < size; ++byte)
        deflation.take(std::span(planes).subspan(byte * plane, plane));
    auto packed = deflation.finish();
    auto const sum = checksum(packed);
    for (unsigned shift = 0; shift < 32; shift += 8)
        packed.push_back(static_cast<std::byte>(sum >> shift & 0xff));
    return packed;
}
} // namespace mercato
