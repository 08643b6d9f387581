// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.internal.address.AddressPrefix;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one host a device may speak for. Every URL it names must lead to the address that answered
 * (or over IPv6 to an on-link address of the interface it came in on), by http, and is always
 * connected to at that address.
 *
 * @param host the host as the description's URL spells it
 * @param address where connections go
 */
public record Peer(String host, InetAddress address) {
    /** The host of a location that a device gave in an answer. */
    public static Peer of(URI location, InetAddress sender) throws RefusedUrlException {
        Peer asNamed = named(location, sender);
        String host = asNamed.host();
        Optional<InetAddress> named = AddressLiteral.parse(host);
        // Only a URL that the user configured holds a name; its sender is what it resolved to.
        if (named.isEmpty() || named.get().equals(sender)) {
            return asNamed;
        }
        if (sender instanceof Inet6Address from && named.get() instanceof Inet6Address to) {
            return new Peer(host, onLink(to, from));
        }
        throw new RefusedUrlException(
                "it leads to "
                        + host
                        + ", but the device answered from "
                        + sender.getHostAddress());
    }

    /** The host of a URL that the user gave, at its address. */
    public static Peer named(URI url, InetAddress address) throws RefusedUrlException {
        checkForm(url);
        return new Peer(url.getHost(), address);
    }

    /** Whether the device may name a resolved URL; refused with the reason when it may not. */
    public void check(URI url) throws RefusedUrlException {
        checkForm(url);
        String other = url.getHost();
        boolean same =
                other.equalsIgnoreCase(host)
                        || AddressLiteral.parse(other).filter(this::sameAddress).isPresent();
        if (!same) {
            throw new RefusedUrlException("it leads to another host, " + other);
        }
    }

    /** A link-local literal without its scope means the link that it came over (quirk S14). */
    private boolean sameAddress(InetAddress other) {
        return Arrays.equals(other.getAddress(), address.getAddress());
    }

    private static void checkForm(URI url) throws RefusedUrlException {
        if (!"http".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new RefusedUrlException("it is not an http:// URL");
        }
        if (url.getHost() == null) {
            throw new RefusedUrlException("it names no host");
        }
        if (url.getUserInfo() != null) {
            throw new RefusedUrlException("it holds a user name");
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            throw new RefusedUrlException("it names port " + url.getPort());
        }
        Optional<String> owner = NonHttpPorts.owner(url.getPort());
        if (owner.isPresent()) {
            throw new RefusedUrlException(
                    "it names port " + url.getPort() + ", which is that of " + owner.get());
        }
    }

    /** Routers answer from fe80:: with their global or unique local address (quirk S15). */
    private static InetAddress onLink(Inet6Address named, Inet6Address sender)
            throws RefusedUrlException {
        try {
            if (named.isLinkLocalAddress()
                    && Arrays.equals(named.getAddress(), sender.getAddress())) {
                return sender;
            }
            Optional<NetworkInterface> link =
                    sender.getScopeId() == 0
                            ? Optional.empty()
                            : Optional.ofNullable(NetworkInterface.getByIndex(sender.getScopeId()));
            List<InterfaceAddress> own =
                    link.map(NetworkInterface::getInterfaceAddresses).orElse(List.of());
            boolean near = own.stream().anyMatch(each -> onNetwork(each, named));
            boolean ourselves = own.stream().anyMatch(each -> each.getAddress().equals(named));
            if (near && !ourselves && !named.isLoopbackAddress() && !named.isLinkLocalAddress()) {
                return named;
            }
        } catch (SocketException e) {
            // Without the interface's addresses nothing counts as on-link.
        }
        throw new RefusedUrlException(
                "it leads to "
                        + named.getHostAddress()
                        + ", which is not on the link that "
                        + sender.getHostAddress()
                        + " answered over");
    }

    private static boolean onNetwork(InterfaceAddress own, Inet6Address other) {
        int bits = own.getNetworkPrefixLength();
        return bits > 0 && AddressPrefix.isShared(own.getAddress(), other, bits);
    }
}
