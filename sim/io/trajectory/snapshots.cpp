// SPDX-License-Identifier: Apache-2.0
#include "io/trajectory/snapshots.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "io/failure.hpp"

namespace mercato
{
namespace
{
namespace fs = std::filesystem;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

constexpr std::string_view under_way = "state";
constexpr std::string_view is_done = "done";
constexpr std::string_view at_end = "end";
constexpr std::string_view ending = ".snapshot";
constexpr std::size_t digest_digits = 64;
constexpr std::size_t buffer_bytes = std::size_t{1} << 18U;

File opened(fs::path const& path, char const* mode)
{
    File file(std::fopen(path.c_str(), mode), std::fclose);
    if (file == nullptr) throw failure(mode[0] == 'r' ? "read" : "write", path, errno);
    std::setvbuf(file.get(), nullptr, _IOFBF, buffer_bytes);
    return file;
}

/// Into a new file; close() ends it with its fingerprint.
class FileSink : public Sink
{
public:
    explicit FileSink(fs::path path) : path_(std::move(path)), file_(opened(path_, "wx")) {}

    void write(std::span<std::byte const> bytes) override
    {
        digester_.add(bytes);
        put(bytes);
    }
    void close()
    {
        auto const digest = digester_.text();
        put(std::as_bytes(std::span(digest)));
        if (std::fclose(file_.release()) != 0) throw failure("write", path_, errno);
    }

private:
    void put(std::span<std::byte const> bytes)
    {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            throw failure("write", path_, errno);
    }

    fs::path path_;
    File file_;
    Digester digester_;
};

/// Out of a file whose fingerprint has been found right.
class FileSource : public Source
{
public:
    explicit FileSource(fs::path path) : path_(std::move(path)), file_(opened(path_, "rb")) {}

    void read(std::span<std::byte> bytes) override
    {
        if (std::fread(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            throw failure("read", path_, EIO);
    }

private:
    fs::path path_;
    File file_;
};

/// Has the file at @p path the fingerprint at its end?
bool is_whole(fs::path const& path)
{
    std::error_code code;
    auto const size = fs::file_size(path, code);
    if (code || size < digest_digits) return false;
    auto const file = opened(path, "rb");
    std::vector<std::byte> buffer(buffer_bytes);
    Digester digester;
    for (auto left = size - digest_digits; left > 0;)
    {
        auto const some = std::span(buffer).first(std::min<std::size_t>(left, buffer.size()));
        if (std::fread(some.data(), 1, some.size(), file.get()) != some.size()) return false;
        digester.add(some);
        left -= some.size();
    }
    std::string there(digest_digits, ' ');
    return std::fread(there.data(), 1, there.size(), file.get()) == there.size() && there == digester.text();
}

Identity unpack_identity(Source& source)
{
    Identity identity;
    Unpacker unpacker(source);
    unpacker(identity);
    return identity;
}

void write_snapshot(PartsFolder const& place, Identity const& identity, std::string const& name,
                    std::function<void(Sink&)> const& write)
{
    auto const unfinished = place.temporary(name);
    FileSink sink(place.part(unfinished));
    Packer packer(sink);
    packer(identity);
    write(sink);
    sink.close();
    place.settle(unfinished);
    if (!is_whole(place.part(unfinished)))
        throw IoError(fmt::format("cannot write '{}' (what was read back differs from what was written). The "
                                  "disk or the memory of this machine is at fault.",
                                  place.part(unfinished).string()));
    place.replace(unfinished, name);
}
} // namespace

std::string snapshot_name(std::string_view kind, RunKey run)
{
    return fmt::format("{}{:08}-{:08}{}", kind, run.replicate, run.point, ending);
}

void remove_snapshots(PartsFolder const& place, std::function<bool(RunKey)> const& are_saved)
{
    for (auto const& name : place.snapshots())
    {
        RunKey run;
        auto const digits = name.find_first_of("0123456789");
        if (digits == std::string::npos ||
            std::sscanf(name.c_str() + digits, "%8u-%8u", &run.replicate, &run.point) != 2)
            continue;
        if (!is_of_end(name) && are_saved(run)) place.remove(name);
    }
}

std::vector<std::string> sift_snapshots(PartsFolder const& place, KeepingOptions const& options, bool replace)
{
    std::vector<std::string> damaged;
    for (auto const& name : place.snapshots())
    {
        auto const path = place.part(name);
        auto const& identity = is_of_end(name) ? options.endless : options.identity;
        if (identity.empty())
        {
            place.remove(name);
            continue;
        }
        std::string why;
        if (is_whole(path))
        {
            FileSource source(path);
            why = difference(unpack_identity(source), identity);
            if (why.empty()) continue;
            if (!replace) throw other_job(path, why);
        }
        else { damaged.push_back(name); }
        place.remove(name);
    }
    return damaged;
}

void save_states(PartsFolder const& place, KeepingOptions const& options)
{
    if (!options.keeps_states) return;
    std::error_code code;
    fs::create_directory(options.states, code);
    if (code) throw failure("make the folder", options.states, code.value());
    for (auto const& name : place.snapshots())
    {
        if (is_of_end(name)) fs::rename(place.part(name), options.states / name, code);
        if (code) throw failure("write", options.states / name, code.value());
    }
}

KeptRun::KeptRun(PartsFolder const& place, KeepingOptions const& options, RunKey run)
    : place_(place), options_(options), run_(run), last_(std::chrono::steady_clock::now())
{}

bool KeptRun::find(std::function<void(Source&)> const& read)
{
    if (!options_.looks) return false;
    auto const name = snapshot_name(under_way, run_);
    for (auto const& path : {place_.part(name), place_.part(previous_of(name))})
    {
        if (!is_whole(path)) continue;
        FileSource source(path);
        require(unpack_identity(source) == options_.identity); // the others were sifted out
        read(source);
        return true;
    }
    auto const end = options_.states / snapshot_name(at_end, run_);
    if (options_.endless.empty() || !is_whole(end)) return false;
    FileSource source(end);
    if (unpack_identity(source) != options_.endless) return false;
    read(source);
    return true;
}

bool KeptRun::is_due()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - last_).count() >=
           options_.seconds;
}

void KeptRun::keep(std::function<void(Sink&)> const& write)
{
    write_snapshot(place_, options_.identity, snapshot_name(under_way, run_), write);
    last_ = std::chrono::steady_clock::now();
}

void KeptRun::reach_end(std::function<void(Sink&)> const& write)
{
    if (options_.keeps_states) write_snapshot(place_, options_.endless, snapshot_name(at_end, run_), write);
}

std::optional<RunRecords> KeptRun::finished() const
{
    if (!options_.looks) return std::nullopt;
    auto const path = place_.part(snapshot_name(is_done, run_));
    if (!is_whole(path)) return std::nullopt;
    FileSource source(path);
    require(unpack_identity(source) == options_.identity);
    RunRecords records;
    unpack(source, records);
    return records;
}

void KeptRun::keep_finished(RunRecords const& records) const
{
    write_snapshot(place_, options_.identity, snapshot_name(is_done, run_),
                   [&](Sink& sink) { pack(sink, records); });
}
} // namespace mercato
