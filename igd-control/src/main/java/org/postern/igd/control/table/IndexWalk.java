// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.ControlSession;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a router's table upward by index, once. Any fault after the first entries ends it (quirk
 * A24), and so does a router that repeats itself: only entries that have been seen, be it the last
 * one again and again (A25) or a circle of them. A few repeats alone end nothing: they are what is
 * seen when somebody opens a port meanwhile. Used by one thread.
 */
final class IndexWalk {
    /** More than any home has open; a router that lists more does not stop by itself. */
    static final int MAX_ENTRIES = 10_000;

    private static final int MAX_REPEATS = 3;

    /** Entries of neither TCP nor UDP, or of somebody else. */
    private static final int MAX_SKIPPED = 64;

    private static final int MAX_UNREADABLE = 3;

    private final ControlSession session;
    private final Entries entries = new Entries();
    private Optional<GatewayException> hidden = Optional.empty();
    private int index;
    private int repeats;
    private int skipped;
    private int unreadable;
    private int firstIndex = -1;
    private int lastIndex;

    /** At index 0, where some routers have nothing while 1 is the first (quirk A26). */
    private boolean saidToBeEmpty;

    private boolean ended;
    private boolean complete = true;

    IndexWalk(ControlSession session) {
        this.session = session;
    }

    /** What was read so far. */
    Entries entries() {
        return entries;
    }

    /** Whether there is no more to read. */
    boolean ended() {
        return ended;
    }

    /** False where the reading was cut short. */
    boolean complete() {
        return complete;
    }

    /** Where the first entry was. */
    int firstIndex() {
        return firstIndex;
    }

    /** Where the last new entry was. */
    int lastIndex() {
        return lastIndex;
    }

    /** Reads on until the end, or until an entry comes that is looked for. */
    Optional<PortMapping> until(Predicate<PortMapping> wanted)
            throws GatewayException, InterruptedException {
        while (!ended) {
            Optional<PortMapping> read = next();
            if (read.filter(wanted).isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    /** Reads one index; empty when that gave no new entry. */
    Optional<PortMapping> next() throws GatewayException, InterruptedException {
        Optional<IndexedEntry> answer = answer();
        index++;
        if (answer.isPresent() && answer.get() instanceof IndexedEntry.Read read) {
            return taken(read.mapping());
        }
        if (saidToBeEmpty) {
            // Index 0 has said that there is none, so that no failure of this one counts.
            ended = true;
        } else if (answer.isPresent() && answer.get() instanceof IndexedEntry.End end) {
            end(end);
        } else if (answer.isPresent()) {
            skip(answer.get());
        }
        return Optional.empty();
    }

    private Optional<IndexedEntry> answer() throws GatewayException, InterruptedException {
        try {
            return Optional.of(IndexedEntry.ask(session, index));
        } catch (GatewayException e) {
            if (saidToBeEmpty) {
                return Optional.empty();
            }
            if (session.over() && entries.size() > 0) {
                cut("the time for it is over");
                return Optional.empty();
            }
            throw e;
        }
    }

    private void end(IndexedEntry.End end) throws GatewayException {
        boolean first = index == 1;
        if (first && !end.isPlain()) {
            throw end.why().orElseThrow();
        }
        saidToBeEmpty = first && end.why().isPresent();
        ended = !saidToBeEmpty;
    }

    private Optional<PortMapping> taken(PortMapping entry) {
        saidToBeEmpty = false;
        unreadable = 0;
        if (!entries.add(entry)) {
            repeats++;
            ended = repeats >= MAX_REPEATS;
            return Optional.empty();
        }
        repeats = 0;
        firstIndex = firstIndex < 0 ? index - 1 : firstIndex;
        lastIndex = index - 1;
        if (entries.size() >= MAX_ENTRIES) {
            cut("it does not end");
        }
        return Optional.of(entry);
    }

    private void skip(IndexedEntry answer) throws GatewayException {
        if (answer instanceof IndexedEntry.Unreadable bad) {
            unreadable++;
            if (unreadable >= MAX_UNREADABLE) {
                throw bad.why();
            }
            return;
        }
        if (answer instanceof IndexedEntry.Odd odd) {
            hidden = hidden.or(odd::why);
        }
        skipped++;
        ended = skipped > MAX_SKIPPED;
        if (ended && entries.size() == 0 && hidden.isPresent()) {
            throw hidden.get();
        }
    }

    private void cut(String why) {
        ended = true;
        complete = false;
        LOG.log(
                Level.WARNING,
                "The list of mappings of "
                        + session.router()
                        + " was read no further than "
                        + entries.size()
                        + " entries: "
                        + why
                        + ".");
    }
}
