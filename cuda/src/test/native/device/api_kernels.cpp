// Modules, functions and launches.
#include "driver.h"

using namespace device;

namespace {

// The newest PTX ISA that a driver takes, from the table of releases in the PTX ISA manual.
int newest_isa(int driver) {
    static const int table[][2] = {{13000, 90}, {12090, 88}, {12080, 87}, {12060, 85}, {12040, 84}, {12030, 83},
                                   {12020, 82}, {12010, 81}, {12000, 80}, {11080, 78}, {11000, 70}, {9000, 60}};
    for (auto& [version, isa] : table) {
        if (driver >= version) {
            return isa;
        }
    }
    return 50;
}

std::string decimal(int version) { return std::to_string(version / 10) + "." + std::to_string(version % 10); }

// Throws Answer, with the reason in the log.
std::unique_ptr<Module> load(Driver& d, const char* image, std::string& log) {
    std::unique_ptr<Module> module;
    try {
        module = parse(image);
    } catch (const PtxError& error) {
        log = error.what();
        d.faults.push_back("module refused: " + log);
        throw Answer{INVALID_PTX};
    }
    const Settings& s = d.settings;
    if (int newest = newest_isa(s.driver); module->version > newest) {
        log = "PTX ISA " + decimal(module->version) + " is newer than this driver's " + decimal(newest);
        throw Answer{UNSUPPORTED_PTX_VERSION};
    }
    if (module->target > s.capability) {
        log = "target sm_" + std::to_string(module->target) + " is above the device's sm_" + std::to_string(s.capability);
        throw Answer{NO_BINARY_FOR_GPU};
    }
    return module;
}

constexpr unsigned MOST_SHARED = 49152, SHARED_OF_MULTIPROCESSOR = 65536;

unsigned shared_bytes(const Kernel& kernel, size_t dynamic) {
    return kernel.shared_bytes - SHARED_RESERVED + static_cast<unsigned>(dynamic);
}

void launch(Driver& d, Context& c, const Kernel& kernel, const std::vector<uint8_t>& parameters, unsigned blocks,
            unsigned threads, unsigned dynamic) {
    Counters& counters = d.counters[kernel.name];
    uint64_t before = counters.total();
    uint32_t first = d.next_block;
    d.next_block += blocks;
    Checks checks = d.settings.checks;
    checks.seed = d.random.next();
    try {
        Launch(kernel, parameters, blocks, threads, dynamic, c.memory, d.findings, counters, checks).run(first);
    } catch (const Fault& fault) {
        d.faults.push_back(fault.what);
        throw Answer{fault.code};
    }
    d.clock += 2000 + (counters.total() - before) / 100;
}

} // namespace

DRIVER_API cuModuleLoadDataEx(void** out, const void* image, unsigned count, const int* options, void** values) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        require(image, INVALID_VALUE);
        char* buffer = nullptr;
        size_t size = 0;
        for (unsigned i = 0; i < count; i++) {
            buffer = options[i] == 5 ? static_cast<char*>(values[i]) : buffer;   // CU_JIT_ERROR_LOG_BUFFER
            size = options[i] == 6 ? static_cast<unsigned>(reinterpret_cast<uintptr_t>(values[i])) : size; // and its size
        }
        std::string log;
        struct Log { // after a refusal too
            char* buffer;
            size_t size;
            std::string& text;
            ~Log() { snprintf(buffer, buffer ? size : 0, "%s", text.c_str()); }
        } kept{buffer, size, log};
        auto module = load(d, static_cast<const char*>(image), log);
        *out = module.get();
        c.modules[*out] = std::move(module);
    });
}

DRIVER_API cuModuleUnload(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) {
        find(c.modules, handle);
        complete_all(c);
        std::erase_if(c.functions, [&](auto& entry) { return entry.second->module == handle; });
        c.modules.erase(handle);
    });
}

DRIVER_API cuModuleGetFunction(void** out, void* handle, const char* name) {
    return in_context(__func__, [&](Driver&, Context& c) {
        auto& kernels = find(c.modules, handle)->kernels;
        auto kernel = kernels.find(name);
        require(kernel != kernels.end(), NOT_FOUND);
        *out = kernel->second.get();
        c.functions[*out] = std::make_unique<Function>(Function{handle, kernel->second.get()});
    });
}

// Limited by a multiprocessor's threads and shared memory; registers are not known here.
DRIVER_API cuOccupancyMaxActiveBlocksPerMultiprocessor(int* out, void* handle, int threads, size_t dynamic) {
    return in_context(__func__, [&](Driver&, Context& c) {
        size_t shared = std::max(1u, shared_bytes(*find(c.functions, handle)->kernel, dynamic));
        require(threads > 0 && threads <= 1024, INVALID_VALUE);
        *out = static_cast<int>(std::min<size_t>({1024u / aligned(static_cast<unsigned>(threads), 32),
                                                  SHARED_OF_MULTIPROCESSOR / shared, 16u}));
    });
}

DRIVER_API cuLaunchKernel(void* handle, unsigned blocks, unsigned gy, unsigned gz, unsigned threads, unsigned by, unsigned bz,
                          unsigned dynamic, void* stream_handle, void** parameters, void** extra) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        const Kernel& kernel = *find(c.functions, handle)->kernel;
        auto stream = find(c.streams, stream_handle);
        require(!extra && gy == 1 && gz == 1 && by == 1 && bz == 1, NOT_SUPPORTED);
        require(blocks > 0 && blocks <= 0x7fffffff && threads > 0 && threads <= kernel.max_threads, INVALID_VALUE);
        require(dynamic <= MOST_SHARED, INVALID_VALUE);
        require(shared_bytes(kernel, dynamic) <= MOST_SHARED, OUT_OF_RESOURCES);
        std::vector<uint8_t> bytes(kernel.parameter_bytes);
        for (size_t i = 0; i < kernel.parameters.size(); i++) {
            require(parameters && parameters[i], INVALID_VALUE);
            memcpy(&bytes[kernel.parameters[i].offset], parameters[i], kernel.parameters[i].size);
        }
        give(stream, [&d, &c, &kernel, bytes = std::move(bytes), blocks, threads, dynamic] {
            launch(d, c, kernel, bytes, blocks, threads, dynamic);
        });
    });
}
