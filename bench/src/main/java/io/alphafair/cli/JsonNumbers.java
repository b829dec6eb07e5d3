package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** Writes numbers as programs read them: each reads back to the same double, and infinities are strings. */
final class JsonNumbers {
    private final JsonGenerator json;

    JsonNumbers(JsonGenerator json) {
        this.json = json;
    }

    JsonGenerator generator() {
        return json;
    }

    void doubles(String key, int count, IntToDoubleFunction values) throws IOException {
        json.writeArrayFieldStart(key);
        for (int place = 0; place < count; place++) {
            number(values.applyAsDouble(place));
        }
        json.writeEndArray();
    }

    void longs(String key, int count, IntToLongFunction values) throws IOException {
        json.writeArrayFieldStart(key);
        for (int place = 0; place < count; place++) {
            json.writeNumber(values.applyAsLong(place));
        }
        json.writeEndArray();
    }

    /** As many nulls. */
    void nulls(String key, int count) throws IOException {
        json.writeArrayFieldStart(key);
        for (int place = 0; place < count; place++) {
            json.writeNull();
        }
        json.writeEndArray();
    }

    void array(String key, double[] values) throws IOException {
        json.writeFieldName(key);
        array(values);
    }

    void array(double[] values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            number(value);
        }
        json.writeEndArray();
    }

    void number(String key, double value) throws IOException {
        json.writeFieldName(key);
        number(value);
    }

    private void number(double value) throws IOException {
        if (Double.isNaN(value)) {
            throw new IllegalStateException("an answer is NaN: expected none ever; please report the problem");
        }
        if (Double.isInfinite(value)) {
            json.writeString(value > 0 ? "Infinity" : "-Infinity");
        } else {
            json.writeNumber(value);
        }
    }
}
