// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.PortKeeper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The last events of a keeper, and its last troubles. May be used from any thread. */
public final class RecentEvents implements AutoCloseable {
    /** Older ones are forgotten. */
    static final int MOST = 200;

    /** Troubles are held apart, so that renewals do not displace them. */
    static final int MOST_TROUBLES = 50;

    private static final Set<KeeperEvent.Kind> TROUBLES =
            EnumSet.of(
                    KeeperEvent.Kind.GATEWAY_GONE,
                    KeeperEvent.Kind.GATEWAY_MISSING,
                    KeeperEvent.Kind.PORT_NOT_RENEWED,
                    KeeperEvent.Kind.PORT_LOST,
                    KeeperEvent.Kind.PORT_WAITING,
                    KeeperEvent.Kind.PORT_TAKEN,
                    KeeperEvent.Kind.PORT_REFUSED);

    private final Runnable portsChanged;

    /** Guarded by this. */
    private final Deque<KeeperEvent> events = new ArrayDeque<>();

    /** Guarded by this. */
    private final Deque<KeeperEvent> troubles = new ArrayDeque<>();

    /** Guarded by this. */
    private Optional<Following> following = Optional.empty();

    private record Following(PortKeeper keeper, Watch watch) {}

    /**
     * None yet.
     *
     * @param portsChanged run after each event but a renewal, by the keeper's thread
     */
    public RecentEvents(Runnable portsChanged) {
        this.portsChanged = portsChanged;
    }

    /**
     * Whether an event is about something that does not work.
     *
     * @param event any
     */
    public static boolean isTrouble(KeeperEvent event) {
        return TROUBLES.contains(event.kind());
    }

    /**
     * Follows a keeper, and no other any more.
     *
     * @param keeper to be told by
     */
    public void follow(PortKeeper keeper) {
        close();
        KeeperListener listener = this::add;
        Watch watch = keeper.watch(listener);
        synchronized (this) {
            following = Optional.of(new Following(keeper, watch));
        }
    }

    /**
     * Ends following a keeper, unless another is followed by now.
     *
     * @param keeper that has gone
     */
    public void leave(PortKeeper keeper) {
        Optional<Following> gone;
        synchronized (this) {
            gone = following.filter(each -> each.keeper() == keeper);
            if (gone.isPresent()) {
                following = Optional.empty();
            }
        }
        gone.ifPresent(each -> each.watch().close());
    }

    private void add(KeeperEvent event) {
        synchronized (this) {
            add(events, event, MOST);
            if (isTrouble(event)) {
                add(troubles, event, MOST_TROUBLES);
            }
        }
        if (event.kind() != KeeperEvent.Kind.PORT_RENEWED) {
            portsChanged.run();
        }
    }

    private static void add(Deque<KeeperEvent> to, KeeperEvent event, int most) {
        to.addFirst(event);
        if (to.size() > most) {
            to.removeLast();
        }
    }

    /** Newest first. */
    public synchronized List<KeeperEvent> all() {
        return Collections.unmodifiableList(new ArrayList<>(events));
    }

    /** Newest first. */
    public synchronized List<KeeperEvent> troubles() {
        return Collections.unmodifiableList(new ArrayList<>(troubles));
    }

    /** Follows nobody any more. */
    @Override
    public void close() {
        Optional<Following> last;
        synchronized (this) {
            last = following;
            following = Optional.empty();
        }
        last.ifPresent(each -> each.watch().close());
    }
}
