// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/** What a router says to GetGenericPortMappingEntry with one index. */
sealed interface IndexedEntry {
    /** An entry. */
    record Read(PortMapping mapping) implements IndexedEntry {}

    /** Something that is no mapping of TCP or UDP, or that the router hides. */
    record Odd(Optional<GatewayException> why) implements IndexedEntry {}

    /** An answer that makes no sense. */
    record Unreadable(GatewayException why) implements IndexedEntry {}

    /** The list is over, by a fault or an empty entry. */
    record End(Optional<GatewayException> why) implements IndexedEntry {
        /** Whether it is one of the codes by which lists end (quirk A24), not another refusal. */
        boolean isPlain() {
            return why.map(UpnpErrors::code)
                    .filter(code -> code != 713 && code != 714 && code != 402 && code != 501)
                    .isEmpty();
        }
    }

    /** What one index holds now. */
    static IndexedEntry ask(ControlSession session, int index)
            throws GatewayException, InterruptedException {
        try {
            return of(session.ask(MappingCodec.generic(index)));
        } catch (GatewayException e) {
            return of(e).orElseThrow(() -> e);
        }
    }

    static IndexedEntry of(Reply.Done done) {
        if (done.argument("NewProtocol").orElse("").isEmpty()) {
            return new End(Optional.empty());
        }
        return MappingCodec.genericEntry(done)
                .<IndexedEntry>map(Read::new)
                .orElseGet(() -> new Odd(Optional.empty()));
    }

    /** Empty where the router could not be asked. */
    static Optional<IndexedEntry> of(GatewayException failure) {
        int code = UpnpErrors.code(failure);
        if (code == 606) {
            // WANIPConnection:2 section 2.5.14: an entry of somebody else.
            return Optional.of(new Odd(Optional.of(failure)));
        }
        if (code != 0) {
            return Optional.of(new End(Optional.of(failure)));
        }
        return switch (failure.reason()) {
            case INVALID_RESPONSE -> Optional.of(new Unreadable(failure));
            // A fault without a word of the reason (quirk A35).
            case TRANSPORT_ERROR -> Optional.of(new End(Optional.of(failure)));
            default -> Optional.empty();
        };
    }
}
