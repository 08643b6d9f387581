// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.doctor.OutsideHelper;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.internal.host.LinuxSockets;
import org.postern.doctor.internal.host.SystemListeningSockets;
import org.postern.doctor.port.inbound.DropCounter;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Finds out what is known of a port: what the gateway holds for it, E13, and for whom, E14; whether
 * the gateway takes a mapping, where there is none; who listens here, E15; whether the gateway can
 * connect to this machine unasked, E16; whether somebody outside can, E19 to E21; and whether the
 * port is reached at the external address from inside, E22. Safe for several threads.
 *
 * <p>Mappings that it makes for a test have their own description, end after two minutes, and are
 * removed before it returns, whatever happens. It makes none where it cannot tell whether one is
 * there already, and removes none that it did not make.
 */
public final class PortCollector {
    private final PortProbes probes;

    /**
     * A collector on this system.
     *
     * @param holders whether somebody has an address of the local network
     * @param helper asks helpers outside; empty where there is no such service
     */
    public PortCollector(HolderLookup holders, Optional<OutsideHelper> helper) {
        this(
                new PortProbes(
                        SystemListeningSockets::readFor,
                        LinuxSockets::tcp,
                        holders,
                        helper,
                        new SecureRandom()));
    }

    PortCollector(PortProbes probes) {
        this.probes = probes;
    }

    /**
     * Examines a port. Blocks about 0.2 seconds where the port is open and nobody outside is asked.
     *
     * @param inquiry which port
     * @param drops what this machine drops
     * @param limit when it ends at the latest, with all mappings removed
     * @return what was seen until then; what was not looked at is as if it could not be told
     * @throws InterruptedException when the calling thread is interrupted; 1.8 seconds later at most,
     *     when its mappings are removed
     */
    public PortEvidence collect(PortInquiry inquiry, DropCounter drops, TimeLimit limit)
            throws InterruptedException {
        try (ParallelCalls calls = new ParallelCalls()) {
            return new PortExamination(inquiry, probes, drops, calls).run(limit);
        }
    }
}
