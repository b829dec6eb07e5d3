package io.alphafair.select;

/** A calibration that is missing, damaged or of another machine; the message is the reason, in one line. */
public final class UnusableCalibrationException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableCalibrationException(String reason) {
        super(reason);
    }

    UnusableCalibrationException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
