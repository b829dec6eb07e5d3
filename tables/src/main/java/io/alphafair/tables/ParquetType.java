package io.alphafair.tables;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.SchemaNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/** The type of a column of a Parquet file, and what becomes of it in a table. */
record ParquetType(SchemaNode node) {
    /** As messages call it: {@code double}, {@code uint8}, {@code decimal(10, 2)}, {@code timestamp}, {@code list}. */
    String name() {
        return switch (node) {
            case SchemaNode.GroupNode group ->
                group.isList() ? "list" : group.isMap() ? "map" : group.isVariant() ? "variant" : "struct";
            case SchemaNode.PrimitiveNode leaf when leaf.maxRepetitionLevel() > 0 -> "list";
            case SchemaNode.PrimitiveNode leaf -> switch (leaf.logicalType()) {
                case null -> leaf.type().name().toLowerCase(Locale.ROOT);
                case LogicalType.IntType type -> (type.isSigned() ? "int" : "uint") + type.bitWidth();
                case LogicalType.DecimalType type -> "decimal(" + type.precision() + ", " + type.scale() + ")";
                case LogicalType type -> type.getClass().getSimpleName().replaceFirst("Type$", "")
                        .toLowerCase(Locale.ROOT);
            };
        };
    }

    /** The place of the column's values among those of the file. */
    int leaf() {
        return ((SchemaNode.PrimitiveNode) node).columnIndex();
    }

    /** Whether it means numbers or words. */
    boolean isSupported() {
        if (!(node instanceof SchemaNode.PrimitiveNode leaf) || leaf.maxRepetitionLevel() > 0) {
            return false;
        }
        return switch (leaf.logicalType()) {
            case LogicalType.IntType _,LogicalType.DecimalType _,LogicalType.DateType _ -> true;
            case LogicalType.StringType _,LogicalType.EnumType _ -> true;
            // A column without any value, whatever its type.
            case LogicalType.NullType _ -> true;
            case null -> switch (leaf.type()) {
                case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
                case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
            };
            default -> false;
        };
    }

    /** A column of a supported type. */
    ParquetColumn column(int rows) {
        SchemaNode.PrimitiveNode leaf = (SchemaNode.PrimitiveNode) node;
        return switch (leaf.logicalType()) {
            case LogicalType.StringType _,LogicalType.EnumType _ -> new ParquetColumn.Words(rows, ParquetType::texts);
            case LogicalType.DateType _ -> new ParquetColumn.Words(rows, ParquetType::dates);
            case LogicalType.DecimalType type ->
                new ParquetColumn.Words(rows, batch -> decimals(batch, type.scale()));
            case LogicalType.IntType type when !type.isSigned() && type.bitWidth() == Long.SIZE ->
                new ParquetColumn.Words(rows, ParquetType::unsignedLongs);
            case LogicalType.IntType type -> new ParquetColumn.Integers(rows, type.isSigned());
            case null, default -> switch (leaf.type()) {
                case FLOAT, DOUBLE -> new ParquetColumn.Doubles(rows);
                case INT32, INT64 -> new ParquetColumn.Integers(rows, true);
                case BOOLEAN -> new ParquetColumn.Words(rows, ParquetType::truths);
                case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new ParquetColumn.Words(rows, ParquetType::texts);
            };
        };
    }

    private static IntFunction<String> truths(ColumnReader batch) {
        boolean[] values = batch.getBooleans();
        return row -> Boolean.toString(values[row]);
    }

    private static IntFunction<String> dates(ColumnReader batch) {
        int[] days = batch.getInts();
        return row -> LocalDate.ofEpochDay(days[row]).toString();
    }

    private static IntFunction<String> unsignedLongs(ColumnReader batch) {
        long[] values = batch.getLongs();
        return row -> Long.toUnsignedString(values[row]);
    }

    private static IntFunction<String> decimals(ColumnReader batch, int scale) {
        return switch (batch.getColumnSchema().type()) {
            case INT32 -> {
                int[] values = batch.getInts();
                yield row -> BigDecimal.valueOf(values[row], scale).toString();
            }
            case INT64 -> {
                long[] values = batch.getLongs();
                yield row -> BigDecimal.valueOf(values[row], scale).toString();
            }
            default -> {
                byte[] bytes = batch.getBinaryValues();
                int[] offsets = batch.getBinaryOffsets();
                yield row -> new BigDecimal(
                        new BigInteger(Arrays.copyOfRange(bytes, offsets[row], offsets[row + 1])), scale).toString();
            }
        };
    }

    private static IntFunction<String> texts(ColumnReader batch) {
        byte[] bytes = batch.getBinaryValues();
        int[] offsets = batch.getBinaryOffsets();
        return row -> {
            ByteBuffer text = ByteBuffer.wrap(bytes, offsets[row], offsets[row + 1] - offsets[row]);
            try {
                return Cell.clean(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("bytes that are no UTF-8 text", e);
            }
        };
    }
}
