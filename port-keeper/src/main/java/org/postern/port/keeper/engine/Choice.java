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

    /** 100.64.0.0/10 is behind a provider's NAT (RFC 6598). */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
