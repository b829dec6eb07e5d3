package io.alphafair.cuda;

import io.alphafair.backend.Availability;
import io.alphafair.backend.Backend;
import io.alphafair.backend.BackendProvider;
import io.alphafair.backend.BackendUnavailableException;
import java.util.List;

/** Provides {@link CudaBackend} where there is a driver and a device. */
public final class CudaProvider implements BackendProvider {
    /** The index of the device to use, 0 if it is not set. */
    public static final String DEVICE_PROPERTY = "alphafair.cuda.device";
    /** The default: data are copied to the device once, and again when they have changed. */
    private static final String RESIDENT = "resident";
    /** Each call copies everything to the device. */
    private static final String UPLOAD = "upload";

    /** For {@link java.util.ServiceLoader}. */
    public CudaProvider() {
        // Nothing is touched before somebody asks.
    }

    @Override
    public String name() {
        return CudaBackend.NAME;
    }

    @Override
    public String summary() {
        return "one NVIDIA GPU through its driver: kernels of our own, the problem kept on the device";
    }

    @Override
    public Availability availability() {
        String device = System.getProperty(DEVICE_PROPERTY, "0");
        if (!device.matches("\\d{1,9}")) {
            return Availability.no("-D" + DEVICE_PROPERTY + "=" + device + ": expected an index from 0");
        }
        return availability(Integer.parseInt(device));
    }

    private static Availability availability(int device) {
        Availability found = Probe.look(Probe.LIBRARY, device);
        return found.available() ? Binding.AVAILABILITY : found;
    }

    /** Found out once: a library that has failed to load fails for the rest of the process, with less to say. */
    private static final class Binding {
        static final Availability AVAILABILITY = load();

        private static Availability load() {
            try {
                JCudaNatives.load();
                return Availability.yes();
            } catch (LinkageError | RuntimeException e) {
                return Availability.no("JCuda's library does not load: " + firstLine(e)
                        + "; expected jcuda-natives 12.6.0 for linux-x86_64 on the class path", e);
            }
        }

        private static String firstLine(Throwable e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    @Override
    public List<String> variants() {
        return List.of(RESIDENT, UPLOAD);
    }

    @Override
    public Backend open(String variant, int parallelism) {
        String name = requireAvailable(variant).toString();
        Settings settings = Settings.ofDevice(Integer.getInteger(DEVICE_PROPERTY, 0));
        return open(name, variant.equals(UPLOAD) ? settings.withUploads() : settings);
    }

    /**
     * Opens the backend with settings of one's own.
     *
     * @throws BackendUnavailableException if it cannot run here
     */
    public static CudaBackend open(Settings settings) {
        Availability availability = availability(settings.device());
        if (!availability.available()) {
            throw new BackendUnavailableException(CudaBackend.NAME, availability);
        }
        return open(CudaBackend.NAME, settings);
    }

    private static CudaBackend open(String name, Settings settings) {
        try {
            return new CudaBackend(name, settings, new JCudaDriverCalls());
        } catch (CudaException e) {
            throw new BackendUnavailableException(name, Availability.no(refusal(e), e));
        }
    }

    private static String refusal(CudaException e) {
        return (e.call().startsWith("cuModule") ? "module refused: " : "device could not be opened: ")
                + e.failure() + "; " + remedy(e.code());
    }

    private static String remedy(int code) {
        return switch (code) {
            case CudaException.OUT_OF_MEMORY -> "free memory of the device";
            case CudaException.NO_COMPILER -> "install libnvidia-ptxjitcompiler.so.1, which comes with NVIDIA's driver";
            default -> "check nvidia-smi, and update NVIDIA's driver";
        };
    }
}
