// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

/** Jazzer's way in: it calls both methods by their names. */
public final class FuzzEntry {
    private static FuzzTarget target = FuzzTarget.SSDP;

    private FuzzEntry() {}

    /**
     * Called once.
     *
     * @param args the name of the target
     */
    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.valueOf(args[0]);
    }

    /**
     * Called with each input.
     *
     * @param input at most 64 KB
     */
    public static void fuzzerTestOneInput(byte[] input) {
        target.checkAllButAllocation(input);
    }
}
