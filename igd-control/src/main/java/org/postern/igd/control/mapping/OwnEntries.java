// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.Action;

import java.util.Optional;

/**
 * Makes room where an older mapping to the same client stands in the way of a new one: some routers
 * refuse to overwrite what the standard lets them overwrite (quirk A15). Puts it back when the new
 * one cannot stand there after all. Used by one thread.
 */
final class OwnEntries {
    private final ControlSession session;
    private final AttemptLog log;
    private Optional<PortMapping> removed = Optional.empty();

    OwnEntries(ControlSession session, AttemptLog log) {
        this.session = session;
        this.log = log;
    }

    /** Whether the port has been freed; only ever one. */
    boolean makeRoom(PortMapping entry) throws GatewayException, InterruptedException {
        if (removed.isPresent()) {
            return false;
        }
        try {
            new MappingCloser(session).close(entry.key());
        } catch (GatewayException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                log.note(
                        "An older mapping of "
                                + session.clientName()
                                + " could not be removed there.");
                // Once the router has confirmed it, it may be removed later.
                removed = Optional.of(entry).filter(each -> isDeleted(each.key()));
                return false;
            }
        }
        removed = Optional.of(entry);
        log.note(
                "An older mapping of "
                        + session.clientName()
                        + " to internal port "
                        + entry.internalPort()
                        + " stood there and was removed first.");
        return true;
    }

    private boolean isDeleted(PortKey key) {
        return session.sinceDeletion(key).isPresent();
    }

    /** Puts back what was removed at any port but this one; says so. */
    void restoreBut(int externalPort) throws InterruptedException {
        Optional<PortMapping> missing = removed.filter(each -> each.externalPort() != externalPort);
        removed = Optional.empty();
        if (missing.isPresent()) {
            log.note(
                    isRestored(missing.get())
                            ? "The older mapping was put back."
                            : "The older mapping could not be put back.");
        }
    }

    /** Asks for it, for a thread that was interrupted and may not wait. */
    void restoreUnwatched() {
        removed.ifPresent(each -> session.changeUnwatched(again(each)));
        removed = Optional.empty();
    }

    /** The deletion may block the port for a moment, and so may what was tried there. */
    private boolean isRestored(PortMapping entry) throws InterruptedException {
        ControlSession undoing = session.undoing();
        try {
            return LaterLooks.until(
                    undoing,
                    done -> done,
                    isHeldAgain(undoing, entry),
                    () -> isHeldAgain(undoing, entry));
        } catch (GatewayException e) {
            return false;
        }
    }

    private boolean isHeldAgain(ControlSession undoing, PortMapping entry)
            throws GatewayException, InterruptedException {
        try {
            undoing.change(again(entry));
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            log.debug("it is not put back yet: " + e.getMessage());
            return false;
        }
        return !PortLookup.at(Attempt.of(entry), undoing).free();
    }

    private Action again(PortMapping entry) {
        return MappingCodec.add(Attempt.of(entry), session.client());
    }
}
