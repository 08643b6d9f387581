// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.util.stream.Stream;

/** Every LOCATION is sent without a value too, also where none belongs. */
public final class EmptyLocations implements RouterHook {
    @Override
    public Stream<Datagram> sent(Datagram message) {
        Datagram without = message.with("LOCATION", "");
        if (message.header("LOCATION").isEmpty()) {
            return Stream.of(without);
        }
        Datagram bye =
                Datagram.of(
                        "NOTIFY * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "NT: " + message.header("ST") + message.header("NT"),
                        "NTS: ssdp:byebye",
                        "LOCATION:",
                        "USN: " + message.header("USN"));
        return Stream.of(without, bye, message);
    }
}
