// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import org.postern.simulator.net.Addresses;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts a responder in the right groups of an interface. */
public final class SsdpStarter {
    private static final Logger LOG = System.getLogger("org.postern.simulator.ssdp");
    private static final String IPV4_GROUP = "239.255.255.250";
    private static final List<String> IPV6_GROUPS = List.of("ff02::c", "ff05::c");

    private SsdpStarter() {}

    /**
     * Announces the device and answers searches until it is closed. Locations are the description
     * URLs by address of the interface: IPv4 must be there, and fails with a sentence if its group
     * cannot be joined; IPv6 is tried. The events receive one line for each search answered and
     * must return at once.
     */
    public static SsdpResponder start(
            NetworkInterface on,
            Map<InetAddress, String> locations,
            AnnouncedDevice announced,
            SsdpRules rules,
            SsdpResponder.Timing timing,
            Consumer<String> events)
            throws IOException {
        List<GroupSockets> groups = new ArrayList<>();
        try {
            for (Map.Entry<InetAddress, String> entry : locations.entrySet()) {
                groups.addAll(groups(on, entry.getKey(), entry.getValue()));
            }
            SsdpResponder responder = new SsdpResponder(groups, announced, rules, timing, events);
            responder.start();
            return responder;
        } catch (IOException e) {
            groups.forEach(GroupSockets::close);
            throw new IOException(
                    "SSDP cannot listen on port 1900 of " + on.getName() + ": " + e.getMessage(),
                    e);
        }
    }

    private static List<GroupSockets> groups(NetworkInterface on, InetAddress own, String location)
            throws IOException {
        if (own.getAddress().length == 4) {
            return List.of(GroupSockets.open(on, own, group(IPV4_GROUP), location));
        }
        List<GroupSockets> opened = new ArrayList<>();
        for (String group : IPV6_GROUPS) {
            try {
                opened.add(GroupSockets.open(on, own, group(group), location));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "not in {0}: {1}", group, e.getMessage());
            }
        }
        return opened;
    }

    private static InetAddress group(String literal) {
        return Addresses.literal(literal).orElseThrow();
    }
}
