package io.alphafair.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample of {@link SurveyMain}: no error is larger than its bound. */
class SurveyTest {
    private static final long SEED = 1;

    static Stream<Arguments> surveys() {
        return Survey.all().stream()
                .flatMap(survey -> survey.regimes().stream()
                        .map(regime -> Arguments.of(survey.title(), regime, survey)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("surveys")
    void errorsAreWithinTheirBounds(String title, Regime regime, Survey survey) {
        assertEquals(List.of(), survey.run(regime, SEED, 300, -1).violations());
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("surveys")
    void errorsOfALargerSampleAreWithinTheirBounds(String title, Regime regime, Survey survey) {
        assertEquals(List.of(), survey.run(regime, SEED + 1, 20_000, -1).violations());
    }
}
