// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes and packets forwarded since the router's start. A read of a TCP stream counts as one
 * packet. Safe for all threads.
 */
public final class TrafficCounters {
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder packetsSent = new LongAdder();
    private final LongAdder packetsReceived = new LongAdder();

    void sent(long bytes) {
        bytesSent.add(bytes);
        packetsSent.increment();
    }

    void received(long bytes) {
        bytesReceived.add(bytes);
        packetsReceived.increment();
    }

    /** Towards the outside. */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** From the outside. */
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    /** Towards the outside. */
    public long packetsSent() {
        return packetsSent.sum();
    }

    /** From the outside. */
    public long packetsReceived() {
        return packetsReceived.sum();
    }
}
