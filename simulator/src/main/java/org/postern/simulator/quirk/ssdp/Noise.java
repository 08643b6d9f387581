// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.util.stream.Stream;

/** Other protocols that use port 1900 too, and plain rubbish, before each message. */
public final class Noise implements RouterHook {
    @Override
    public Stream<Datagram> sent(Datagram message) {
        if (message.header("LOCATION").isEmpty()) {
            return Stream.of(message);
        }
        return Stream.of(
                other(message, "hnap:GatewayWithWiFi", "uuid:Gateway-1_0-0", "/HNAP1/"),
                other(message, "roku:ecp", "uuid:roku:ecp:X0", "/roku"),
                Datagram.of(
                        "M-SEARCH * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "MAN: \"ssdp:discover\"",
                        "MX: 1",
                        "ST: urn:dial-multiscreen-org:service:dial:1"),
                Datagram.of("\u07ad\u07ee").withEnds("", ""),
                message);
    }

    private static Datagram other(Datagram message, String target, String usn, String path) {
        return Statements.under(path, message)
                .changed("ST", old -> target)
                .changed("NT", old -> target)
                .with("USN", usn);
    }
}
