package io.alphafair.bench.peer.external;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.Groups;
import io.alphafair.InvalidInputException;
import io.alphafair.Items;
import io.alphafair.Matrix;
import io.alphafair.contract.Problems;
import io.alphafair.contract.Shape;
import io.alphafair.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class HandOverTest {
    @Test
    void theProblemIsThereForThisUserAloneAndThenGone() throws IOException {
        Path folder;
        try (Items items = Problems.make(Shape.EXTREME, 20, 3, 4, 1); HandOver handOver = HandOver.of(items)) {
            folder = handOver.folder();
            try (Matrix benefit = Npy.readMatrix(folder.resolve("benefit.npy"));
                    Matrix cost = Npy.readMatrix(folder.resolve("cost.npy"));
                    Groups groups = Npy.readGroups(folder.resolve("group.npy"))) {
                assertArrayEquals(items.benefit().toArray(), benefit.toArray());
                assertArrayEquals(items.cost().toArray(), cost.toArray());
                for (int row = 0; row < 20; row++) {
                    assertEquals(items.groups().label(row), groups.label(row));
                }
            }
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            }
            assertTrue(Files.isRegularFile(folder.resolve("worker.py")));
        }
        assertTrue(Files.notExists(folder), folder.toString());
    }

    @Test
    void whatWouldHaveToBeBroadcastIsRefused() {
        try (Items items = Items.of(Matrix.copyOf(new double[]{1, 2, 3, 4}, 2, 2),
                Matrix.copyOf(new double[]{1, 2}, 1, 2), Groups.of(new int[]{0, 0}))) {
            assertEquals("cost is 1 x 2: expected 2 x 2; the peers know no broadcast",
                    assertThrows(InvalidInputException.class, () -> HandOver.of(items)).getMessage());
        }
    }
}
