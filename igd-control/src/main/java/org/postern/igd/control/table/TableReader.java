// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.ControlSession;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The router's table of mappings, read within one call. Keeps nothing of what it read. */
public final class TableReader {
    /** So many questions by index cost less than a list and the proof that it is all. */
    private static final int FEW_ENTRIES = 3;

    private final ControlSession session;

    public TableReader(ControlSession session) {
        this.session = session;
    }

    /**
     * Looks up one entry, in the list where the router cannot look it up. Empty when the router
     * says that it holds none there; fails when it does not tell.
     */
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        return find(key, "");
    }

    /** The same for a remote host, empty or {@code *} for any (quirk A8). */
    public Optional<PortMapping> find(PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        try {
            return CheckedLookup.find(session, key, remoteHost);
        } catch (GatewayException e) {
            if (EntryLookup.isBroken(e)) {
                return findListed(key);
            }
            throw e;
        }
    }

    /**
     * Looks up several ports of one protocol. Returns what the router holds, in the order of the
     * ports; fails when it does not tell of all of them.
     */
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> ports)
            throws GatewayException, InterruptedException {
        return new SeveralPorts(session, protocol).find(ports);
    }

    /**
     * Looks for an entry that {@link #find(PortKey)} did not find: the list may show it all the
     * same (quirk A27). Empty also where the list fails.
     */
    public Optional<PortMapping> findHidden(PortKey key) throws InterruptedException {
        try {
            return findListed(key);
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks for an entry in the list alone, first for any remote host. Empty when the list has come to its end without it;
     * fails when it cannot be read, or does not end.
     */
    public Optional<PortMapping> findListed(PortKey key)
            throws GatewayException, InterruptedException {
        IndexWalk walk = new IndexWalk(session.half());
        Optional<PortMapping> found =
                walk.until(each -> each.key().equals(key) && each.remoteHost().isEmpty())
                        .or(() -> first(walk.entries(), key));
        if (found.isEmpty() && !walk.complete()) {
            throw EntryLookup.undecided(session);
        }
        return found;
    }

    private static Optional<PortMapping> first(Entries entries, PortKey key) {
        return entries.list().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /**
     * Lists all entries as far as they can be read: a short table by index, a longer one of an
     * IGD:2 router by its list where it has one. What is read by index is read a second time,
     * downward, since an entry that is closed meanwhile moves all that follow it, so that one of
     * them is never seen. What was seen only once is looked up. A table that does not end is cut
     * off, with a warning in the log.
     */
    public Listing list() throws GatewayException, InterruptedException {
        IndexWalk walk = new IndexWalk(session);
        while (!walk.ended() && walk.entries().size() < FEW_ENTRIES) {
            walk.next();
        }
        if (!walk.ended() && session.hasVersion2()) {
            Optional<Entries> all = new BulkListing(session.half()).read(walk.entries());
            LOG.log(
                    Level.DEBUG,
                    () ->
                            all.isPresent()
                                    ? "GetListOfPortMappings of " + session.router() + " gave all"
                                    : "The list of mappings of "
                                            + session.router()
                                            + " is read by index: GetListOfPortMappings did not"
                                            + " give all, or would give too much");
            if (all.isPresent()) {
                return new Listing(all.get().list(), true);
            }
        }
        walk.until(each -> false);
        return SecondReading.checked(session, walk);
    }
}
