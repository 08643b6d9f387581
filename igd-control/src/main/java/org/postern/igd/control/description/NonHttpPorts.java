// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.util.Map;
import java.util.Optional;

/**
 * Ports that belong to services which are not HTTP and could take a request for commands of their
 * own. The sender of an answer can be forged, so any host of the network can be named; where
 * another protocol listens, not even a request may go. The choice follows the bad ports of the
 * Fetch standard (section 2.9), as far as home networks have such services, and adds Redis and the
 * raw port of printers. No router is known that speaks HTTP on one of them.
 */
final class NonHttpPorts {
    private static final Map<Integer, String> OWNERS =
            Map.ofEntries(
                    Map.entry(21, "FTP"),
                    Map.entry(22, "SSH"),
                    Map.entry(23, "Telnet"),
                    Map.entry(25, "SMTP"),
                    Map.entry(53, "DNS"),
                    Map.entry(110, "POP3"),
                    Map.entry(139, "NetBIOS"),
                    Map.entry(143, "IMAP"),
                    Map.entry(389, "LDAP"),
                    Map.entry(445, "SMB"),
                    Map.entry(465, "SMTP"),
                    Map.entry(514, "a remote shell"),
                    Map.entry(515, "LPD"),
                    Map.entry(587, "SMTP"),
                    Map.entry(636, "LDAP"),
                    Map.entry(993, "IMAP"),
                    Map.entry(995, "POP3"),
                    Map.entry(2049, "NFS"),
                    Map.entry(3306, "MySQL"),
                    Map.entry(5060, "SIP"),
                    Map.entry(6379, "Redis"),
                    Map.entry(6667, "IRC"),
                    Map.entry(9100, "printers"));

    private NonHttpPorts() {}

    /** Whose port it is; empty when a device may name it. */
    static Optional<String> owner(int port) {
        return Optional.ofNullable(OWNERS.get(port));
    }
}
