package io.alphafair.bench.measure;

import io.alphafair.InvalidInputException;
import io.alphafair.backend.BackendUnavailableException;
import io.alphafair.bench.record.Verdict;
import io.alphafair.contract.ContractViolationException;

/** Why a subject has no result. */
public final class SubjectException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    /** @param reason one line */
    public SubjectException(Verdict verdict, String reason) {
        this(verdict, reason, null);
    }

    /** @param reason one line */
    public SubjectException(Verdict verdict, String reason, Throwable cause) {
        super(reason, cause);
        this.verdict = verdict;
    }

    /** What an attempt has thrown, as a reason. */
    public static SubjectException of(Throwable e) {
        if (e instanceof SubjectException own) {
            return own;
        }
        Verdict verdict = switch (e) {
            case ContractViolationException wrong -> Verdict.MISMATCHED;
            case AnswerMismatchException wrong -> Verdict.MISMATCHED;
            case BackendUnavailableException absent -> Verdict.UNAVAILABLE;
            case InvalidInputException refused -> Verdict.UNAVAILABLE;
            default -> Verdict.FAILED;
        };
        String text = e.getMessage() == null ? "" : e.getMessage();
        return new SubjectException(verdict, text.lines().findFirst().orElse(e.getClass().getSimpleName()), e);
    }

    /** What became of the subject. */
    public Verdict verdict() {
        return verdict;
    }
}
