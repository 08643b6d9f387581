// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which one of several routers: the preferred one while it is there; else the one of before, so
 * that ports do not wander; else one that is reached from the internet.
 */
final class Choice {
    private final Supplier<String> preferred;
    private Optional<Router> chosen = Optional.empty();

    /** Whether the chosen one ever was reached from the internet: a line that drops comes back. */
    private boolean wasPublic;

    Choice(Supplier<String> preferred) {
        this.preferred = preferred;
    }

    Optional<Router> among(Collection<Router> present) {
        wasPublic |= chosen.filter(Choice::isPublic).isPresent();
        Optional<Router> before = chosen.filter(present::contains);
        Optional<Router> wanted = present.stream().filter(this::isPreferred).findFirst();
        Optional<Router> open = present.stream().filter(Choice::isPublic).findFirst();
        Optional<Router> next =
                wanted.or(() -> before.filter(each -> wasPublic || open.isEmpty()))
                        .or(() -> open)
                        .or(() -> present.stream().findFirst());
        if (!next.equals(chosen)) {
            wasPublic = next.filter(Choice::isPublic).isPresent();
        }
        chosen = next;
        return next;
    }

    private boolean isPreferred(Router router) {
        GatewayInfo info = router.gateway().info();
        String name = preferred.get();
        return !name.isEmpty()
                && Stream.of(info.id(), info.udn(), info.name(), info.address().getHostAddress())
                        .anyMatch(name::equalsIgnoreCase);
    }

    private static boolean isPublic(Router router) {
        return router.state().externalAddress().filter(Choice::isPublic).isPresent();
    }

    private static boolean isPublic(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !isShared(address);
    }

    /** Behind a provider's or another router's NAT, in ranges that the JDK does not know. */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (!(address instanceof Inet4Address)) {
            // Unique local addresses (RFC 4193).
            return (first & 0xfe) == 0xfc;
        }
        // RFC 6598, then DS-Lite (RFC 6333 section 5.7), then benchmarks (RFC 2544).
        return first == 100 && (second & 0xc0) == 64
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second & 0xfe) == 18;
    }
}
