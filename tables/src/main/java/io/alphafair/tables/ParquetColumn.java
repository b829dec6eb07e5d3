package io.alphafair.tables;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A column of Parquet files as it was read. */
abstract sealed class ParquetColumn implements Column {
    private final BitSet missing = new BitSet();

    /** Takes the values of a batch in, the first one as that of row {@code from}. */
    final void add(ColumnReader batch, int from) {
        Validity validity = batch.getLeafValidity();
        for (int at = 0; validity.hasNulls() && at < batch.getRecordCount(); at++) {
            if (validity.isNull(at)) {
                missing.set(from + at);
            }
        }
        put(batch, from);
    }

    /** As {@link #add}; what it keeps for rows without a value is not asked for. */
    abstract void put(ColumnReader batch, int from);

    final boolean isMissing(int row) {
        return missing.get(row);
    }

    final void requireValue(int row) {
        if (isMissing(row)) {
            throw new NumberFormatException("a missing value");
        }
    }

    @Override
    public final BigDecimal decimal(int row) {
        return Numerals.decimal(text(row));
    }

    /** Floating-point numbers, of which those of 32 bits have become doubles without rounding. */
    static final class Doubles extends ParquetColumn {
        private final double[] values;

        Doubles(int rows) {
            this.values = new double[rows];
        }

        @Override
        void put(ColumnReader batch, int from) {
            int count = batch.getRecordCount();
            switch (batch.getColumnSchema().type()) {
                case FLOAT -> {
                    float[] floats = batch.getFloats();
                    for (int at = 0; at < count; at++) {
                        values[from + at] = floats[at];
                    }
                }
                default -> System.arraycopy(batch.getDoubles(), 0, values, from, count);
            }
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : CsvFile.number(values[row]);
        }

        @Override
        public double number(int row) {
            requireValue(row);
            if (!Double.isFinite(values[row])) {
                throw new NumberFormatException(values[row] + " is not finite");
            }
            return values[row];
        }
    }

    /** Integers of up to 64 bits with a sign, or of up to 32 bits without. */
    static final class Integers extends ParquetColumn {
        private final long[] values;
        private final boolean isSigned;

        Integers(int rows, boolean isSigned) {
            this.values = new long[rows];
            this.isSigned = isSigned;
        }

        @Override
        void put(ColumnReader batch, int from) {
            int count = batch.getRecordCount();
            switch (batch.getColumnSchema().type()) {
                case INT32 -> {
                    int[] ints = batch.getInts();
                    for (int at = 0; at < count; at++) {
                        values[from + at] = isSigned ? ints[at] : Integer.toUnsignedLong(ints[at]);
                    }
                }
                default -> System.arraycopy(batch.getLongs(), 0, values, from, count);
            }
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : Long.toString(values[row]);
        }

        @Override
        public double number(int row) {
            requireValue(row);
            return values[row];
        }
    }

    /** Texts, and what has a text rather than a number of bits, such as truth values, dates and decimals. */
    static final class Words extends ParquetColumn {
        private final String[] values;
        private final Function<ColumnReader, IntFunction<String>> texts;

        /** @param texts makes of a batch what gives the text of each row that has a value */
        Words(int rows, Function<ColumnReader, IntFunction<String>> texts) {
            this.values = new String[rows];
            this.texts = texts;
        }

        @Override
        void put(ColumnReader batch, int from) {
            IntFunction<String> text = texts.apply(batch);
            for (int at = 0; at < batch.getRecordCount(); at++) {
                try {
                    values[from + at] = isMissing(from + at) ? "" : text.apply(at);
                } catch (IllegalArgumentException e) {
                    // Without its cause, because ParquetFault shows the first one.
                    throw new IllegalArgumentException("row " + (from + at + 1) + " has " + e.getMessage());
                }
            }
        }

        @Override
        public String text(int row) {
            return values[row];
        }

        @Override
        public double number(int row) {
            return Numerals.number(values[row]);
        }
    }
}
