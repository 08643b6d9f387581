// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;
import org.postern.port.keeper.internal.address.AddressClass;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Chooses one of several routers: the preferred one while it is known; else the current one, so
 * that ports do not move; otherwise one that is reachable from the internet.
 */
final class RouterChoice {
    private final Supplier<String> preferred;
    private Optional<RouterSession> chosen = Optional.empty();

    /** Whether the chosen one ever had a public address: a lost connection usually comes back. */
    private boolean wasPublic;

    RouterChoice(Supplier<String> preferred) {
        this.preferred = preferred;
    }

    Optional<RouterSession> among(Collection<RouterSession> present) {
        wasPublic |= chosen.filter(RouterChoice::isPublic).isPresent();
        Optional<RouterSession> before = chosen.filter(present::contains);
        Optional<RouterSession> wanted = present.stream().filter(this::isPreferred).findFirst();
        Optional<RouterSession> open = present.stream().filter(RouterChoice::isPublic).findFirst();
        Optional<RouterSession> next =
                wanted.or(() -> before.filter(each -> wasPublic || open.isEmpty()))
                        .or(() -> open)
                        .or(() -> present.stream().findFirst());
        if (!next.equals(chosen)) {
            wasPublic = next.filter(RouterChoice::isPublic).isPresent();
        }
        chosen = next;
        return next;
    }

    private boolean isPreferred(RouterSession router) {
        GatewayInfo info = router.gateways().info();
        String name = preferred.get();
        return !name.isEmpty() && names(info).anyMatch(name::equalsIgnoreCase);
    }

    /** The names by which it can be preferred, with those of its control protocols. */
    private static Stream<String> names(GatewayInfo info) {
        return Stream.concat(
                Stream.of(info.id(), info.name(), info.address().getHostAddress()),
                info.attributes().values().stream().map(Object::toString));
    }

    private static boolean isPublic(RouterSession router) {
        return router.gateways()
                .state()
                .externalAddress()
                .filter(each -> AddressClass.of(each).isPublic())
                .isPresent();
    }
}
