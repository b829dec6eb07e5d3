// Streams and events.
#include "driver.h"

using namespace device;

DRIVER_API cuStreamCreate(void** out, unsigned flags) {
    return in_context(__func__, [&](Driver&, Context& c) {
        require(flags == 1, NOT_SUPPORTED); // CU_STREAM_NON_BLOCKING: the default stream is not interpreted
        auto stream = std::make_shared<Stream>();
        *out = stream.get();
        c.streams[*out] = stream;
    });
}

DRIVER_API cuStreamDestroy_v2(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) {
        std::shared_ptr<Stream> stream = find(c.streams, handle);
        complete(c, {stream, stream->given});
        c.streams.erase(handle);
    });
}

DRIVER_API cuStreamSynchronize(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) {
        auto& stream = find(c.streams, handle);
        complete(c, {stream, stream->given});
    });
}

DRIVER_API cuStreamWaitEvent(void* handle, void* event, unsigned) {
    return in_context(__func__, [&](Driver&, Context& c) { give(find(c.streams, handle), [] {}, find(c.events, event)->ticket); });
}

DRIVER_API cuEventCreate(void** out, unsigned flags) {
    return in_context(__func__, [&](Driver&, Context& c) {
        require(flags == 0, NOT_SUPPORTED);
        auto event = std::make_unique<Event>();
        *out = event.get();
        c.events[*out] = std::move(event);
    });
}

DRIVER_API cuEventDestroy_v2(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) { require(c.events.erase(handle), INVALID_HANDLE); });
}

DRIVER_API cuEventRecord(void* handle, void* stream) {
    return in_context(__func__, [&](Driver&, Context& c) {
        Event& event = *find(c.events, handle);
        event.ticket = give(find(c.streams, stream), [time = event.time] { *time = driver().clock; });
    });
}

DRIVER_API cuEventSynchronize(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) {
        if (Event& event = *find(c.events, handle); event.ticket.stream) {
            complete(c, event.ticket);
        }
    });
}

DRIVER_API cuEventElapsedTime(float* milliseconds, void* from, void* to) {
    return in_context(__func__, [&](Driver&, Context& c) {
        Event &first = *find(c.events, from), &last = *find(c.events, to);
        for (Event* event : {&first, &last}) {
            require(event->ticket.stream.get(), INVALID_HANDLE);
            require(event->ticket.stream->completed >= event->ticket.number, NOT_READY);
        }
        *milliseconds = static_cast<float>(static_cast<int64_t>(*last.time - *first.time) / 1e6);
    });
}
