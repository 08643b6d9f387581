// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;

import java.net.InetAddress;
import java.time.Duration;

/**
 * The calls that {@link Upnp} (on its default gateway) and each {@link UpnpDevice} (on itself) have
 * in common. All block at most 30 seconds, may be made from any thread, and end at once when their
 * thread is interrupted.
 *
 * <p>What a call fails with is named as {@link UpnpResult#of(GatewayException)} has it. Besides what
 * each call names, it fails with {@link UpnpResult#NO_GATEWAY} on an {@link Upnp}
 * whose list holds no valid gateway, with {@link UpnpResult#INVALID_GATEWAY} on a device that is
 * none, and with what the router says.
 */
@ProviderType
public interface PortMapper {

    /**
     * Opens a UDP port, permanently, to the same port of this machine.
     *
     * @param port 1..65535
     * @return what the router then holds
     * @throws GatewayException as {@link #addPortMapping(int, int, String, Protocol, Duration)}
     * @throws InterruptedException when the calling thread is interrupted
     */
    default PortMapping addPortMapping(int port) throws GatewayException, InterruptedException {
        return addPortMapping(port, 0, "", Protocol.UDP, Duration.ZERO);
    }

    /**
     * Opens a port to this machine (WANIPConnection:1 section 2.4.16) and reads back what the
     * router holds. Asks the router to overwrite what is there; it may refuse for another client's
     * mapping and for ports below 1024.
     *
     * @param port the external port, 1..65535
     * @param internalPort 0..65535; 0 for the same as the external one
     * @param description shown by the router; may be empty
     * @param protocol TCP or UDP
     * @param lease zero (permanent) or 120..86400 seconds; a router may hold another, IGD:2 turns
     *     zero into 604800 seconds
     * @return what the router then holds
     * @throws GatewayException {@link UpnpResult#INVALID_PORT}, {@link
     *     UpnpResult#INVALID_DURATION}, or the router's reason
     * @throws InterruptedException when the calling thread is interrupted
     */
    PortMapping addPortMapping(
            int port, int internalPort, String description, Protocol protocol, Duration lease)
            throws GatewayException, InterruptedException;

    /**
     * Closes a UDP port.
     *
     * @param port 1..65535
     * @throws GatewayException as {@link #deletePortMapping(int, Protocol)}
     * @throws InterruptedException when the calling thread is interrupted
     */
    default void deletePortMapping(int port) throws GatewayException, InterruptedException {
        deletePortMapping(port, Protocol.UDP);
    }

    /**
     * Closes a port (WANIPConnection:1 section 2.4.17).
     *
     * @param port the external port, 1..65535
     * @param protocol TCP or UDP
     * @throws GatewayException {@link UpnpResult#INVALID_PORT}, {@link
     *     UpnpResult#PORT_MAPPING_NOT_FOUND}, or the router's reason
     * @throws InterruptedException when the calling thread is interrupted
     */
    void deletePortMapping(int port, Protocol protocol)
            throws GatewayException, InterruptedException;

    /**
     * The address under which the internet sees this network (WANIPConnection:1 section 2.4.18).
     *
     * @return the address, possibly a private one behind a second router
     * @throws GatewayException {@link UpnpResult#ACTION_FAILED} when the router has none now (it
     *     says nothing, or 0.0.0.0)
     * @throws InterruptedException when the calling thread is interrupted
     */
    InetAddress externalAddress() throws GatewayException, InterruptedException;
}
