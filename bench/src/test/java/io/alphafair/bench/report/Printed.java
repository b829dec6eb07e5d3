package io.alphafair.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads back what the printers wrote: tables by their titles, rows as maps from a column's name to its text. */
final class Printed {
    private static final Pattern HTML_TABLE = Pattern
            .compile("<caption class=\"hidden\">(.*?)</caption><thead><tr>(.*?)</tr></thead>\\s*<tbody>(.*?)</tbody>",
                    Pattern.DOTALL);

    private Printed() {
    }

    static Map<String, List<Map<String, String>>> markdown(String text) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        String title = "";
        List<String> columns = List.of();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                title = plain(line.replaceFirst("#+ ", ""));
                columns = List.of();
            } else if (line.startsWith("|---") || line.startsWith("|--:")) {
                tables.putIfAbsent(title, new ArrayList<>());
            } else if (line.startsWith("|")) {
                List<String> cells = Stream.of(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|"))
                        .map(cell -> plain(cell.strip())).toList();
                if (columns.isEmpty()) {
                    columns = cells;
                } else {
                    tables.get(title).add(row(columns, cells));
                }
            }
        }
        return tables;
    }

    private static Map<String, String> row(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            row.put(columns.get(place), place < cells.size() ? cells.get(place) : "");
        }
        return row;
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("\\\\([\\\\|`*(~])", "$1").replace("&lt;", "<").replace("&amp;", "&");
    }

    static Map<String, List<Map<String, String>>> html(String page) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        Matcher table = HTML_TABLE.matcher(page);
        while (table.find()) {
            List<String> columns = elements(table.group(2), "th");
            tables.put(text(table.group(1)), elements(table.group(3), "tr", false).stream()
                    .map(row -> row(columns, elements(row, "td"))).toList());
        }
        return tables;
    }

    private static List<String> elements(String html, String tag) {
        return elements(html, tag, true);
    }

    private static List<String> elements(String html, String tag, boolean asText) {
        return Pattern.compile("<" + tag + "[^>]*>(.*?)</" + tag + ">", Pattern.DOTALL).matcher(html).results()
                .map(found -> asText ? text(found.group(1)) : found.group(1)).toList();
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&");
    }

    /** The lines of a CSV text by its header's names. */
    static List<Map<String, String>> csv(String text) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (String line : text.lines().toList()) {
            List<String> fields = new ArrayList<>();
            Matcher field = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(?:,|$)").matcher(line);
            while (field.find() && fields.size() < Math.max(columns.size(), line.length() + 1)) {
                fields.add(field.group(1) == null ? field.group(2) : field.group(1).replace("\"\"", "\""));
                if (field.end() == line.length() && !line.endsWith(",")) {
                    break;
                }
            }
            if (columns.isEmpty()) {
                columns = fields;
            } else {
                rows.add(row(columns, fields));
            }
        }
        return rows;
    }
}
