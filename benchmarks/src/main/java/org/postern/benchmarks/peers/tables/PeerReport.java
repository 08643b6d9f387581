// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the tables of a run's figures, and draws its charts. */
final class PeerReport {
    private PeerReport() {}

    /** {@code FIGURES FOLDER}: tables to standard output, charts to the folder. */
    public static void main(String[] arguments) throws IOException {
        Measurements all = Measurements.read(Path.of(arguments[0]));
        System.out.print(new PeerTable(all).markdown());
        System.out.print(new BoundsTable(all).markdown());
        for (Chart chart : Chart.values()) {
            Files.writeString(Path.of(arguments[1], chart.fileName()), chart.svg(all));
        }
    }
}
