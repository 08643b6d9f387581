// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/**
 * Over IPv6 a router answers from fe80:: and names its address of the link's prefix (quirk S15).
 * Nothing is sent; the prefixes are those of this machine.
 */
class OnLinkTest {
    @Test
    void addressOfTheLink_isAllowed() throws IOException {
        InterfaceAddress own = prefix();
        InetAddress neighbour = neighbour((Inet6Address) own.getAddress());

        assertEquals(neighbour, Peer.of(location(neighbour), router(own)).address());
    }

    @Test
    void ourOwnAddress_isRefused() throws IOException {
        InterfaceAddress own = prefix();

        assertRefused(own.getAddress(), router(own));
    }

    @Test
    void otherLinksAndLoopback_areRefused() throws IOException {
        Inet6Address router = scoped(NetworkInterface.getByInetAddress(loopback()));

        assertRefused(loopback(), router);
        assertRefused(address("2001:db8::1"), router);
        assertRefused(address("fe80::2"), router);
        assertRefused(address("ff02::c"), router);
    }

    @Test
    void senderWithoutALink_hasNoNeighbours() {
        assertRefused(address("2001:db8::1"), address("2001:db8::2"));
    }

    private static void assertRefused(InetAddress named, InetAddress sender) {
        RefusedUrlException refused =
                assertThrows(RefusedUrlException.class, () -> Peer.of(location(named), sender));
        assertEquals(
                "it leads to "
                        + named.getHostAddress().replaceFirst("%.*", "")
                        + ", which is not on the link that "
                        + sender.getHostAddress()
                        + " answered over",
                refused.getMessage());
    }

    private static InterfaceAddress prefix() throws SocketException {
        Optional<InterfaceAddress> found =
                NetworkInterface.networkInterfaces()
                        .flatMap(each -> each.getInterfaceAddresses().stream())
                        .filter(each -> each.getAddress() instanceof Inet6Address)
                        .filter(each -> each.getNetworkPrefixLength() == 64)
                        .filter(each -> !each.getAddress().isLinkLocalAddress())
                        .findFirst();
        assumeTrue(found.isPresent(), "Skipped: this machine has no IPv6 prefix");
        return found.orElseThrow();
    }

    private static Inet6Address router(InterfaceAddress own) throws IOException {
        return scoped(NetworkInterface.getByInetAddress(own.getAddress()));
    }

    private static Inet6Address scoped(NetworkInterface link) throws IOException {
        byte[] bytes = address("fe80::1:2:3:4").getAddress();
        return Inet6Address.getByAddress("", bytes, link.getIndex());
    }

    private static InetAddress neighbour(Inet6Address own) throws IOException {
        byte[] bytes = own.getAddress();
        bytes[15] ^= 0x55;
        return InetAddress.getByAddress(bytes);
    }

    private static URI location(InetAddress address) {
        String literal = address.getHostAddress().replaceFirst("%.*", "");
        return URI.create("http://[" + literal + "]:5000/d.xml");
    }

    private static InetAddress loopback() {
        return address("::1");
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }
}
