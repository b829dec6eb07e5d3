package io.alphafair.bench.gpu;

import io.alphafair.bench.record.GpuReport;
import io.alphafair.bench.record.Machine;
import io.alphafair.cuda.DeviceInfo;
import java.util.List;

/**
 * What {@code gpu-check} found, for sending back. Holds no host name, user name or path.
 *
 * @param schema the version of this layout
 * @param version alphafair's
 * @param date when it began, UTC, ISO 8601
 * @param device what runs there; empty if the backend cannot run
 * @param devices the same in numbers; empty if the backend cannot run or be opened
 * @param reason why it cannot; empty if it can
 * @param steps what was checked, in order; after one that failed the rest is still tried
 * @param times what was measured, as in the record of {@code bench --profile gpu}, with less effort; none unless every check
 *            passed
 */
public record GpuRecord(int schema, String version, String date, double seconds, Machine machine, String jdk,
        String device, List<DeviceInfo> devices, String reason, List<Step> steps, GpuReport times) {
    /** The version of the layout that this code writes. */
    public static final int SCHEMA = 2;

    /**
     * A check.
     *
     * @param detail how much was checked, or what was wrong
     */
    public record Step(String name, boolean passed, String detail, double seconds) {}

    /** Whether it can run and everything was right. */
    public boolean allRight() {
        return reason.isEmpty() && steps.stream().allMatch(Step::passed);
    }
}
