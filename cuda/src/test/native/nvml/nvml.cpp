// A libnvidia-ml.so.1 of one device that always says the same, to show how its answers are read. Not all of NVML's functions:
// just those, with NVML's signatures. Its energy counter goes on by 1.5 J at each question.
#include <stdio.h>
#include <string.h>

namespace {

enum { SUCCESS = 0, INVALID_ARGUMENT = 2, NOT_FOUND = 6 };

int users = 0;
int device = 0;
unsigned long long millijoules = 1000;

} // namespace

#define NVML extern "C" __attribute__((visibility("default"))) int

NVML nvmlInit_v2() {
    users++;
    return SUCCESS;
}

NVML nvmlShutdown() {
    users--;
    return SUCCESS;
}

/** For tests: how often it was opened and not closed. */
NVML alphafairNvmlUsers() { return users; }

NVML nvmlSystemGetDriverVersion(char* version, unsigned length) {
    snprintf(version, length, "550.54.15");
    return SUCCESS;
}

NVML nvmlDeviceGetHandleByPciBusId_v2(const char* id, void** handle) {
    *handle = &device;
    return strcmp(id, "00000000:00:00.0") ? NOT_FOUND : SUCCESS;
}

NVML nvmlDeviceGetTemperature(void* handle, int sensor, unsigned* celsius) {
    *celsius = 61;
    return handle == &device && sensor == 0 ? SUCCESS : INVALID_ARGUMENT;
}

NVML nvmlDeviceGetClockInfo(void* handle, int clock, unsigned* megahertz) {
    *megahertz = clock == 1 ? 1755 : 2619;
    return handle == &device && (clock == 1 || clock == 2) ? SUCCESS : INVALID_ARGUMENT;
}

NVML nvmlDeviceGetTotalEnergyConsumption(void* handle, unsigned long long* energy) {
    *energy = millijoules += 1500;
    return handle == &device ? SUCCESS : INVALID_ARGUMENT;
}

// Nothing to do, power cap, temperature.
NVML nvmlDeviceGetCurrentClocksThrottleReasons(void* handle, unsigned long long* reasons) {
    *reasons = 0x1 | 0x4 | 0x20;
    return handle == &device ? SUCCESS : INVALID_ARGUMENT;
}
