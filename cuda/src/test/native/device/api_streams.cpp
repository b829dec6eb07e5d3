// Streams and events.
#include "driver.h"

using namespace device;

namespace {

Event* find_event(Context& c, void* handle) {
    auto found = c.events.find(handle);
    return found == c.events.end() ? nullptr : found->second.get();
}

bool done(const Event& event) { return !event.recorded || event.ticket.stream->completed >= event.ticket.number; }

// Somebody who asks again and again gets an answer at last: each question does one step of the work.
int poll(Context& c, const Ticket& ticket) {
    if (ticket.stream->completed >= ticket.number) {
        return SUCCESS;
    }
    int code = complete(c, {ticket.stream, ticket.stream->completed + 1});
    return code ? code : int(NOT_READY);
}

int create_stream(Context& c, void** out, unsigned flags) {
    auto stream = std::make_shared<Stream>();
    stream->blocking = (flags & 1) == 0; // CU_STREAM_NON_BLOCKING
    *out = stream.get();
    c.streams[*out] = stream;
    return SUCCESS;
}

} // namespace

DRIVER_API cuStreamCreate(void** out, unsigned flags) {
    return in_context(__func__, [&](Driver&, Context& c) { return create_stream(c, out, flags); });
}

DRIVER_API cuStreamCreateWithPriority(void** out, unsigned flags, int) {
    return in_context(__func__, [&](Driver&, Context& c) { return create_stream(c, out, flags); });
}

DRIVER_API cuStreamDestroy_v2(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto found = c.streams.find(handle);
        if (found == c.streams.end()) {
            return INVALID_HANDLE;
        }
        int code = complete(c, {found->second, found->second->given});
        c.streams.erase(handle);
        return code;
    });
}

DRIVER_API cuStreamSynchronize(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto stream = shared_stream(c, handle);
        if (!stream) {
            return INVALID_HANDLE;
        }
        return stream == c.default_stream ? complete_default(c) : complete(c, {stream, stream->given});
    });
}

DRIVER_API cuStreamQuery(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto stream = shared_stream(c, handle);
        return stream ? poll(c, {stream, stream->given}) : int(INVALID_HANDLE);
    });
}

DRIVER_API cuStreamWaitEvent(void* handle, void* event_handle, unsigned) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto stream = shared_stream(c, handle);
        Event* event = find_event(c, event_handle);
        if (!stream || !event) {
            return INVALID_HANDLE;
        }
        if (event->recorded) {
            give(c, stream, [] { return int(SUCCESS); });
            stream->queue.back().after.push_back(event->ticket);
        }
        return SUCCESS;
    });
}

DRIVER_API cuEventCreate(void** out, unsigned flags) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        auto event = std::make_unique<Event>();
        event->timing = (flags & 2) == 0; // CU_EVENT_DISABLE_TIMING
        *out = event.get();
        c.events[*out] = std::move(event);
        return SUCCESS;
    });
}

DRIVER_API cuEventDestroy_v2(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) { return c.events.erase(handle) ? int(SUCCESS) : int(INVALID_HANDLE); });
}

DRIVER_API cuEventRecord(void* handle, void* stream_handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Event* event = find_event(c, handle);
        auto stream = shared_stream(c, stream_handle);
        if (!event || !stream) {
            return INVALID_HANDLE;
        }
        event->recorded = true;
        event->ticket = give(c, stream, [time = event->time] {
            *time = driver().clock;
            return int(SUCCESS);
        });
        return SUCCESS;
    });
}

DRIVER_API cuEventSynchronize(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Event* event = find_event(c, handle);
        if (!event) {
            return INVALID_HANDLE;
        }
        return event->recorded ? complete(c, event->ticket) : int(SUCCESS);
    });
}

DRIVER_API cuEventQuery(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Event* event = find_event(c, handle);
        if (!event) {
            return INVALID_HANDLE;
        }
        return event->recorded ? poll(c, event->ticket) : int(SUCCESS);
    });
}

DRIVER_API cuEventElapsedTime(float* milliseconds, void* from, void* to) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Event *first = find_event(c, from), *last = find_event(c, to);
        if (!first || !last || !first->recorded || !last->recorded || !first->timing || !last->timing) {
            return INVALID_HANDLE;
        }
        if (!done(*first) || !done(*last)) {
            return NOT_READY;
        }
        *milliseconds = static_cast<float>(static_cast<int64_t>(*last->time - *first->time) / 1e6);
        return SUCCESS;
    });
}
