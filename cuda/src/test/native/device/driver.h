// The state behind the driver API: contexts and what lives in them, streams of deferred work, settings, counts.
#pragma once
#include "launch.h"
#include <deque>
#include <functional>
#include <mutex>
#include <set>

#define DRIVER_API extern "C" __attribute__((visibility("default"))) int

namespace device {

enum MoreCodes : int {
    NOT_INITIALIZED = 3, NO_DEVICE = 100, INVALID_DEVICE = 101, INVALID_IMAGE = 200, INVALID_CONTEXT = 201,
    NO_BINARY_FOR_GPU = 209, INVALID_PTX = 218, UNSUPPORTED_PTX_VERSION = 222, NOT_FOUND = 500, NOT_READY = 600,
    OUT_OF_RESOURCES = 701, ALREADY_REGISTERED = 712, NOT_REGISTERED = 713,
};

struct Stream;
struct Ticket { // everything that a stream was given up to a moment
    std::shared_ptr<Stream> stream;
    uint64_t number = 0;
};
struct Work {
    std::function<int()> action;
    std::vector<Ticket> after;
};
// Work is not done when it is given but when somebody synchronises: a missing synchronise reads what was there before.
struct Stream {
    bool blocking = true;            // waits for the default stream and is waited for by it
    uint64_t given = 0, completed = 0;
    std::deque<Work> queue;
};
struct Event {
    bool timing = true, recorded = false;
    Ticket ticket;
    std::shared_ptr<uint64_t> time = std::make_shared<uint64_t>(0);
};
struct LoadedModule {
    std::unique_ptr<Module> module;
    std::vector<std::string> names;  // of its variables, in step with regions
    std::vector<uint64_t> regions;
};
struct Function {
    LoadedModule* module;
    const Kernel* kernel;
    unsigned dynamic_limit;
};
struct HostRange {
    size_t size;
    bool registered;                 // or allocated by the driver
};

struct Context {
    int device = 0;
    bool primary = false;
    int references = 0;
    int broken = 0;                  // the code of the fault after which nothing works any more
    DeviceMemory memory;
    std::map<uintptr_t, HostRange> page_locked;
    std::shared_ptr<Stream> default_stream = std::make_shared<Stream>();
    std::map<void*, std::shared_ptr<Stream>> streams;
    std::map<void*, std::unique_ptr<Event>> events;
    std::map<void*, std::unique_ptr<LoadedModule>> modules;
    std::map<void*, std::unique_ptr<Function>> functions;

    size_t allocations() const;
    size_t live() const;             // resources that somebody has to release
    bool is_page_locked(const void* host, size_t size) const;
};

struct Failure { // the nth call of a function answers code
    std::string function;
    uint64_t nth;
    int code;
};
struct Settings {
    Checks checks;
    int devices = 1, driver = 12080, capability = 75;
    size_t memory = 1024ull << 20;
    std::map<int, int> attributes;   // instead of the built-in ones
    std::vector<Failure> failures;
    std::string report;              // file to write when the process ends
    bool set(const std::string& key, const std::string& value);
};

struct Driver {
    std::recursive_mutex mutex;
    Settings settings;
    bool initialised = false;
    std::set<Context*> contexts;
    std::map<int, Context*> primaries;
    Findings findings;
    std::map<std::string, Counters> counters;
    std::map<std::string, uint64_t> calls;
    std::vector<std::string> faults;
    uint64_t to_device = 0, to_host = 0; // bytes copied
    uint64_t abandoned = 0;          // resources that were alive when their context was destroyed
    uint64_t clock = 0;              // nanoseconds that mean nothing: the same in every run
    uint32_t next_block = 1;
    Random random{1};

    Driver();
    int injected(const std::string& function);
    size_t memory_used() const;
    std::string report() const;
    void reset();                    // forgets counts, findings and failures, and seeds again
};
Driver& driver(); // lives until the process ends: a JVM may call in at its very end

using Contexts = std::vector<Context*>;
Contexts& current_contexts(); // of this thread, the top is current
void destroy(Context* context);

// Streams.
std::shared_ptr<Stream> shared_stream(Context& context, void* handle); // null: no such stream
Ticket give(Context& context, const std::shared_ptr<Stream>& stream, std::function<int()> action);
int complete(Context& context, const Ticket& ticket);
int complete_all(Context& context);
int complete_default(Context& context); // what a copy without a stream waits for

void break_context(Context& context, int code);

// Every entry point runs in one of these: counts the call, injects failures, and finds what the body needs.
template <class Body> int any_time(const char* name, Body body) {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    int code = d.injected(name);
    return code ? code : body(d);
}
template <class Body> int initialised(const char* name, Body body) {
    return any_time(name, [&](Driver& d) { return d.initialised ? body(d) : int(NOT_INITIALIZED); });
}
template <class Body> int in_context(const char* name, Body body) {
    return initialised(name, [&](Driver& d) -> int {
        Contexts& current = current_contexts();
        if (current.empty() || !d.contexts.count(current.back())) {
            return INVALID_CONTEXT;
        }
        return current.back()->broken ? current.back()->broken : body(d, *current.back());
    });
}

} // namespace device
