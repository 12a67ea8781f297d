// SPDX-License-Identifier: Apache-2.0
#include "study/sharing/ranks.hpp"

#include <atomic>
#include <chrono>

#include <unistd.h>
#if MERCATO_MPI
#include <mpi.h>
#endif

#include "core/check.hpp"
#include "core/error.hpp"
#include "core/stop.hpp"

namespace mercato
{
#if MERCATO_MPI
namespace
{
constexpr useconds_t between_tests = 500;      // us
constexpr std::int64_t between_looks = 50;     // ms
constexpr std::size_t most_bytes = 1UL << 30U; // of a text: MPI counts to 2^31

/// Numbers that rank 0 holds for all.
enum Slot : MPI_Aint { next_number, stop, finished, slots };

std::int64_t now_in_ms()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}
} // namespace

struct Ranks::World
{
    MPI_Win window = MPI_WIN_NULL;
    std::int64_t* numbers = nullptr; // of rank 0
    std::atomic_flag speaks = ATOMIC_FLAG_INIT;
    std::atomic<std::int64_t> next_look = 0;

    static inline std::atomic<World*> only = nullptr;

    /// MPI allows one thread at a time.
    class Turn
    {
    public:
        explicit Turn(World& world) : world_(world)
        {
            while (world_.speaks.test_and_set(std::memory_order_acquire)) usleep(50);
        }
        ~Turn() { world_.speaks.clear(std::memory_order_release); }
        Turn(Turn const&) = delete;
        Turn& operator=(Turn const&) = delete;

    private:
        World& world_;
    };

    std::int64_t change(Slot slot, std::int64_t by, MPI_Op how)
    {
        std::int64_t before = 0;
        MPI_Fetch_and_op(&by, &before, MPI_INT64_T, 0, slot, how, window);
        MPI_Win_flush(0, window);
        return before;
    }

    void pass_on()
    {
        next_look = now_in_ms() + between_looks;
        if (change(stop, stop_is_requested() ? 1 : 0, MPI_MAX) != 0) request_stop();
        // Lets messages through that others wait for while this rank computes
        int waits = 0;
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &waits, MPI_STATUS_IGNORE);
    }

    /// Long loops come by here often, and several threads at once.
    static void look()
    {
        auto* const world = only.load();
        if (world == nullptr || now_in_ms() < world->next_look) return;
        if (world->speaks.test_and_set(std::memory_order_acquire)) return;
        world->pass_on();
        world->speaks.clear(std::memory_order_release);
    }

    void wait_for(MPI_Request& request, std::function<void()> const& idle)
    {
        for (int done = 0;;)
        {
            {
                Turn const turn(*this);
                MPI_Test(&request, &done, MPI_STATUS_IGNORE);
                if (done == 0 && now_in_ms() >= next_look) pass_on();
            }
            if (done != 0) return;
            if (idle) idle();
            usleep(between_tests);
        }
    }
};

Ranks::Ranks(bool joins)
{
    if (!joins) return;
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    MPI_Comm_rank(MPI_COMM_WORLD, &number_);
    if (provided < MPI_THREAD_SERIALIZED)
    {
        MPI_Finalize();
        throw IoError("this MPI allows no calls from several threads, and mercato wants that. Use another "
                      "MPI, or --shard.");
    }
    world_ = std::make_unique<World>();
    auto const bytes = number_ == 0 ? slots * sizeof(std::int64_t) : 0;
    MPI_Win_allocate(static_cast<MPI_Aint>(bytes), sizeof(std::int64_t), MPI_INFO_NULL, MPI_COMM_WORLD,
                     static_cast<void*>(&world_->numbers), &world_->window);
    MPI_Win_lock_all(0, world_->window);
    if (number_ == 0)
    {
        for (Slot const slot : {next_number, stop, finished}) world_->change(slot, 0, MPI_REPLACE);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    World::only = world_.get();
    look_also(World::look);
}

Ranks::~Ranks()
{
    if (!world_) return;
    look_also(nullptr);
    World::only = nullptr;
    MPI_Win_unlock_all(world_->window);
    MPI_Win_free(&world_->window);
    MPI_Finalize();
}

bool Ranks::are_built_in() { return true; }

std::string Ranks::broadcast(std::string const& text)
{
    if (!world_) return text;
    auto all = number_ == 0 ? text : std::string();
    auto size = static_cast<std::int64_t>(all.size());
    require(all.size() <= most_bytes);
    MPI_Request request = MPI_REQUEST_NULL;
    auto const send = [&](void* bytes, std::int64_t count) {
        {
            World::Turn const turn(*world_);
            MPI_Ibcast(bytes, static_cast<int>(count), MPI_BYTE, 0, MPI_COMM_WORLD, &request);
        }
        world_->wait_for(request, {});
    };
    send(&size, sizeof size);
    all.resize(static_cast<std::size_t>(size));
    send(all.data(), size);
    return all;
}

std::vector<std::string> Ranks::gather(std::string const& text, std::function<void()> const& idle)
{
    if (!world_) return {text};
    require(text.size() <= most_bytes);
    auto const size = static_cast<int>(text.size());
    std::vector<int> sizes(number_ == 0 ? static_cast<std::size_t>(count_) : 0);
    MPI_Request request = MPI_REQUEST_NULL;
    {
        World::Turn const turn(*world_);
        MPI_Igather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
    }
    world_->wait_for(request, idle);
    std::vector<int> begins(sizes.size());
    std::size_t end = 0;
    for (std::size_t k = 0; k < sizes.size(); ++k)
    {
        begins[k] = static_cast<int>(end);
        end += static_cast<std::size_t>(sizes[k]);
    }
    require(end <= most_bytes);
    std::string all(end, '\0');
    {
        World::Turn const turn(*world_);
        MPI_Igatherv(text.data(), size, MPI_BYTE, all.data(), sizes.data(), begins.data(), MPI_BYTE, 0,
                     MPI_COMM_WORLD, &request);
    }
    world_->wait_for(request, idle);
    std::vector<std::string> texts;
    for (std::size_t k = 0; k < sizes.size(); ++k)
        texts.push_back(all.substr(static_cast<std::size_t>(begins[k]), static_cast<std::size_t>(sizes[k])));
    return texts;
}

std::int64_t Ranks::take(std::int64_t step)
{
    if (!world_) return 0;
    World::Turn const turn(*world_);
    return world_->change(next_number, step, MPI_SUM);
}

void Ranks::begin_anew()
{
    if (!world_) return;
    World::Turn const turn(*world_);
    world_->change(next_number, 0, MPI_REPLACE);
    world_->change(finished, 0, MPI_REPLACE);
}

void Ranks::note_done(std::int64_t count)
{
    if (!world_) return;
    World::Turn const turn(*world_);
    world_->change(finished, count, MPI_SUM);
}

std::int64_t Ranks::done()
{
    if (!world_) return 0;
    World::Turn const turn(*world_);
    return world_->change(finished, 0, MPI_NO_OP);
}

void Ranks::exchange_stop()
{
    if (!world_) return;
    World::Turn const turn(*world_);
    world_->pass_on();
}
#else
struct Ranks::World
{};

Ranks::Ranks(bool) {}
Ranks::~Ranks() = default;
bool Ranks::are_built_in() { return false; }
std::string Ranks::broadcast(std::string const& text) { return text; }
std::vector<std::string> Ranks::gather(std::string const& text, std::function<void()> const&)
{
    return {text};
}
std::int64_t Ranks::take(std::int64_t) { return 0; }
void Ranks::begin_anew() {}
void Ranks::note_done(std::int64_t) {}
std::int64_t Ranks::done() { return 0; }
void Ranks::exchange_stop() {}
#endif
} // namespace mercato
