package io.alphafair.bench.report;

import io.alphafair.bench.Question;
import io.alphafair.bench.record.Cell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What every view of a cell can say of it. */
interface OfCell {
    Pattern SIZE = Pattern.compile("\\d{1,18}");

    Cell cell();

    default Optional<Question> question() {
        return Question.of(cell().benchmark());
    }

    default String shape() {
        return cell().params().getOrDefault("shape", "");
    }

    default long n() {
        return number("n");
    }

    default long t() {
        return number("t");
    }

    default long k() {
        return number("k");
    }

    /** A size; 0 if the cell has none of this name. */
    default long number(String param) {
        String value = cell().params().getOrDefault(param, "");
        return SIZE.matcher(value).matches() ? Long.parseLong(value) : 0;
    }

    /** N x T, over all instances of a batch. */
    default long elements() {
        return n() * t() * Math.max(1, number("instances"));
    }

    /** The cell without its backend: what backends are compared on. */
    default Map<String, String> problem() {
        Map<String, String> problem = new LinkedHashMap<>(cell().params());
        problem.remove(Cell.BACKEND);
        return problem;
    }

    /** What its problem has beside shape and sizes, as in {@code alpha 1.5}. */
    default String further() {
        return cell().params().entrySet().stream().filter(param -> !CellOrder.COLUMNS.contains(param.getKey()))
                .map(param -> param.getKey() + " " + param.getValue()).collect(Collectors.joining(", "));
    }
}
