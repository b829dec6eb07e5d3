package io.alphafair.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.contract.BackendContract;
import io.alphafair.contract.ContractViolationException;
import io.alphafair.cuda.device.InterpretedDevice;
import io.alphafair.testing.Seeded;
import io.alphafair.testing.Seeds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the other tests look at would have shown each of these mistakes. */
class MutantsTest {
    private static final int PROBLEMS = 300;

    /** What is asked of a backend on the problem of a seed. */
    private interface Check {
        void of(CudaBackend backend, long seed);
    }

    static List<Mutants.Mutant> mutants() {
        return Mutants.all();
    }

    static List<Mutants.Mutant> ofSelection() {
        return Mutants.ofSelection();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMistakeShows(Mutants.Mutant mutant) {
        assertShows(mutant, BackendContract::check);
    }

    @ParameterizedTest
    @MethodSource("ofSelection")
    void aMistakeOfTheSelectionShows(Mutants.Mutant mutant) {
        assertShows(mutant, BackendContract::checkSelection);
    }

    private static void assertShows(Mutants.Mutant mutant, Check check) {
        InterpretedDevice device = OnDevice.fresh();
        Optional<String> sign = Optional.empty();
        // Seed by seed, because some mistakes need tables in device memory, which not every setting has.
        for (long seed = 0; seed < PROBLEMS && sign.isEmpty(); seed++) {
            for (int number = 0; number < OnDevice.SETTINGS.size() && sign.isEmpty(); number++) {
                sign = sign(device, mutant, OnDevice.SETTINGS.get(number), seed, check);
            }
        }
        assertTrue(sign.isPresent(), "nothing shows it");
        String found = sign.get();
        assertTrue(List.of(mutant.caughtBy().split("\\|")).stream().anyMatch(found::startsWith), found);
    }

    /** What one problem shows. Elapsed time is asked of events that a mutant does not wait for: that is a sign too. */
    private static Optional<String> sign(InterpretedDevice device, Mutants.Mutant mutant, Settings settings,
            long seed, Check check) {
        device.reload();
        device.reset();
        device.set("SEED", seed);
        device.set("BUDGET", 1_000_000_000);
        String answer = "";
        try (CudaBackend backend = new CudaBackend(settings, mutant.around(new JCudaDriverCalls()))) {
            check.of(backend, seed);
        } catch (ContractViolationException e) {
            answer = "answer: " + e.getMessage();
        } catch (CudaException e) {
            answer = "fault: " + e.getMessage();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            answer = "answer: " + e;
        }
        if (!device.report().findings().isEmpty()) {
            return Optional.of(device.report().findings().getFirst());
        }
        if (!device.report().faults().isEmpty()) {
            return Optional.of("fault: " + device.report().faults().getFirst());
        }
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    @Test
    @Seeded(first = 30, all = PROBLEMS)
    void withoutAMistakeNothingShows(Seeds seeds) {
        InterpretedDevice device = OnDevice.fresh();
        Mutants.Mutant none = new Mutants.Mutant("none", "", (call, arguments, real) -> real.make(arguments));
        for (Settings settings : OnDevice.SETTINGS.subList(1, 3)) {
            for (Check check : List.<Check>of(BackendContract::check, BackendContract::checkSelection)) {
                seeds.stream().forEach(seed -> assertEquals(Optional.empty(),
                        sign(device, none, settings, seed, check)));
            }
        }
    }
}
