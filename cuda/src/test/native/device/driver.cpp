// Settings, fault injection, the report, and streams: when deferred work is done.
#include "driver.h"
#include <algorithm>

namespace device {
namespace {

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

void set_attributes(Settings& s, const std::string& value) {
    s.attributes.clear();
    for (auto& [attribute, setting] : pairs(value)) {
        s.attributes[atoi(attribute.c_str())] = setting;
    }
}

void set_failures(Settings& s, const std::string& value) {
    s.failures.clear();
    for (auto& [call, code] : pairs(value)) {
        size_t colon = call.find(':');
        s.failures.push_back({call.substr(0, colon), colon == std::string::npos ? 1 : strtoull(&call[colon + 1], nullptr, 10), code});
    }
}

uint64_t number(const std::string& value) { return strtoull(value.c_str(), nullptr, 10); }

const std::map<std::string, void (*)(Settings&, const std::string&)> SETTINGS = {
    {"SEED", [](Settings& s, const std::string& v) { s.checks.seed = number(v); }},
    {"DEVICES", [](Settings& s, const std::string& v) { s.devices = static_cast<int>(number(v)); }},
    {"DRIVER", [](Settings& s, const std::string& v) { s.driver = static_cast<int>(number(v)); }},
    {"CC", [](Settings& s, const std::string& v) { s.capability = static_cast<int>(number(v)); }},
    {"MEM_MB", [](Settings& s, const std::string& v) { s.memory = number(v) << 20; }},
    {"RACES", [](Settings& s, const std::string& v) { s.checks.races = number(v) != 0; }},
    {"UNINITIALISED", [](Settings& s, const std::string& v) { s.checks.uninitialised = number(v) != 0; }},
    {"RESIDENT", [](Settings& s, const std::string& v) { s.checks.resident = std::max(1u, static_cast<uint32_t>(number(v))); }},
    {"BUDGET", [](Settings& s, const std::string& v) { s.checks.budget = number(v); }},
    {"ATTRIBUTES", set_attributes},
    {"FAIL", set_failures}};

// After these answers a real context is lost.
const std::set<int> CORRUPTING = {4, 46, 214, 220, 999, 700, 702, 710, 714, 715, 716, 717, 718, 719};

} // namespace

bool Settings::set(const std::string& key, const std::string& value) {
    auto found = SETTINGS.find(key);
    if (found != SETTINGS.end()) {
        found->second(*this, value);
    }
    return found != SETTINGS.end();
}

Settings::Settings() {
    for (auto& [key, setter] : SETTINGS) {
        if (const char* value = getenv(("ALPHAFAIR_DEVICE_" + key).c_str())) {
            setter(*this, value);
        }
    }
}

size_t Context::live() const {
    return memory.all().size() + page_locked.size() + streams.size() + events.size() + modules.size();
}

bool Context::is_page_locked(const void* host, size_t size) const {
    auto address = static_cast<const char*>(host);
    return std::any_of(page_locked.begin(), page_locked.end(), [&](auto& range) {
        auto base = static_cast<const char*>(range.first);
        return address >= base && address + size <= base + range.second;
    });
}

bool Driver::lives(const Context* context) const {
    return std::any_of(primaries.begin(), primaries.end(), [&](auto& entry) { return entry.second == context; });
}

void Driver::inject(const std::string& function) {
    uint64_t nth = ++calls[function];
    for (auto& failure : settings.failures) {
        if (failure.function == function && failure.nth == nth) {
            if (CORRUPTING.count(failure.code) && lives(current_context())) {
                break_context(*current_context(), failure.code);
            }
            throw Answer{failure.code};
        }
    }
}

size_t Driver::memory_used() const {
    size_t sum = 0;
    for (auto& [device, context] : primaries) {
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
    size_t allocations = 0, streams = 0, events = 0, modules = 0, host = 0;
    for (auto& [device, context] : primaries) {
        allocations += context->memory.all().size();
        streams += context->streams.size();
        events += context->events.size();
        modules += context->modules.size();
        host += context->page_locked.size();
    }
    std::string text;
    auto line = [&](const std::string& name, uint64_t value) { text += name + " " + std::to_string(value) + "\n"; };
    line("contexts", primaries.size());
    line("allocations", allocations);
    line("streams", streams);
    line("events", events);
    line("modules", modules);
    line("host-allocations", host);
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

Context*& current_context() {
    static thread_local Context* context = nullptr;
    return context;
}

Ticket give(const std::shared_ptr<Stream>& stream, std::function<void()> action, Ticket after) {
    stream->queue.push_back({std::move(action), std::move(after)});
    return {stream, ++stream->given};
}

void break_context(Context& context, int code) {
    context.broken = code;
    for (auto& [handle, stream] : context.streams) {
        stream->queue.clear();
        stream->completed = stream->given;
    }
}

void complete(Context& context, const Ticket& ticket) {
    Stream& stream = *ticket.stream;
    while (stream.completed < ticket.number) {
        Work work = std::move(stream.queue.front());
        stream.queue.pop_front();
        try {
            if (work.after.stream) {
                complete(context, work.after);
            }
            work.action();
        } catch (const Answer& answer) {
            break_context(context, answer.code);
            throw;
        }
        stream.completed++;
    }
}

// The streams advance in a random order: what no event orders must not matter.
void complete_all(Context& context) {
    for (;;) {
        std::vector<std::shared_ptr<Stream>> busy;
        for (auto& [handle, stream] : context.streams) {
            if (!stream->queue.empty()) {
                busy.push_back(stream);
            }
        }
        if (busy.empty()) {
            return;
        }
        auto& next = busy[driver().random.below(static_cast<uint32_t>(busy.size()))];
        complete(context, {next, next->completed + 1});
    }
}

void destroy(Context* context) {
    driver().abandoned += context->live();
    for (auto& [host, size] : context->page_locked) {
        free(host);
    }
    std::erase_if(driver().primaries, [&](auto& entry) { return entry.second == context; });
    delete context;
}

} // namespace device
