package io.alphafair.bench.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.alphafair.InvalidInputException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the JVM's compilers may not use, as on older machines, in emulators and where programs are short. */
public enum JvmLimit {
    /** Everything. */
    DEFAULT("default", "", ""),
    /** No AVX: vectors of 128 bits, and fewer instructions. x86 only. */
    NO_AVX("no-avx", "UseAVX", "0"),
    /** The first compiler only: no call of the Vector API is an instruction. */
    C1("c1", "TieredStopAtLevel", "1"),
    /** No vector is wider than a double. */
    NARROW("64-bit-vectors", "MaxVectorSize", "8");

    /** The parameter of a problem that names one. */
    public static final String PARAMETER = "jvm";

    private final String label;
    private final String option;
    private final String value;

    JvmLimit(String label, String option, String value) {
        this.label = label;
        this.option = option;
        this.value = value;
    }

    /**
     * The limit of that label.
     *
     * @throws InvalidInputException if there is none
     */
    public static JvmLimit parse(String label) {
        return Arrays.stream(values()).filter(limit -> limit.label.equals(label)).findFirst()
                .orElseThrow(() -> new InvalidInputException(PARAMETER + " '" + label + "': expected one of "
                        + Stream.of(values()).map(JvmLimit::label).collect(Collectors.joining(", "))));
    }

    /** As problems and command lines write it. */
    public String label() {
        return label;
    }

    /** The flags that impose it. */
    public List<String> flags() {
        return this == DEFAULT ? List.of() : List.of("-XX:" + option + "=" + value);
    }

    /** Whether a JVM like this one knows the flags: one with an unknown flag does not start. */
    public boolean isKnown() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return this == DEFAULT || hotSpot != null && hotSpot.getVMOption(option) != null;
        } catch (IllegalArgumentException e) {
            // So it says that it has no such option.
            return false;
        }
    }
}
