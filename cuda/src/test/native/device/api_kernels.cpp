// Modules, functions and launches.
#include "driver.h"

using namespace device;

namespace {

// The newest PTX ISA that a driver takes, from the table of releases in the PTX ISA manual.
int newest_isa(int driver) {
    static const int table[][2] = {{13000, 90}, {12090, 88}, {12080, 87}, {12060, 85}, {12040, 84}, {12030, 83}, {12020, 82},
                                   {12010, 81}, {12000, 80}, {11080, 78}, {11070, 77}, {11060, 76}, {11050, 75}, {11040, 74},
                                   {11030, 73}, {11020, 72}, {11010, 71}, {11000, 70}, {10020, 65}, {10010, 64}, {10000, 63},
                                   {9020, 62},  {9010, 61},  {9000, 60},  {0, 50}};
    for (auto& [version, isa] : table) {
        if (driver >= version) {
            return isa;
        }
    }
    return 0;
}

std::string decimal(int version) { return std::to_string(version / 10) + "." + std::to_string(version % 10); }

int check(const Driver& d, const Module& module, std::string& log) {
    if (module.version > newest_isa(d.settings.driver)) {
        log = "PTX ISA " + decimal(module.version) + " is newer than this driver's " + decimal(newest_isa(d.settings.driver));
        return UNSUPPORTED_PTX_VERSION;
    }
    if (module.target > d.settings.capability) {
        log = "target sm_" + std::to_string(module.target) + " is above the device's sm_" + std::to_string(d.settings.capability);
        return NO_BINARY_FOR_GPU;
    }
    return SUCCESS;
}

void place_variables(Context& c, LoadedModule& loaded) {
    for (auto& variable : loaded.module->variables) {
        Region& region = c.memory.allocate(variable.content.size(), variable.align, true);
        memcpy(region.bytes.get(), variable.content.data(), region.size);
        region.shadow.mark_written(0, region.size); // without an initialiser a variable is zero
        loaded.names.push_back(variable.name);
        loaded.regions.push_back(region.base);
    }
    for (auto& [name, kernel] : loaded.module->kernels) {
        for (auto& fixup : kernel->fixups) {
            for (size_t i = 0; i < loaded.names.size(); i++) {
                if (loaded.names[i] == fixup.variable) {
                    kernel->initial[fixup.slot] = loaded.regions[i];
                }
            }
        }
    }
}

int load(Driver& d, Context& c, void** out, const char* image, std::string& log) {
    if (!image) {
        return INVALID_VALUE;
    }
    if (image[0] == '\x7f' || static_cast<unsigned char>(image[0]) == 0x50) { // ELF, fat binary
        log = "only PTX text is interpreted";
        return NO_BINARY_FOR_GPU;
    }
    auto loaded = std::make_unique<LoadedModule>();
    try {
        loaded->module = parse(image);
    } catch (const PtxError& error) {
        log = error.what();
        d.faults.push_back("module refused: " + log);
        return INVALID_PTX;
    }
    if (int code = check(d, *loaded->module, log)) {
        return code;
    }
    place_variables(c, *loaded);
    *out = loaded.get();
    c.modules[*out] = std::move(loaded);
    return SUCCESS;
}

LoadedModule* find_module(Context& c, void* handle) {
    auto found = c.modules.find(handle);
    return found == c.modules.end() ? nullptr : found->second.get();
}

Function* find_function(Context& c, void* handle) {
    auto found = c.functions.find(handle);
    return found == c.functions.end() ? nullptr : found->second.get();
}

unsigned static_shared(const Kernel& kernel) { return kernel.shared_bytes - SHARED_RESERVED; }

int check_shape(const Function& function, Shape grid, Shape block, unsigned dynamic) {
    const Kernel& kernel = *function.kernel;
    if (grid.total() == 0 || block.total() == 0 || grid.x > 0x7fffffff || grid.y > 65535 || grid.z > 65535
        || block.x > 1024 || block.y > 1024 || block.z > 64 || block.total() > 1024 || dynamic > function.dynamic_limit
        || (kernel.required_threads && block.total() != kernel.required_threads)) {
        return INVALID_VALUE;
    }
    bool large = function.dynamic_limit > 49152;
    if (block.total() > kernel.max_threads || static_shared(kernel) + dynamic > (large ? 65536u : 49152u)) {
        return block.total() > kernel.max_threads ? int(INVALID_VALUE) : int(OUT_OF_RESOURCES);
    }
    return SUCCESS;
}

int launch(Driver& d, Context& c, const Kernel& kernel, const std::vector<uint8_t>& parameters, Shape grid, Shape block,
           unsigned dynamic) {
    Counters& counters = d.counters[kernel.name];
    uint64_t before = counters.total();
    uint32_t first = d.next_block;
    d.next_block += static_cast<uint32_t>(grid.total());
    Checks checks = d.settings.checks;
    checks.seed = d.random.next();
    int code = SUCCESS;
    try {
        Launch(kernel, parameters, grid, block, dynamic, c.memory, d.findings, counters, checks).run(first);
    } catch (const Fault& fault) {
        d.faults.push_back(fault.what);
        code = fault.code;
    }
    d.clock += 2000 + (counters.total() - before) / 100;
    return code;
}

// Active blocks a multiprocessor: limited by its threads and its shared memory; registers are not known here.
int occupancy(const Function& function, int threads, size_t dynamic) {
    size_t shared = std::max<size_t>(static_shared(*function.kernel) + dynamic, 1);
    return threads <= 0 || threads > 1024 ? 0 : static_cast<int>(std::min<size_t>({1024u / ((threads + 31) / 32 * 32), 65536u / shared, 16u}));
}

} // namespace

DRIVER_API cuModuleLoadData(void** out, const void* image) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        std::string log;
        return load(d, c, out, static_cast<const char*>(image), log);
    });
}

DRIVER_API cuModuleLoadDataEx(void** out, const void* image, unsigned count, const int* options, void** values) {
    return in_context(__func__, [&](Driver& d, Context& c) {
        std::string log;
        int code = load(d, c, out, static_cast<const char*>(image), log);
        char* buffer = nullptr;
        size_t size = 0;
        for (unsigned i = 0; i < count; i++) {
            buffer = options[i] == 5 ? static_cast<char*>(values[i]) : buffer;   // CU_JIT_ERROR_LOG_BUFFER
            size = options[i] == 6 ? static_cast<unsigned>(reinterpret_cast<uintptr_t>(values[i])) : size; // and its size
        }
        if (buffer && size > 0) {
            snprintf(buffer, size, "%s", log.c_str());
        }
        return code;
    });
}

DRIVER_API cuModuleUnload(void* handle) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        LoadedModule* module = find_module(c, handle);
        if (!module) {
            return INVALID_HANDLE;
        }
        int code = complete_all(c);
        for (uint64_t region : module->regions) {
            c.memory.free(region);
        }
        std::erase_if(c.functions, [&](auto& entry) { return entry.second->module == module; });
        c.modules.erase(handle);
        return code;
    });
}

DRIVER_API cuModuleGetFunction(void** out, void* handle, const char* name) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        LoadedModule* module = find_module(c, handle);
        if (!module) {
            return INVALID_HANDLE;
        }
        auto kernel = module->module->kernels.find(name);
        if (kernel == module->module->kernels.end()) {
            return NOT_FOUND;
        }
        for (auto& [known, function] : c.functions) {
            if (function->kernel == kernel->second.get()) {
                *out = known;
                return SUCCESS;
            }
        }
        auto function = std::make_unique<Function>(Function{module, kernel->second.get(), 49152});
        *out = function.get();
        c.functions[*out] = std::move(function);
        return SUCCESS;
    });
}

DRIVER_API cuModuleGetGlobal_v2(uint64_t* address, size_t* size, void* handle, const char* name) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        LoadedModule* module = find_module(c, handle);
        if (!module) {
            return INVALID_HANDLE;
        }
        for (size_t i = 0; i < module->names.size(); i++) {
            if (module->names[i] == name) {
                if (address) {
                    *address = module->regions[i];
                }
                if (size) {
                    *size = c.memory.near(module->regions[i])->size;
                }
                return SUCCESS;
            }
        }
        return NOT_FOUND;
    });
}

DRIVER_API cuFuncGetAttribute(int* value, int attribute, void* handle) {
    return in_context(__func__, [&](Driver& d, Context& c) -> int {
        Function* function = find_function(c, handle);
        if (!function) {
            return INVALID_HANDLE;
        }
        switch (attribute) {
        case 0: *value = static_cast<int>(function->kernel->max_threads); break;
        case 1: *value = static_cast<int>(static_shared(*function->kernel)); break;
        case 3: *value = static_cast<int>(function->kernel->local_bytes); break;
        case 4: *value = 32; break; // registers: a number, not an assembler's
        case 5: *value = function->module->module->version; break;
        case 6: *value = d.settings.capability; break;
        case 8: *value = static_cast<int>(function->dynamic_limit); break;
        default: *value = 0;
        }
        return SUCCESS;
    });
}

DRIVER_API cuFuncSetAttribute(void* handle, int attribute, int value) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Function* function = find_function(c, handle);
        if (!function) {
            return INVALID_HANDLE;
        }
        if (attribute == 8) { // CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
            if (value < 0 || value + static_shared(*function->kernel) > 65536) {
                return INVALID_VALUE;
            }
            function->dynamic_limit = static_cast<unsigned>(value);
        }
        return SUCCESS;
    });
}

DRIVER_API cuFuncSetCacheConfig(void* handle, int) {
    return in_context(__func__, [&](Driver&, Context& c) { return find_function(c, handle) ? int(SUCCESS) : int(INVALID_HANDLE); });
}

DRIVER_API cuOccupancyMaxActiveBlocksPerMultiprocessor(int* out, void* handle, int threads, size_t dynamic) {
    return in_context(__func__, [&](Driver&, Context& c) -> int {
        Function* function = find_function(c, handle);
        if (!function) {
            return INVALID_HANDLE;
        }
        *out = occupancy(*function, threads, dynamic);
        return SUCCESS;
    });
}

DRIVER_API cuLaunchKernel(void* handle, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                          unsigned dynamic, void* stream_handle, void** parameters, void** extra) {
    return in_context(__func__, [&](Driver& d, Context& c) -> int {
        Function* function = find_function(c, handle);
        auto stream = shared_stream(c, stream_handle);
        if (!function || !stream) {
            return INVALID_HANDLE;
        }
        if (extra) {
            return NOT_SUPPORTED;
        }
        const Kernel& kernel = *function->kernel;
        Shape grid{gx, gy, gz}, block{bx, by, bz};
        if (int code = check_shape(*function, grid, block, dynamic)) {
            return code;
        }
        std::vector<uint8_t> bytes(kernel.parameter_bytes);
        for (size_t i = 0; i < kernel.parameters.size(); i++) {
            if (!parameters || !parameters[i]) {
                return INVALID_VALUE;
            }
            memcpy(&bytes[kernel.parameters[i].offset], parameters[i], kernel.parameters[i].size);
        }
        give(c, stream, [&d, &c, &kernel, bytes = std::move(bytes), grid, block, dynamic] {
            return launch(d, c, kernel, bytes, grid, block, dynamic);
        });
        return SUCCESS;
    });
}
