// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The turns that {@link InTurn} gives to this process. */
final class Turns {
    /** What is measured in one turn. */
    interface Turn {
        void take() throws Exception;
    }

    private Turns() {}

    /** Called when the JVM is warm. Returns when no more turns come. */
    static void take(Turn turn) throws Exception {
        BufferedReader turns =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        end();
        while (next(turns)) {
            turn.take();
            end();
        }
    }

    /** Each turn is an empty line. */
    private static boolean next(BufferedReader turns) throws IOException {
        return turns.readLine() != null;
    }

    /** An empty line ends a turn, and the time before the first one. */
    private static void end() {
        System.out.println();
        System.out.flush();
    }
}
