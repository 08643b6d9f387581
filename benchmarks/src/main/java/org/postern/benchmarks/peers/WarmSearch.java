// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/**
 * Searches again and again in one process, and prints how long it took until a usable gateway was
 * known, once the JVM is warm; in microseconds, one to a line.
 */
final class WarmSearch {
    private WarmSearch() {}

    /** {@code CONTENDER WARM_UP RUNS}. */
    public static void main(String[] arguments) throws Exception {
        int warmUp = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        try (Contender contender = Contender.named(arguments[0])) {
            for (int i = -warmUp; i < runs; i++) {
                long start = System.nanoTime();
                contender.find();
                long micros = (System.nanoTime() - start) / 1000;
                if (i >= 0) {
                    System.out.println(micros);
                }
                contender.settle();
            }
        }
        System.exit(0);
    }
}
