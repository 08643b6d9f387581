// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.timing.ParallelCalls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The ports of this machine that are listened on for one examination. Belongs to the thread that
 * examines.
 */
public final class OwnPorts implements AutoCloseable {
    /** Far from what programs use, and from what routers keep for themselves. */
    private static final int FIRST_SPARE = 50_000;

    private static final int LAST_SPARE = 64_999;

    /** One in use is met now and then. */
    private static final int ATTEMPTS = 8;

    private final ParallelCalls calls;
    private final RandomGenerator random;
    private final List<OwnPort> open = new ArrayList<>();

    public OwnPorts(ParallelCalls calls, RandomGenerator random) {
        this.calls = calls;
        this.random = random;
    }

    /** One with a number; empty where a program has it, or it may not be listened on. */
    public Optional<OwnPort> at(Protocol protocol, InetAddress address, int port) {
        Optional<OwnPort> opened =
                OwnPort.open(protocol, new InetSocketAddress(address, port), calls);
        opened.ifPresent(open::add);
        return opened;
    }

    /** One with a number that gateways map as a rule, 50000..64999. */
    public Optional<OwnPort> spare(Protocol protocol, InetAddress address) {
        Optional<OwnPort> opened = Optional.empty();
        for (int i = 0; i < ATTEMPTS && opened.isEmpty(); i++) {
            opened = at(protocol, address, random.nextInt(FIRST_SPARE, LAST_SPARE + 1));
        }
        return opened;
    }

    @Override
    public void close() {
        open.forEach(OwnPort::close);
    }
}
