package io.alphafair.studies.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a study found: text and tables for people, numbers for programs, pictures. Filled by one thread. */
public final class StudyReport {
    /**
     * A picture.
     *
     * @param name of its file, without {@code .svg}
     * @param caption one line: what to see
     */
    public record Picture(String name, String caption, String svg) {}

    /**
     * A table for programs, written as CSV.
     *
     * @param name of its file, without {@code .csv}
     * @param caption one line: what is in it
     */
    public record Data(String name, String caption, List<String> columns, List<List<String>> rows) {}

    private final StringBuilder text = new StringBuilder();
    private final List<TextTable> tables = new ArrayList<>();
    private final Map<String, Object> numbers = new LinkedHashMap<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<Data> data = new ArrayList<>();

    /** An empty report. */
    public StudyReport() {
    }

    /** Adds a paragraph, broken into lines. */
    public StudyReport say(String paragraph) {
        return add(Prose.wrap(paragraph.strip()));
    }

    private StudyReport add(String block) {
        text.append(text.isEmpty() ? "" : "\n").append(block.stripTrailing()).append('\n');
        return this;
    }

    /** Adds a table. */
    public StudyReport table(TextTable table) {
        tables.add(table);
        return add(table.toText());
    }

    /**
     * Adds something for programs.
     *
     * @param value a number, a word, a record, or an array, list or map of such
     */
    public StudyReport number(String key, Object value) {
        if (numbers.put(key, value) != null) {
            throw new IllegalArgumentException("the report has " + key + " already");
        }
        return this;
    }

    /** Adds a picture. */
    public StudyReport picture(Picture picture) {
        pictures.add(picture);
        return this;
    }

    /** Adds a table for programs. */
    public StudyReport data(Data table) {
        data.add(table);
        return this;
    }

    /** All paragraphs and tables, in their order. */
    public String text() {
        return text.toString();
    }

    public List<TextTable> tables() {
        return List.copyOf(tables);
    }

    /** What programs read, in its order. */
    public Map<String, Object> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    public List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    public List<Data> data() {
        return List.copyOf(data);
    }
}
