// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.util.concurrent.atomic.LongAdder;

/**
 * Bytes and packets forwarded since the router's start: sent to the outside, received from there. A
 * read of a TCP stream counts as one packet. Safe for all threads.
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

    public long bytesSent() {
        return bytesSent.sum();
    }

    public long bytesReceived() {
        return bytesReceived.sum();
    }

    public long packetsSent() {
        return packetsSent.sum();
    }

    public long packetsReceived() {
        return packetsReceived.sum();
    }
}
