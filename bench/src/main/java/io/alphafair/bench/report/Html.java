package io.alphafair.bench.report;

import java.util.List;

/** HTML with every text and attribute escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    /** Which columns of the table that is being written are numbers. */
    private List<Boolean> numbers = List.of();

    /** Text as HTML shows it, in elements and in quoted attributes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int place = 0; place < text.length(); place++) {
            char each = text.charAt(place);
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(each);
            }
        }
        return escaped.toString();
    }

    /** JSON that no HTML parser takes for a tag or comment. */
    static String json(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Markup that is part of the page itself, not of a record. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** An opening tag with attributes from {@code name, value, name, value ...}. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int place = 0; place < attributes.length; place += 2) {
            out.append(' ').append(attributes[place]).append("=\"").append(escape(attributes[place + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with text alone. */
    Html element(String tag, String text, String... attributes) {
        open(tag, attributes).text(text);
        out.append("</").append(tag).append('>');
        return this;
    }

    /** A row of a table's body. */
    Html row(List<String> cells, String... attributes) {
        open("tr", attributes);
        for (int column = 0; column < cells.size(); column++) {
            boolean number = column < numbers.size() && numbers.get(column);
            open("td", number ? new String[]{"class", "number"} : new String[0]).text(cells.get(column)).raw("</td>");
        }
        return close("tr");
    }

    /**
     * The head of a table in a box that scrolls by itself and can be reached with the keyboard.
     *
     * @param columns their names; a number's column begins with #
     */
    Html table(String caption, String id, List<String> columns) {
        numbers = columns.stream().map(column -> column.startsWith("#")).toList();
        open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        open("table", "id", id).element("caption", caption).raw("<thead><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            element("th", number ? column.substring(1) : column, "scope", "col", "class", number ? "number" : "text");
        }
        return raw("</tr></thead>\n<tbody>\n");
    }

    Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
