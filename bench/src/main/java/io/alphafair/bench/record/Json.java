package io.alphafair.bench.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.file.WholeFile;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON files: written whole or not at all, read with errors that name the file. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    /** For files: null is no value of theirs, not even in a list. */
    private static final ObjectMapper FILES = MAPPER.copy()
            .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** The largest file of a record here has 3 MB. */
    private static final long MOST_BYTES = 64 << 20;
    /** Where Jackson's messages name a setting of its own. */
    private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

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
            requireReadable(file);
            return FILES.readValue(Files.readString(file), type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + place(e) + ": not the " + type.getSimpleName() + " expected, "
                    + reason(e).replaceAll("[;(] ?`?Deserialization.*| \\(index.*", ""), e);
        } catch (MalformedInputException e) {
            throw new IOException(file + ": not UTF-8 text", e);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": not there", e);
        }
    }

    /** A pipe or a device might never end, and a larger file would fill the memory. */
    private static void requireReadable(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + ": no regular file; expected a file of JSON");
        }
        if (attributes.size() > MOST_BYTES) {
            throw new IOException(file + ": " + attributes.size() + " bytes; expected at most " + MOST_BYTES);
        }
    }

    /** What Jackson says is wrong, in one line. */
    public static String reason(JsonProcessingException e) {
        return SETTING.matcher(e.getOriginalMessage().lines().findFirst().orElse("")).replaceAll("");
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
