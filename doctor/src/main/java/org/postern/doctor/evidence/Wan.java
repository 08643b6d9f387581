// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The chosen gateway's internet connection, E11, and what is beyond it.
 *
 * @param gateway the chosen gateway
 * @param connected what the gateway says; empty where it does not tell
 * @param status the gateway's own word; may be empty
 * @param externalAddress empty where it has none or does not tell
 * @param uptimeSeconds how long the connection has been up; empty where it does not tell
 * @param networkFailure whether PCP or NAT-PMP answered with result 3, "network failure"
 * @param readMillis how long the slowest answer of the gateway over HTTP took
 * @param farther the router that is next on the way out, where the external address is a private
 *     one and it was found, E12
 * @param stunAddress as which address a STUN server sees this network, E18; empty where none was
 *     asked, or none answered
 */
public record Wan(
        GatewaySeen gateway,
        Optional<Boolean> connected,
        String status,
        Optional<InetAddress> externalAddress,
        OptionalLong uptimeSeconds,
        boolean networkFailure,
        long readMillis,
        Optional<FartherRouter> farther,
        Optional<InetAddress> stunAddress) {
    /** The same with what is beyond the gateway. */
    public Wan with(
            boolean failing, Optional<FartherRouter> beyond, Optional<InetAddress> seenByStun) {
        return new Wan(
                gateway,
                connected,
                status,
                externalAddress,
                uptimeSeconds,
                failing,
                readMillis,
                beyond,
                seenByStun);
    }

    /**
     * A router beyond the gateway.
     *
     * @param address of it, in the network between the two
     * @param upnp whether it answered a search over SSDP
     * @param page whether it has a web page
     */
    public record FartherRouter(InetAddress address, boolean upnp, boolean page) {}
}
