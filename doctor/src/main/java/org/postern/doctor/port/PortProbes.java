// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.port.inbound.TcpTable;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What this machine and others are asked with.
 *
 * @param listening who listens on this machine, E15
 * @param table of this machine's connections
 * @param holders whether somebody has an address, E14
 * @param helper asks helpers outside; empty where there is no such service
 * @param random for names and ports
 */
record PortProbes(
        Listening listening,
        TcpTable table,
        HolderLookup holders,
        Optional<OutsideHelper> helper,
        RandomGenerator random) {
    /** Reads who listens; may block for some seconds where a command has to be asked. */
    @FunctionalInterface
    interface Listening {
        /** All of this machine, and exactly those at one port. */
        ListeningSockets readFor(int port) throws InterruptedException;
    }
}
