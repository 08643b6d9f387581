// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Stream;

/** Names a link-local address, whose scope no URL can carry, whichever family it is asked over. */
public final class LinkLocalLocation implements RouterHook {
    /** Stands over IPv4 for an address that a client cannot know the link of. */
    private static final String SOME = "[fe80::1]";

    @Override
    public Inet6Address ipv6Sender(List<Inet6Address> own) {
        return own.get(own.size() - 1);
    }

    @Override
    public Inet6Address ipv6Server(List<Inet6Address> own) {
        return own.get(own.size() - 1);
    }

    @Override
    public Stream<Datagram> sent(Datagram message) {
        return Stream.of(Statements.overIpv4At(SOME, message));
    }
}
