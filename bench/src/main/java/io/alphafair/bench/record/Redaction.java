package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the machine's paths, and with them user names, out of a record: of an absolute path its last name is left. */
public final class Redaction {
    /** A group that may give back what it took would recurse once per folder, and a long text must not end the stack. */
    private static final Pattern FOLDERS = Pattern
            .compile("(?<![\\w.\\\\/])(?:[A-Za-z]:)?[\\\\/](?:[^\\s\\\\/,;:=]++[\\\\/])++");

    private Redaction() {
    }

    /** The text with the folders of absolute paths left out. */
    public static String text(String text) {
        return FOLDERS.matcher(text).replaceAll("");
    }

    /** Each text, redacted. */
    public static List<String> texts(List<String> texts) {
        return texts.stream().map(Redaction::text).toList();
    }

    /**
     * The words of a command line, redacted: of a word, or of what follows the {@code =} of an option, each part between
     * commas that is an absolute path as a whole, blanks in it and all, keeps its last name only.
     */
    public static List<String> words(List<String> words) {
        return words.stream().map(Redaction::word).toList();
    }

    private static String word(String word) {
        int value = word.startsWith("-") ? word.indexOf('=') + 1 : 0;
        String parts = Stream.of(word.substring(value).split(",", -1)).map(Redaction::part)
                .collect(Collectors.joining(","));
        return text(word.substring(0, value) + parts);
    }

    private static String part(String part) {
        try {
            Path path = Path.of(part);
            return path.isAbsolute() && path.getFileName() != null ? path.getFileName().toString() : part;
        } catch (InvalidPathException e) {
            // A pattern, for example.
            return part;
        }
    }

    /** JMH's result with the JVM's place and the folders in its arguments left out; still valid for JMH's readers. */
    public static JsonNode jmh(JsonNode result) {
        ObjectNode redacted = result.deepCopy();
        redacted.put("jvm", text(result.path("jvm").asText()));
        ArrayNode arguments = redacted.putArray("jvmArgs");
        result.path("jvmArgs").forEach(argument -> arguments.add(text(argument.asText())));
        return redacted;
    }
}
