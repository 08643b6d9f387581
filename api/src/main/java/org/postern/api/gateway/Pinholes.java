// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens ports of the IPv6 firewall of a gateway to this machine, whatever protocol does it.
 *
 * <p>A pinhole belongs to one address of this machine: when the address goes, it is of no use any
 * more. Some gateways cannot close or renew a pinhole. So leases are short, and renewed while the
 * port is needed.
 *
 * <p>All calls may be made from any thread. Each that asks the gateway blocks at most 30 seconds in
 * all, and ends at once when its thread is interrupted. {@link Reason#UNREACHABLE} means that the
 * gateway did not answer, or that this machine has no IPv6 address to ask from.
 */
@ProviderType
public interface Pinholes {
    /**
     * The state of the firewall.
     *
     * @return empty where no protocol of the gateway reports it
     * @throws GatewayException when the gateway cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    default Optional<PinholeStatus> status() throws GatewayException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Opens a port to this machine. One that is open to the same address gets a new lease.
     *
     * @param request checked first; nothing is sent when it is out of range
     * @return what was opened, and to which address
     * @throws GatewayException with the gateway's reason; {@link Reason#NOT_AUTHORIZED} also where
     *     the firewall is off, and lets everything in
     * @throws InterruptedException when the calling thread is interrupted; the port may or may not
     *     be open then
     */
    PinholeResult open(PinholeRequest request) throws GatewayException, InterruptedException;

    /**
     * Gives a pinhole a further lease: one request, over the protocol that opened it.
     *
     * @param held what {@link #open} or {@link #opened()} gave
     * @param lease from now; see {@link PinholeRequest#lease()}
     * @return the pinhole with the lease that was granted
     * @throws GatewayException with the gateway's reason; {@link Reason#NOT_FOUND} when it holds no
     *     such pinhole. Where it is {@link Reason#NO_RESOURCES} or {@link Reason#NOT_AUTHORIZED},
     *     the gateway may be one that renews none: a new one can be opened when the lease is over
     * @throws InterruptedException when the calling thread is interrupted
     */
    Pinhole renew(Pinhole held, Duration lease) throws GatewayException, InterruptedException;

    /**
     * Closes a pinhole, over the protocol that opened it.
     *
     * @param held what {@link #open} or {@link #opened()} gave
     * @throws GatewayException {@link Reason#NOT_FOUND} when the gateway holds no such pinhole. With
     *     any other reason the port may be open until the lease ends
     * @throws InterruptedException when the calling thread is interrupted
     */
    void close(Pinhole held) throws GatewayException, InterruptedException;

    /**
     * The pinholes that this installation has opened, in any process, and whose leases are not over;
     * the gateway may have lost them. Gateways list none. Asks nothing, but waits for the protocols
     * that are still searched for.
     *
     * @return sorted by port and protocol; possibly empty
     * @throws InterruptedException when the calling thread is interrupted
     */
    List<Pinhole> opened() throws InterruptedException;

    /**
     * How many packets came through a pinhole.
     *
     * @param held what {@link #open} or {@link #opened()} gave
     * @return empty where the gateway does not count them
     * @throws GatewayException when the gateway cannot be asked or refuses
     * @throws InterruptedException when the calling thread is interrupted
     */
    default OptionalLong packets(Pinhole held) throws GatewayException, InterruptedException {
        return OptionalLong.empty();
    }
}
