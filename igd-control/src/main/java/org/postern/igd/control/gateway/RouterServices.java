// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.igd.control.pinhole.RouterFirewall;
import org.postern.igd.control.soap.SoapService;

import java.net.URI;
import java.util.Optional;

/**
 * What a router is asked for.
 *
 * @param wan its WANIPConnection or WANPPPConnection
 * @param common the WANCommonInterfaceConfig beside it
 * @param firewall the WANIPv6FirewallControl beside it
 * @param events where the events of {@code wan} are subscribed to, checked against its peer
 */
public record RouterServices(
        SoapService wan,
        Optional<SoapService> common,
        Optional<RouterFirewall> firewall,
        Optional<URI> events) {
    /** A router of one service, without events. */
    public static RouterServices of(SoapService wan) {
        return new RouterServices(wan, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
