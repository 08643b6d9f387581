// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.igd.control.calls.ConnectionStatus;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a WAN service answered when it was asked for its status and its external address.
 *
 * @param reached whether it answered at all, be it with a refusal
 * @param statusWord its word for the state of the connection; empty when it gave none
 * @param uptime how long it has been connected; empty when it gave no number
 * @param addressTold whether it said which address it has, or that it has none
 * @param externalAddress the address; empty when it has none, or did not say
 * @param lanAddress the address of its own LAN that it gave for an external one; mostly empty
 * @param ipv6Address the external IPv6 address of a connected router that has no IPv4 address;
 *     empty when it did not tell, or was not asked
 * @param failure why there is no answer, for messages; empty when both questions were answered
 */
public record WanAnswers(
        boolean reached,
        Optional<String> statusWord,
        Optional<Duration> uptime,
        boolean addressTold,
        Optional<InetAddress> externalAddress,
        Optional<InetAddress> lanAddress,
        Optional<InetAddress> ipv6Address,
        String failure) {
    /** Of a router that gave no address of its LAN, and was not asked for an IPv6 address. */
    public WanAnswers(
            boolean reached,
            Optional<String> statusWord,
            Optional<Duration> uptime,
            boolean addressTold,
            Optional<InetAddress> externalAddress,
            String failure) {
        this(
                reached,
                statusWord,
                uptime,
                addressTold,
                externalAddress,
                Optional.empty(),
                Optional.empty(),
                failure);
    }

    /** Whether it is connected by its own account; empty when it did not say. */
    public Optional<Boolean> connected() {
        return statusWord.isEmpty()
                ? Optional.empty()
                : Optional.of(ConnectionStatus.isConnected(statusWord.get()));
    }
}
