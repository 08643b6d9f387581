// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.MappingTable;
import org.postern.simulator.igd.WanConnection;
import org.postern.simulator.ssdp.SsdpResponder;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * What a router is from one start to the next.
 *
 * @param config as it was started, with the port that it got and the boot id that it says
 * @param udn quirks included
 * @param ssdp empty: it has none
 */
record RouterLife(
        RouterConfig config,
        String udn,
        URI descriptionUrl,
        InetAddress wanAddress,
        WanConnection line,
        MappingTable table,
        Optional<SsdpResponder> ssdp,
        Parts parts) {

    /** Says byebye and ends. */
    void close() {
        parts.close();
    }

    /** Ends without a word, as when the power goes. */
    void crash() {
        ssdp.ifPresent(SsdpResponder::crash);
        parts.close();
    }

    /** What it is by itself after the next start. */
    RouterConfig next(int bootIdByTheClock) {
        return config.withBootId(Math.max(config.bootId() + 1, bootIdByTheClock));
    }
}
