package io.alphafair.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.alphafair.Items;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.contract.BackendContract;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.select.Backends;
import io.alphafair.simd.ScanPath;
import io.alphafair.simd.SimdBackend;
import java.lang.management.ManagementFactory;

/** Prints what each backend is here and holds the available ones to the contract: {@code ContractMain FROM TO}, two seeds. */
public final class ContractMain {
    private ContractMain() {
    }

    public static void main(String[] arguments) {
        printFlags();
        Seeds seeds = new Seeds(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        for (BackendProvider provider : Backends.all()) {
            if (!provider.availability().available()) {
                System.out.println(provider.name() + " not available: " + provider.availability().reason());
                continue;
            }
            try (Backend backend = provider.open(2)) {
                seeds.stream().forEach(seed -> BackendContract.checkAll(backend, seed));
                System.out.println(provider.name() + " equal on " + seeds.count() + ": " + backend.description());
            }
            if (provider.name().equals("simd")) {
                checkForcedPaths(seeds);
            }
        }
        try (Items items = Problems.make(Shape.UNIFORM, 10, 1, 1, 0)) {
            System.out.println(Backends.choose(items).explain());
        }
    }

    /** What is in force, which is less than what was asked for where the machine or the JVM lacks something. */
    private static void printFlags() {
        System.out.println("the mode is " + System.getProperty("java.vm.info"));
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("-XX:") || flag.equals("-Xcheck:jni")) {
                String name = flag.equals("-Xcheck:jni") ? "CheckJNICalls" : flag.replaceAll("^-XX:[+-]?|=.*", "");
                System.out.println(name + " is " + hotSpot.getVMOption(name).getValue());
            }
        }
    }

    /** Left to itself simd divides small problems, so each path has to be forced. */
    private static void checkForcedPaths(Seeds seeds) {
        for (ScanPath path : ScanPath.values()) {
            try (Backend backend = new SimdBackend(path)) {
                seeds.stream().forEach(seed -> BackendContract.check(backend, seed));
                System.out.println("simd path " + path + " equal on " + seeds.count());
            }
        }
    }
}
