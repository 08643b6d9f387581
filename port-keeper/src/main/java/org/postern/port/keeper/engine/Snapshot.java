// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.OpenPort;

import java.util.Collection;
import java.util.Optional;

/** How things are, as the events that led there, for who begins to watch. */
record Snapshot(Parts parts, Collection<Router> routers, Collection<KeptEntry> entries) {
    void tell(KeeperListener watcher) {
        routers.forEach(each -> parts.events().tell(watcher, found(each)));
        for (KeptEntry entry : entries) {
            for (KeptMapping mapping : entry.mappings().values()) {
                mapping.open().forEach(port -> parts.events().tell(watcher, opened(entry, port)));
            }
        }
    }

    private KeeperEvent found(Router router) {
        return new KeeperEvent(
                parts.time().wall(),
                Kind.GATEWAY_FOUND,
                Optional.of(router.gateway().info()),
                Optional.empty(),
                Optional.empty(),
                Sentences.found(router.gateway().info(), router.state()));
    }

    private KeeperEvent opened(KeptEntry entry, OpenPort port) {
        return new KeeperEvent(
                parts.time().wall(),
                Kind.PORT_OPENED,
                Optional.of(port.gateway()),
                Optional.of(entry.request()),
                Optional.of(port),
                Sentences.opened(port));
    }
}
