package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.InvalidInputException;
import io.alphafair.bench.record.Json;
import io.alphafair.tables.InputFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A JSON list of problems, solved one after the other; one that is refused refuses the file. */
final class ProblemFile {
    /** Python writes the bare tokens NaN, Infinity and -Infinity; where they matter they are refused later, by place. */
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** What messages call the file. */
    private final String path;
    private final Solver solver;
    private final AnswerList answers = new AnswerList();

    private ProblemFile(Path path, Solver solver) {
        this.path = InputFile.name(path);
        this.solver = solver;
    }

    /**
     * The answers as JSON.
     *
     * @throws InvalidInputException if the file is not a list of problems or one of them is refused
     */
    static String solve(Path path, Solver solver) {
        ProblemFile file = new ProblemFile(path, solver);
        try (JsonParser parser = MAPPER.createParser(InputFile.open(path))) {
            file.solveAll(parser);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(path + " does not exist: check the path of the problems", e);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new InvalidInputException(path + place + " is not JSON: " + Json.reason(e)
                    + "; expected a list of problems", e);
        } catch (IOException e) {
            throw new InvalidInputException(path + " cannot be read: " + e + "; expected a readable JSON file", e);
        }
        return file.answers.finish();
    }

    private void solveAll(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new InvalidInputException(path + " does not begin with '[': expected a list of problems, "
                    + "as in [{\"name\": ...}]");
        }
        for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
            JsonNode problem = ProblemKeys.read(parser, MAPPER, path, place);
            String name = problem.get("name").textValue();
            try {
                new ProblemFields(problem).solve(solver, name, answers);
            } catch (InvalidInputException e) {
                throw new InvalidInputException(path + ": problem '" + name + "': " + e.getMessage(), e);
            }
        }
        if (parser.nextToken() != null) {
            throw new InvalidInputException(path + " goes on after its list, at line "
                    + parser.currentTokenLocation().getLineNr() + ": expected one list; join the lists");
        }
    }
}
