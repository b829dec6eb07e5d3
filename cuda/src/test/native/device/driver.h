// The state behind the driver API: contexts and what lives in them, streams of deferred work, settings, counts.
#pragma once
#include "launch.h"
#include <deque>
#include <functional>
#include <mutex>
#include <set>

#define DRIVER_API extern "C" __attribute__((visibility("default"))) int

namespace device {

// Ends an entry point with a code other than 0.
struct Answer {
    int code;
};

struct Stream;
struct Ticket { // everything that a stream was given up to a moment
    std::shared_ptr<Stream> stream;
    uint64_t number = 0;
};
struct Work {
    std::function<void()> action;    // throws Answer
    Ticket after;                    // of another stream, or of none
};
// Work is not done when it is given but when somebody synchronises: a missing synchronise reads what was there before.
struct Stream {
    uint64_t given = 0, completed = 0;
    std::deque<Work> queue;
};
struct Event {
    Ticket ticket;                   // of no stream: never recorded
    std::shared_ptr<uint64_t> time = std::make_shared<uint64_t>(0);
};
struct Function {
    void* module;
    const Kernel* kernel;
};

struct Context {
    int references = 0;
    int broken = 0;                  // the code of the fault after which nothing works any more
    DeviceMemory memory;
    std::map<void*, size_t> page_locked; // bytes
    std::map<void*, std::shared_ptr<Stream>> streams;
    std::map<void*, std::unique_ptr<Event>> events;
    std::map<void*, std::unique_ptr<Module>> modules;
    std::map<void*, std::unique_ptr<Function>> functions;

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

    Settings();                      // those of the environment
    bool set(const std::string& key, const std::string& value);
};

struct Driver {
    std::recursive_mutex mutex;
    Settings settings;
    bool initialised = false;
    std::map<int, Context*> primaries; // by the index of the device
    Findings findings;
    std::map<std::string, Counters> counters;
    std::map<std::string, uint64_t> calls;
    std::vector<std::string> faults;
    uint64_t to_device = 0, to_host = 0; // bytes copied
    uint64_t abandoned = 0;          // resources that were alive when their context was destroyed
    uint64_t clock = 0;              // nanoseconds that mean nothing: the same in every run
    uint32_t next_block = 1;
    Random random{settings.checks.seed};

    bool lives(const Context* context) const;
    void inject(const std::string& function); // counts the call
    size_t memory_used() const;
    std::string report() const;
    void reset();                    // forgets counts, findings and failures, and seeds again
};
Driver& driver(); // lives until the process ends: a JVM may call in at its very end
Context*& current_context(); // of this thread
void destroy(Context* context);

Ticket give(const std::shared_ptr<Stream>& stream, std::function<void()> action, Ticket after = {});
void complete(Context& context, const Ticket& ticket);
void complete_all(Context& context);
void break_context(Context& context, int code);

// Every entry point runs in one of these: counts the call, injects failures, and finds what the body needs.
template <class Body> int any_time(const char* name, Body body) {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    try {
        d.inject(name);
        body(d);
        return SUCCESS;
    } catch (const Answer& answer) {
        return answer.code;
    }
}
inline void require(bool holds, int code) {
    if (!holds) {
        throw Answer{code};
    }
}
template <class Body> int initialised(const char* name, Body body) {
    return any_time(name, [&](Driver& d) {
        require(d.initialised, NOT_INITIALIZED);
        body(d);
    });
}
template <class Body> int in_context(const char* name, Body body) {
    return initialised(name, [&](Driver& d) {
        Context* context = current_context();
        require(context && d.lives(context), INVALID_CONTEXT);
        require(!context->broken, context->broken);
        body(d, *context);
    });
}
// What a handle stands for.
template <class T> T& find(std::map<void*, T>& all, void* handle) {
    auto found = all.find(handle);
    require(found != all.end(), INVALID_HANDLE);
    return found->second;
}

} // namespace device
