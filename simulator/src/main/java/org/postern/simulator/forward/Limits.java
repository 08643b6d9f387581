// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.time.Duration;

/**
 * The limits of one open port: TCP connections at once, outside UDP peers remembered, and the
 * silence after which a connection is closed or a peer is forgotten.
 */
public record Limits(int connections, int sessions, Duration tcpIdle, Duration udpIdle) {
    /** 64 of each; the times are the least that RFC 5382 (REQ-5) and RFC 4787 (REQ-5) allow. */
    public static Limits standard() {
        return new Limits(64, 64, Duration.ofMinutes(124), Duration.ofMinutes(2));
    }
}
