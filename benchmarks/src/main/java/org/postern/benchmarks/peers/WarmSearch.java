// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/**
 * Searches once in each of its turns, in a JVM that is warm, and prints how long it took until a
 * usable gateway was known.
 */
final class WarmSearch {
    private WarmSearch() {}

    /** {@code CONTENDER WARM_UP}. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        try (Contender contender = Contender.named(name)) {
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                search(contender, name, false);
            }
            Turns.take(() -> search(contender, name, true));
        }
        System.exit(0);
    }

    private static void search(Contender contender, String name, boolean measured)
            throws Exception {
        CallTimer.timed(measured, "search", name, contender::find);
        contender.settle();
    }
}
