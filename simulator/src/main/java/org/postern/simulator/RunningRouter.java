// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.HeldMappings;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.WanConnectionState;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.net.CloseableStack;
import org.postern.simulator.pinhole.FirewallPinholes;
import org.postern.simulator.pxp.PxpServer;
import org.postern.simulator.ssdp.SsdpResponder;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * The parts of a router from one start to its end.
 *
 * @param config with the ports and the boot id that the router got
 * @param udn after quirks
 * @param ipv6DescriptionUrl empty if there is no WANIPv6FirewallControl
 * @param ssdp empty if SSDP is off
 * @param pxp empty if it speaks neither PCP nor NAT-PMP
 */
record RunningRouter(
        RouterConfig config,
        String udn,
        URI descriptionUrl,
        Optional<URI> ipv6DescriptionUrl,
        InetAddress wanAddress,
        WanConnectionState connection,
        HeldMappings table,
        FirewallPinholes pinholes,
        MappingRules mappingRules,
        Optional<SsdpResponder> ssdp,
        Optional<PxpServer> pxp,
        CloseableStack resources) {

    /** Changes the state of the WAN connection. */
    void reconnect(WanFacts facts) {
        if (mappingRules.forwardingStopsAtReconnect()) {
            table.stopForwarding();
        }
        connection.change(facts);
        pxp.ifPresent(PxpServer::addressMayHaveChanged);
    }

    /** Sends byebye and ends. */
    void close() {
        resources.close();
    }

    /** Ends without a byebye, as in a power failure. */
    void crash() {
        ssdp.ifPresent(SsdpResponder::crash);
        resources.close();
    }

    /** The configuration for its next start. */
    RouterConfig next(int bootIdByTheClock) {
        return config.withBootId(Math.max(config.bootId() + 1, bootIdByTheClock));
    }
}
