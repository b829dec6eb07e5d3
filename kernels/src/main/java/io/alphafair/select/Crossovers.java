package io.alphafair.select;

import io.alphafair.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Predicted times of the backends, from a calibration of this machine or, without one, from a built-in model of the number of
 * processors, the sizes of their caches and the width of their vectors. Immutable: whoever chooses often keeps one.
 */
public final class Crossovers {
    private static final String BUILT_IN = "built-in model: ";
    private static final String REMEDY = "; 'alphafair doctor --calibrate' measures this machine";

    private final Calibration calibration;
    private final TimeModel measured;
    private final String origin;

    private Crossovers(Calibration calibration, TimeModel measured, String origin) {
        this.calibration = calibration;
        this.measured = measured;
        this.origin = origin;
    }

    /** From this user's {@linkplain CalibrationFile#ofThisUser file}, which is read now, if it is of this machine. */
    public static Crossovers load() {
        Path file;
        try {
            file = CalibrationFile.ofThisUser();
        } catch (InvalidInputException e) {
            return builtIn(e.getMessage());
        }
        return load(file, Host.here());
    }

    /** From a file, if it is usable on {@code host}; else the built-in model, which then says why. */
    public static Crossovers load(Path file, Host host) {
        try {
            return of(CalibrationFile.read(file, host));
        } catch (UnusableCalibrationException e) {
            return builtIn(e.getMessage());
        }
    }

    /** From a calibration. */
    public static Crossovers of(Calibration calibration) {
        return new Crossovers(calibration, new MeasuredTimes(calibration),
                "calibrated on ".concat(calibration.day()));
    }

    /**
     * The built-in model.
     *
     * @param reason why not a calibration, without a full stop
     */
    public static Crossovers builtIn(String reason) {
        return new Crossovers(null, null, BUILT_IN + reason + REMEDY);
    }

    /** The calibration, if there is one. */
    public Optional<Calibration> calibration() {
        return Optional.ofNullable(calibration);
    }

    /**
     * The predicted time of one group argmax, everything loaded and compiled.
     *
     * @param parallelism the threads the backend would be opened with; those of a pool run native
     * @return nanoseconds; empty if nothing is known of that backend
     */
    public OptionalDouble nanos(String backend, Dimensions dimensions, int parallelism) {
        return nanos(backend, TimeModel.LOADED, dimensions, parallelism);
    }

    /** As {@link #nanos(String, Dimensions, int)} where the threads of a pool run another backend, its leaf. */
    OptionalDouble nanos(String backend, String leaf, Dimensions dimensions, int parallelism) {
        return (isMeasured(parallelism) ? measured : BuiltInModel.here()).nanos(backend, leaf, dimensions, parallelism);
    }

    /** With one thread the single-threaded backends' times hold; with another number than measured none compare. */
    private boolean isMeasured(int parallelism) {
        return calibration != null && (parallelism == 1 || parallelism == calibration.host().processors());
    }

    /** Where the times for so many threads come from, for the end of a sentence. */
    public String origin(int parallelism) {
        return calibration == null || isMeasured(parallelism)
                ? origin
                : BUILT_IN + "the calibration is of " + calibration.host().processors() + " threads, not "
                        + parallelism;
    }
}
