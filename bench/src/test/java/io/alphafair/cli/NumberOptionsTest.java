package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.studies.Studies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command that takes a number refuses what is no decimal number, or too large, and names it. */
class NumberOptionsTest {
    private static final Set<Class<?>> DECIMALS = Set.of(double.class, Double.class, double[].class);
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final List<String> NO_DECIMALS = List.of("1e999", "-1e999", "0x1p1", "1d", "2f", "NaN", "1_0", "x");
    private static final List<String> NO_WHOLE_NUMBERS = List.of("0x10", "1d", "1e3", "2.5", "1L", "1_0", "x",
            "9223372036854775808");
    /** What a study's default looks like if the option takes one number or several. */
    private static final String NUMBERS = "(?:[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?|inf)(?:,[0-9.]+|,inf)*";

    static List<Arguments> options() {
        List<Arguments> found = new ArrayList<>();
        collect(Main.command(), List.of(), found);
        return found;
    }

    private static void collect(CommandLine command, List<String> path, List<Arguments> found) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            boolean decimal = DECIMALS.contains(option.type());
            if (decimal || WHOLE.contains(option.type())) {
                found.add(Arguments.of(path, option.longestName(), decimal ? NO_DECIMALS : NO_WHOLE_NUMBERS));
            }
        }
        command.getSubcommands().forEach(
                (name, sub) -> collect(sub, Stream.concat(path.stream(), Stream.of(name)).toList(), found));
    }

    /** Not those of a user's table, which each study's own tests give together. */
    static List<Arguments> studyOptions() {
        return Studies.all().stream().flatMap(study -> study.options().stream()
                .filter(option -> option.defaultValue().matches(NUMBERS)
                        && !option.description().startsWith("with --table"))
                .map(option -> Arguments.of(List.of("study", study.name()), "--" + option.name(), NO_DECIMALS)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource({"options", "studyOptions"})
    void whatIsNoDecimalNumberIsRefusedByName(List<String> command, String option, List<String> values) {
        for (String value : values) {
            List<Object> words = new ArrayList<>(command);
            words.add(option + "=" + value);
            Alphafair run = Alphafair.run(words.toArray());
            assertEquals(Main.BAD_INPUT, run.code(), words + ": " + run);
            assertTrue(run.err().contains(option) && run.err().contains("'" + value + "'"), words + ": " + run.err());
        }
    }

    @Test
    void theOptionsOfAllCommandsAreFound() {
        List<String> all = options().stream().map(found -> found.get()[0] + " " + found.get()[1]).toList();
        for (String option : List.of("[allocate] --budget", "[allocate] --cost-values", "[allocate] --draws",
                "[bench] --minutes", "[compare] --threshold", "[soak] --seed", "[gpu-check] --largest")) {
            assertTrue(all.contains(option), option + " in " + all);
        }
        assertTrue(studyOptions().size() > Studies.all().size(), studyOptions().toString());
    }
}
