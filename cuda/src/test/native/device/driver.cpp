// Settings, fault injection, the report, and streams: when deferred work is done.
#include "driver.h"
#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace device {
namespace {

const char* const KEYS[] = {"SEED", "DEVICES", "DRIVER", "CC", "MEM_MB", "FAIL", "RACES", "UNINITIALISED", "RESIDENT",
                            "BUDGET", "ATTRIBUTES", "REPORT"};

// "a=1,b=2" as pairs
std::vector<std::pair<std::string, int>> pairs(const std::string& text) {
    std::vector<std::pair<std::string, int>> all;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find(',', at), text.size()), equals = text.find('=', at);
        if (equals < end) {
            all.push_back({text.substr(at, equals - at), atoi(text.c_str() + equals + 1)});
        }
        at = end + 1;
    }
    return all;
}

bool corrupts(int code) { // answers after which a real context is lost
    static const std::set<int> codes = {700, 702, 710, 714, 715, 716, 717, 718, 719};
    return codes.count(code) > 0;
}

} // namespace

size_t Context::allocations() const {
    return static_cast<size_t>(std::count_if(memory.all().begin(), memory.all().end(),
                                             [](auto& entry) { return !entry.second.of_module; }));
}

size_t Context::live() const { return allocations() + page_locked.size() + streams.size() + events.size() + modules.size(); }

bool Context::is_page_locked(const void* host, size_t size) const {
    auto address = reinterpret_cast<uintptr_t>(host);
    auto after = page_locked.upper_bound(address);
    if (after == page_locked.begin()) {
        return false;
    }
    auto& [base, range] = *std::prev(after);
    return address + size <= base + range.size;
}

bool Settings::set(const std::string& key, const std::string& value) {
    auto number = [&] { return strtoull(value.c_str(), nullptr, 10); };
    if (key == "SEED") {
        checks.seed = number();
    } else if (key == "DEVICES") {
        devices = static_cast<int>(number());
    } else if (key == "DRIVER") {
        driver = static_cast<int>(number());
    } else if (key == "CC") {
        capability = static_cast<int>(number());
    } else if (key == "MEM_MB") {
        memory = number() << 20;
    } else if (key == "RACES") {
        checks.races = number() != 0;
    } else if (key == "UNINITIALISED") {
        checks.uninitialised = number() != 0;
    } else if (key == "RESIDENT") {
        checks.resident = static_cast<uint32_t>(std::max(1ull, number()));
    } else if (key == "BUDGET") {
        checks.budget = number();
    } else if (key == "REPORT") {
        report = value;
    } else if (key == "ATTRIBUTES") {
        attributes.clear();
        for (auto& [attribute, setting] : pairs(value)) {
            attributes[atoi(attribute.c_str())] = setting;
        }
    } else if (key == "FAIL") {
        failures.clear();
        for (auto& [call, code] : pairs(value)) {
            size_t colon = call.find(':');
            failures.push_back({call.substr(0, colon), colon == std::string::npos ? 1 : strtoull(&call[colon + 1], nullptr, 10), code});
        }
    } else {
        return false;
    }
    return true;
}

Driver::Driver() {
    for (const char* key : KEYS) {
        if (const char* value = getenv((std::string("ALPHAFAIR_DEVICE_") + key).c_str())) {
            settings.set(key, value);
        }
    }
    random = Random(settings.checks.seed);
}

int Driver::injected(const std::string& function) {
    uint64_t nth = ++calls[function];
    for (auto& failure : settings.failures) {
        if (failure.function == function && failure.nth == nth) {
            Contexts& current = current_contexts();
            if (corrupts(failure.code) && !current.empty()) {
                break_context(*current.back(), failure.code);
            }
            return failure.code;
        }
    }
    return SUCCESS;
}

size_t Driver::memory_used() const {
    size_t sum = 0;
    for (Context* context : contexts) {
        sum += context->memory.used();
    }
    return sum;
}

void Driver::reset() {
    findings.clear();
    counters.clear();
    calls.clear();
    faults.clear();
    settings.failures.clear();
    to_device = to_host = abandoned = clock = 0;
    random = Random(settings.checks.seed);
}

std::string Driver::report() const {
    size_t allocations = 0, streams = 0, events = 0, modules = 0, registered = 0, host = 0;
    for (Context* context : contexts) {
        allocations += context->allocations();
        streams += context->streams.size();
        events += context->events.size();
        modules += context->modules.size();
        for (auto& [base, range] : context->page_locked) {
            (range.registered ? registered : host)++;
        }
    }
    std::string text;
    auto line = [&](const std::string& name, uint64_t value) { text += name + " " + std::to_string(value) + "\n"; };
    line("contexts", contexts.size());
    line("allocations", allocations);
    line("streams", streams);
    line("events", events);
    line("modules", modules);
    line("host-allocations", host);
    line("host-registrations", registered);
    line("abandoned", abandoned);
    line("bytes-to-device", to_device);
    line("bytes-to-host", to_host);
    for (auto& [name, count] : calls) {
        line("call " + name, count);
    }
    for (auto& [kernel, counts] : counters) {
        std::string prefix = "kernel " + kernel + " ";
        line(prefix + "launches", counts.launches);
        line(prefix + "threads", counts.threads);
        line(prefix + "instructions", counts.total());
        line(prefix + "global-read", counts.global_read);
        line(prefix + "global-written", counts.global_written);
        line(prefix + "shared-read", counts.shared_read);
        line(prefix + "shared-written", counts.shared_written);
        line(prefix + "global-atomics", counts.global_atomics);
        line(prefix + "shared-atomics", counts.shared_atomics);
        for (auto& [name, count] : counts.instructions) {
            line(prefix + "executed " + name, count);
        }
    }
    for (auto& fault : faults) {
        text += "fault " + fault + "\n";
    }
    return text + findings.report();
}

Driver& driver() {
    static Driver& instance = *new Driver;
    return instance;
}

Contexts& current_contexts() {
    static thread_local Contexts contexts;
    return contexts;
}

std::shared_ptr<Stream> shared_stream(Context& context, void* handle) {
    if (handle == nullptr || handle == reinterpret_cast<void*>(1)) {
        return context.default_stream;
    }
    auto found = context.streams.find(handle);
    return found == context.streams.end() ? nullptr : found->second;
}

Ticket give(Context& context, const std::shared_ptr<Stream>& stream, std::function<int()> action) {
    Work work{std::move(action), {}};
    if (stream == context.default_stream) {
        for (auto& [handle, other] : context.streams) {
            if (other->blocking) {
                work.after.push_back({other, other->given});
            }
        }
    } else if (stream->blocking) {
        work.after.push_back({context.default_stream, context.default_stream->given});
    }
    stream->queue.push_back(std::move(work));
    return {stream, ++stream->given};
}

void break_context(Context& context, int code) {
    context.broken = code;
    auto drop = [](Stream& stream) {
        stream.queue.clear();
        stream.completed = stream.given;
    };
    drop(*context.default_stream);
    for (auto& [handle, stream] : context.streams) {
        drop(*stream);
    }
}

int complete(Context& context, const Ticket& ticket) {
    Stream& stream = *ticket.stream;
    while (stream.completed < ticket.number) {
        Work work = std::move(stream.queue.front());
        stream.queue.pop_front();
        for (auto& earlier : work.after) {
            if (int code = complete(context, earlier)) {
                return code;
            }
        }
        if (int code = work.action()) {
            break_context(context, code);
            return code;
        }
        stream.completed++;
    }
    return context.broken;
}

int complete_default(Context& context) {
    return complete(context, give(context, context.default_stream, [] { return int(SUCCESS); }));
}

// The streams advance in a random order: what no event orders must not matter.
int complete_all(Context& context) {
    for (;;) {
        std::vector<std::shared_ptr<Stream>> busy;
        if (!context.default_stream->queue.empty()) {
            busy.push_back(context.default_stream);
        }
        for (auto& [handle, stream] : context.streams) {
            if (!stream->queue.empty()) {
                busy.push_back(stream);
            }
        }
        if (busy.empty()) {
            return context.broken;
        }
        auto& next = busy[driver().random.below(static_cast<uint32_t>(busy.size()))];
        if (int code = complete(context, {next, next->completed + 1})) {
            return code;
        }
    }
}

void destroy(Context* context) {
    Driver& d = driver();
    if (!context->broken) {
        complete_all(*context);
    }
    d.abandoned += context->live();
    for (auto& [base, range] : context->page_locked) {
        if (!range.registered) {
            free(reinterpret_cast<void*>(base));
        }
    }
    d.contexts.erase(context);
    Contexts& current = current_contexts();
    current.erase(std::remove(current.begin(), current.end(), context), current.end());
    delete context;
}

namespace {

// For a child process: what it did, in a file.
struct AtEnd {
    ~AtEnd() {
        if (!driver().settings.report.empty()) {
            std::ofstream(driver().settings.report) << driver().report();
        }
    }
} at_end;

} // namespace
} // namespace device
