package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which routers ports are kept on: all, or the preferred one while it is there, else the one that
 * was chosen before, else one with a public address. Used by the keeper's thread.
 */
final class Choice {
    private final KeeperSettings settings;
    private final Set<Router> used = new HashSet<>();

    Choice(KeeperSettings settings) {
        this.settings = settings;
    }

    boolean uses(Router router) {
        return used.contains(router);
    }

    /** Chooses anew. */
    void among(List<Router> routers) {
        if (settings.spread() == Spread.ALL) {
            used.clear();
            used.addAll(routers);
            return;
        }
        Optional<Router> chosen =
                routers.stream()
                        .min(
                                Comparator.comparing((Router each) -> !preferred(each))
                                        .thenComparing(each -> !used.contains(each))
                                        .thenComparing(each -> !isPublic(each)));
        used.clear();
        chosen.ifPresent(used::add);
    }

    private boolean preferred(Router router) {
        GatewayInfo info = router.gateway().info();
        return Stream.of(info.id(), info.udn(), info.name(), info.address().getHostAddress())
                .anyMatch(each -> !each.isEmpty() && each.equalsIgnoreCase(settings.preferred()));
    }

    private static boolean isPublic(Router router) {
        Optional<InetAddress> address = router.state().externalAddress();
        return address.isPresent() && !address.get().isSiteLocalAddress();
    }
}
