package io.alphafair.cuda;

/** The device beside the processors that a backend runs on: what it is, what its sensors say, and how fast it reads. */
public interface Device {
    /** What it is. Takes a moment: the driver compiles the kernels anew, to be timed. */
    DeviceInfo info();

    /** What its sensors say now. */
    DeviceState state();

    /**
     * A buffer on the device that plain reading is timed on: what no kernel that reads as many bytes can beat.
     *
     * @param bytes at least 16; rounded down to a multiple of 16
     */
    DeviceReading reading(long bytes);
}
