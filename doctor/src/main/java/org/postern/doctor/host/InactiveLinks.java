// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.internal.system.SystemCommand;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the interfaces without a carrier on macOS and the BSDs, which call them up and running all
 * the same: ifconfig(8) prints {@code status: inactive} or {@code no carrier} for them.
 */
final class InactiveLinks {
    private static final List<String> COMMAND = List.of("/sbin/ifconfig", "-a");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 512 * 1024;

    private static final Set<String> STATUS =
            Set.of("status: inactive", "status: no carrier", "status: no network");

    private InactiveLinks() {}

    /** Blocks until the command has ended; empty where the system does not tell. */
    static Set<String> find() throws InterruptedException {
        try {
            return read(new SystemCommand(COMMAND, TIMEOUT, MAX_BYTES).lines());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** The lines of an interface follow the one with its name, further to the right. */
    static Set<String> read(List<String> lines) {
        Set<String> inactive = new HashSet<>();
        String name = "";
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && colon > 0) {
                name = line.substring(0, colon);
            } else if (STATUS.contains(line.strip())) {
                inactive.add(name);
            }
        }
        return inactive;
    }
}
