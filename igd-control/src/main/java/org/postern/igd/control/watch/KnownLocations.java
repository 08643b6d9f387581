// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.announcements.KnownRouter;
import org.postern.igd.control.assessment.Assessment;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where routers were found. Bounded: those that never were gateways are forgotten first, then the
 * one that was found longest ago.
 */
final class KnownLocations {
    private static final int MAX = 16;

    private final Map<URI, KnownRouter> routers = new LinkedHashMap<>();
    private final Set<URI> missing = new HashSet<>();

    void remember(KnownRouter router) {
        routers.remove(router.url());
        routers.put(router.url(), router);
        if (routers.size() > MAX) {
            URI forgotten =
                    routers.values().stream()
                            .filter(each -> !each.proven())
                            .findFirst()
                            .orElseGet(() -> routers.values().iterator().next())
                            .url();
            routers.remove(forgotten);
            missing.remove(forgotten);
        }
    }

    /** It is gone, and expected back. */
    void rememberMissing(KnownRouter router) {
        remember(router);
        missing.add(router.url());
    }

    /** A device is there: the routers that it may have been are not missing any more. */
    void found(Assessment device) {
        routers.values().stream()
                .filter(each -> each.matches(device))
                .forEach(each -> missing.remove(each.url()));
    }

    /** None is expected back. */
    void expectNone() {
        missing.clear();
    }

    boolean isAnyMissing() {
        return !missing.isEmpty();
    }

    /** Whether a device is, or was at another place, a gateway. */
    boolean wasGateway(Assessment device) {
        return routers.values().stream().anyMatch(each -> each.proven() && each.matches(device));
    }

    List<KnownRouter> routers() {
        return List.copyOf(routers.values());
    }
}
