package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.alphafair.InvalidInputException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a problem as a JSON object, whose keys have to be known and to differ. */
final class ProblemKeys {
    private static final String NAME = "name";
    /** An answer that comes with the problem: not read. */
    private static final String ANSWER = "expected";
    private static final String CAP = "cap";
    private static final List<String> KNOWN = List.of(NAME, "n", "t", "k", "budget", "alpha", "benefit", "cost",
            "group", CAP, "oneItemEach", "weights", ANSWER);

    private ProblemKeys() {
    }

    /**
     * Reads the object that begins at the parser's token.
     *
     * @param file for messages
     * @param place of the problem in it, counted from 0
     * @throws InvalidInputException if there is no object, it has no name, or a key is not known or comes twice
     */
    static ObjectNode read(JsonParser parser, JsonMapper mapper, Object file, int place) throws IOException {
        ObjectNode problem = mapper.createObjectNode();
        String fault = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Set<String> seen = new HashSet<>();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                boolean first = seen.add(key);
                boolean known = KNOWN.contains(key);
                if (fault == null && !(first && known)) {
                    fault = first ? unknown(key) : "key '" + key + "' comes twice: expected each key once; drop one";
                }
                if (first && known && !key.equals(ANSWER)) {
                    problem.set(key, (key.equals(CAP) ? exactly(mapper) : mapper.reader()).readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!problem.path(NAME).isTextual()) {
            throw new InvalidInputException(file + ": problem " + place
                    + " (counted from 0) is no object with a name: expected {\"name\": \"...\", ...}");
        }
        if (fault != null) {
            throw new InvalidInputException(file + ": problem '" + problem.get(NAME).textValue() + "': " + fault);
        }
        return problem;
    }

    /** Keeps numbers that are too large for a double apart from infinity, which is allowed as a cap. */
    private static ObjectReader exactly(JsonMapper mapper) {
        return mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    private static String unknown(String key) {
        return "unknown key '" + key + "': expected " + String.join(", ", KNOWN) + "; correct or drop it";
    }
}
