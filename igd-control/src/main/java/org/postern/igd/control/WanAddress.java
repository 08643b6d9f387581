package org.postern.igd.control;

import org.postern.igd.control.net.AddressKind;
import org.postern.igd.control.net.AddressLiteral;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** The external address by a search and the events since. Not safe for several threads. */
final class WanAddress {
    private Optional<InetAddress> told;
    private boolean down;

    WanAddress(Optional<InetAddress> found) {
        this.told = found;
    }

    /** Empty while there is none, or the connection is down. */
    Optional<InetAddress> known() {
        return down ? Optional.empty() : told;
    }

    /**
     * Takes an event; a variable that it does not name is as it was.
     *
     * @param values by variable, without regard to case
     * @return whether what is known is another than before
     */
    boolean change(Map<String, String> values) {
        Optional<InetAddress> before = known();
        String address = values.get("ExternalIPAddress");
        if (address != null) {
            told =
                    AddressLiteral.parse(address)
                            .filter(each -> AddressKind.of(each) != AddressKind.NONE);
        }
        String status = values.get("ConnectionStatus");
        if (status != null) {
            // Nothing but this word says so: some are "Connecting" for good.
            down = status.strip().equalsIgnoreCase("Disconnected");
        }
        return !before.equals(known());
    }
}
