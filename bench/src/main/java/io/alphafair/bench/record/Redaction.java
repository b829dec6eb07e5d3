package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the machine's paths, and with them user names, out of a record: of an absolute path its last name is left. */
public final class Redaction {
    private static final Pattern FOLDERS = Pattern
            .compile("(?<![\\w.\\\\/])(?:[A-Za-z]:)?[\\\\/](?:[^\\s\\\\/,;:=]+[\\\\/])+");

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

    /** The words of a command line, redacted: of a word that is an absolute path as a whole, blanks in it and all, the last name. */
    public static List<String> words(List<String> words) {
        return words.stream().map(word -> text(Path.of(word).isAbsolute() && !word.contains(",")
                ? String.valueOf(Path.of(word).getFileName())
                : word)).toList();
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
