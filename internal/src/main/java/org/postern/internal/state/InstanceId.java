// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.state;

/** Names for what belongs to one running instance. */
public final class InstanceId {
    private InstanceId() {}

    /**
     * Makes an id of the process and the moment, short enough for the description of a port mapping.
     * Not by a secure random source, which may block while the host starts.
     *
     * @return hexadecimal digits and a hyphen
     */
    public static String fresh() {
        return Long.toHexString(ProcessHandle.current().pid())
                + "-"
                + Long.toHexString(System.nanoTime());
    }
}
