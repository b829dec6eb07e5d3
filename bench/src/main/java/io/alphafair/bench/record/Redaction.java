package io.alphafair.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the machine's paths, and with them user names, out of a record: of a path that is absolute, or leaves the current folder,
 * its last name is left, and of a home folder {@code ~}.
 */
public final class Redaction {
    private static final Pattern IN_TEXT = path("\\s");
    /** A word is a whole, so that a blank in it does not end a path. */
    private static final Pattern IN_WORD = path("");
    private static final Pattern HOMES = Pattern.compile("[\\\\/](?:home|users)[\\\\/]+$", Pattern.CASE_INSENSITIVE);

    private Redaction() {
    }

    /**
     * A path in a text: its folders, then its last name. A group that may give back what it took would recurse once per folder,
     * and a long text must not end the stack.
     *
     * @param end what no name has, beside separators
     */
    private static Pattern path(String end) {
        String name = "[^" + end + "\\\\/,;:=]";
        return Pattern
                .compile("(?<![\\w.\\\\/])(?<!https?:)((?:[A-Za-z]:|\\.\\.)?[\\\\/]++(?:" + name + "++[\\\\/]++)++)("
                        + name + "*+)");
    }

    /** The text with the folders of such paths left out. */
    public static String text(String text) {
        return redacted(IN_TEXT, text);
    }

    private static String redacted(Pattern paths, String text) {
        return paths.matcher(text)
                .replaceAll(path -> Matcher.quoteReplacement(lastName(path.group(1), path.group(2))));
    }

    private static String lastName(String folders, String name) {
        return HOMES.matcher(folders).find() || (folders + name).equals(System.getProperty("user.home")) ? "~" : name;
    }

    /**
     * The words of a command line, redacted: of a word, or of what follows the {@code =} of an option, each part between
     * commas that is such a path as a whole, blanks in it and all, keeps its last name only.
     */
    public static List<String> words(List<String> words) {
        return words.stream().map(Redaction::word).toList();
    }

    private static String word(String word) {
        int value = word.startsWith("-") ? word.indexOf('=') + 1 : 0;
        String parts = Stream.of(word.substring(value).split(",", -1)).map(Redaction::part)
                .collect(Collectors.joining(","));
        return redacted(IN_WORD, word.substring(0, value) + parts);
    }

    private static String part(String part) {
        try {
            Path path = Path.of(part).normalize();
            boolean leaves = path.startsWith("..") && path.getNameCount() > 1;
            return (path.isAbsolute() || leaves) && path.getFileName() != null
                    ? lastName(path.getParent() + "/", path.getFileName().toString())
                    : part;
        } catch (InvalidPathException e) {
            // A pattern, for example.
            return part;
        }
    }

    /** JMH's result with the JVM's place and the folders in its arguments left out; still valid for JMH's readers. */
    public static JsonNode jmh(JsonNode result) {
        ObjectNode redacted = result.deepCopy();
        redacted.put("jvm", word(result.path("jvm").asText()));
        ArrayNode arguments = redacted.putArray("jvmArgs");
        result.path("jvmArgs").forEach(argument -> arguments.add(word(argument.asText())));
        return redacted;
    }
}
