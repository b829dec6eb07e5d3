package io.alphafair.bench.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** JSON files: written whole or not at all, read with errors that name the file. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    /** @throws IllegalArgumentException if the text is not JSON */
    public static JsonNode parse(String text) {
        return parse(text, JsonNode.class);
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
        return text(MAPPER.writer(printer), value) + "\n";
    }

    /** Text without a line feed. */
    public static String line(Object value) {
        return text(MAPPER.writer(), value);
    }

    private static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value.getClass() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a file whole or not at all. */
    public static void write(Path file, Object value) throws IOException {
        WholeFile.writeString(file, text(value));
    }

    /** The beginning of a text's SHA-256, in hexadecimal digits. */
    static String digest(String text, int bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException naming the file and the field, if it cannot be read or is not what is expected
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(Files.readString(file));
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
