// What a test asks of the device, beside the driver API: settings, the report, a fresh start.
#include "driver.h"

using namespace device;

// 0, or 1 if there is no such setting. The keys are those of the environment variables ALPHAFAIR_DEVICE_...
DRIVER_API alphafairDeviceSet(const char* key, const char* value) {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    bool known = d.settings.set(key, value);
    d.random = Random(d.settings.checks.seed);
    return known ? 0 : 1;
}

// Forgets counts, findings and failures; contexts and what lives in them stay.
DRIVER_API alphafairDeviceReset() {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    d.reset();
    return 0;
}

// As if the library were loaded anew: every context is gone, and the settings are those of the environment.
DRIVER_API alphafairDeviceReload() {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    while (!d.primaries.empty()) {
        destroy(d.primaries.begin()->second);
    }
    d.initialised = false;
    d.settings = Settings();
    d.reset();
    d.settings.failures = Settings().failures;
    return 0;
}

// The report in lines "name value", written to the buffer if it fits; the length that it needs, with its NUL.
DRIVER_API alphafairDeviceReport(char* buffer, int size) {
    Driver& d = driver();
    std::lock_guard<std::recursive_mutex> lock(d.mutex);
    std::string text = d.report();
    if (static_cast<size_t>(size) > text.size()) {
        memcpy(buffer, text.c_str(), text.size() + 1);
    }
    return static_cast<int>(text.size() + 1);
}
