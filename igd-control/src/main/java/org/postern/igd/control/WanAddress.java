package org.postern.igd.control;

import org.postern.igd.control.net.AddressKind;
import org.postern.igd.control.net.AddressLiteral;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * The external address by a search and the events since. What events say of the connection's status
 * does not count: some say Disconnected while it works (quirk A31), and one that is down has no
 * address. Safe for several threads.
 */
final class WanAddress {
    /** Guarded by this. */
    private Optional<InetAddress> known;

    WanAddress(Optional<InetAddress> found) {
        this.known = found;
    }

    /** Empty while there is none. */
    synchronized Optional<InetAddress> known() {
        return known;
    }

    /**
     * Takes an event.
     *
     * @param values by variable, without regard to case
     * @return whether what is known is another than before
     */
    synchronized boolean change(Map<String, String> values) {
        String address = values.get("ExternalIPAddress");
        if (address == null) {
            return false;
        }
        Optional<InetAddress> before = known;
        known =
                AddressLiteral.parse(address)
                        .filter(each -> AddressKind.of(each) != AddressKind.NONE);
        return !before.equals(known);
    }
}
