package io.alphafair.bench.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** JSON files: written whole or not at all, read with errors that name the file. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    /** @throws IllegalArgumentException if the text is not JSON */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not JSON of that type */
    public static <T> T parse(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the " + type.getSimpleName() + " expected: "
                    + e.getOriginalMessage(), e);
        }
    }

    /** Indented text with a line feed at its end; the same value gives the same text. */
    public static String text(Object value) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value.getClass() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Text without a line feed. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value.getClass() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a file whole or not at all. */
    public static void write(Path file, Object value) throws IOException {
        WholeFile.writeString(file, text(value));
    }

    /**
     * Reads a file.
     *
     * @throws IOException naming the file and the field, if it cannot be read or is not what is expected
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return read(file, reader -> reader.readValue(Files.readString(file)), type);
    }

    /** As {@link #read(Path, Class)} for what was read from the file already, and completed. */
    static <T> T read(Path file, JsonNode content, Class<T> type) throws IOException {
        return read(file, reader -> reader.readValue(content), type);
    }

    private interface Reading<T> {
        T with(ObjectReader reader) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading, Class<T> type) throws IOException {
        ObjectReader reader = MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            return reading.with(reader);
        } catch (JsonProcessingException e) {
            throw new IOException(file + place(e) + ": not the " + type.getSimpleName() + " expected, "
                    + e.getOriginalMessage().lines().findFirst().orElse("")
                            .replaceAll("[;(] ?`?Deserialization.*| \\(index.*", ""),
                    e);
        } catch (MalformedInputException e) {
            throw new IOException(file + ": not UTF-8 text", e);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": not there", e);
        }
    }

    /** The field, as in {@code , field run.forks}, and the line. */
    private static String place(JsonProcessingException e) {
        StringBuilder place = new StringBuilder();
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            place.append(", field ").append(mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining(".")).replace(".[", "["));
        }
        if (e.getLocation() != null) {
            place.append(", line ").append(e.getLocation().getLineNr());
        }
        return place.toString();
    }
}
