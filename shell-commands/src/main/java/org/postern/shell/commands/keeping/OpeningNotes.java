// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The notes on some ports when they are opened. Safe for several threads. */
final class OpeningNotes implements KeeperListener {
    private final List<PortKey> keys;
    private final Runnable afterwards;

    /** Guarded by this. */
    private final Set<String> notes = new LinkedHashSet<>();

    /** Takes the ports, and what follows each event. */
    OpeningNotes(Collection<KeepRequest> requests, Runnable afterwards) {
        this.keys = requests.stream().flatMap(each -> each.mapping().keys().stream()).toList();
        this.afterwards = afterwards;
    }

    @Override
    public void happened(KeeperEvent event) {
        if (event.request().filter(each -> keys.containsAll(each.keys())).isPresent()) {
            synchronized (this) {
                notes.addAll(event.notes());
            }
        }
        afterwards.run();
    }

    /** Each sentence once. */
    synchronized List<String> notes() {
        return List.copyOf(notes);
    }
}
