// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.io.IOException;
import java.util.List;

/** The system's table of neighbours over IPv4. */
interface ArpTable {
    /** All entries; blocks where a command is asked. */
    List<ArpEntry> read() throws IOException, InterruptedException;

    /** Whether it has an entry for an address that was asked for and did not answer. */
    boolean listsAbsent();

    /** How long to wait until it is worth another look, in milliseconds. */
    long pollMillis();
}
