// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.internal.address.AddressPrefix;
import org.postern.igd.control.internal.address.UrlHost;

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
 * The one host a device may speak for: the address that answered (or over IPv6 an on-link address
 * of the interface it came in on). Whatever host its URLs name, connections go there alone.
 *
 * @param host the host as the description's URL spells it
 * @param address where connections go
 */
public record Peer(String host, InetAddress address) {
    /** The host of a location that a device gave in an answer. */
    public static Peer of(URI location, InetAddress sender) throws RefusedUrlException {
        String host = named(location, sender).host();
        return new Peer(host, own(host, sender));
    }

    /** Whether a host is the sender, or an on-link address beside it. */
    static boolean isOwn(String host, InetAddress sender) {
        try {
            own(host, sender);
            return true;
        } catch (RefusedUrlException e) {
            return false;
        }
    }

    private static InetAddress own(String host, InetAddress sender) throws RefusedUrlException {
        Optional<InetAddress> named = AddressLiteral.parse(host);
        // Only a URL that the user configured holds a name; its sender is what it resolved to.
        if (named.isEmpty() || named.get().equals(sender)) {
            return sender;
        }
        if (sender instanceof Inet6Address from && named.get() instanceof Inet6Address to) {
            return onLink(to, from);
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

    /**
     * The URL at this host that a resolved URL of the device means: itself, or if it names another
     * host, the same port and path here (quirk D47). Refused with the reason where no URL of a
     * device may be so.
     */
    URI own(URI url) throws RefusedUrlException {
        checkForm(url);
        return isHere(url) ? url : UrlHost.replaced(url, host);
    }

    /** As {@link #equals}, which the JDK generates at its first call, in a dozen classes. */
    public boolean isSame(Peer other) {
        return host.equals(other.host) && address.equals(other.address);
    }

    /** Whether a URL names this host. */
    boolean isHere(URI url) {
        String other = url.getHost();
        return other.equalsIgnoreCase(host)
                || AddressLiteral.parse(other).filter(this::sameAddress).isPresent();
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
