// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;

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

    /** Puts back what was removed at any port but this one; says so. */
    void restoreBut(int externalPort) throws InterruptedException {
        Optional<PortMapping> missing = removed.filter(each -> each.externalPort() != externalPort);
        if (missing.isEmpty()) {
            return;
        }
        PortMapping entry = missing.get();
        try {
            Attempt again =
                    new Attempt(
                            entry.protocol(),
                            entry.externalPort(),
                            entry.internalPort(),
                            entry.description(),
                            entry.lease(),
                            entry.remoteHost());
            session.change(MappingCodec.add(again, session.client()));
            log.note("The older mapping was put back.");
        } catch (GatewayException e) {
            log.note("The older mapping could not be put back.");
        }
        removed = Optional.empty();
    }
}
