// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.api.discovery.Announcement;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the gateways at one address.
 *
 * @param udns of all their devices, in lower case
 * @param urls of their descriptions
 */
record Acquaintance(Set<String> udns, Set<URI> urls) {
    static Map<InetAddress, Acquaintance> of(List<Memory.Trace> traces) {
        Map<InetAddress, Acquaintance> all = new HashMap<>();
        for (Memory.Trace trace : traces) {
            for (InetAddress sender : trace.senders()) {
                Acquaintance one =
                        all.computeIfAbsent(
                                sender, it -> new Acquaintance(new HashSet<>(), new HashSet<>()));
                trace.udns().forEach(udn -> one.udns.add(udn.toLowerCase(Locale.ROOT)));
                one.urls.add(trace.origin().location());
            }
        }
        return Map.copyOf(all);
    }

    /** Whether one of them is meant: by its name, or where the USN is odd (quirk S20) its URL. */
    boolean speaks(Announcement said) {
        return isNamed(said.usn()) || said.location().filter(urls::contains).isPresent();
    }

    private boolean isNamed(String usn) {
        int end = usn.indexOf("::");
        String name = end < 0 ? usn : usn.substring(0, end);
        return udns.contains(name.toLowerCase(Locale.ROOT));
    }
}
