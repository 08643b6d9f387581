// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.UpnpErrors;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the whole table of an IGD:2 router with one GetListOfPortMappings for each protocol
 * (WANIPConnection:2 section 2.5.21). Its answer is taken only where two questions by index agree
 * with it: routers may list only what the asking client manages.
 *
 * <p>Never asked for long tables: miniupnpd 2.3.1 crashes when the ports asked for hold more than
 * 128 mappings, whatever number of ports is named as the most (seen with 200 and 250 mappings in
 * the router lab; 100 are well).
 */
final class BulkListing {
    static final int MAX_ENTRIES = 64;

    private static final int LAST_PORT = 65_535;

    private final ControlSession session;

    BulkListing(ControlSession session) {
        this.session = session;
    }

    /**
     * Reads the table, which must hold the known entries. Empty where the router does not list, or
     * the list is not all, or too long.
     */
    Optional<Entries> read(Entries known) throws InterruptedException {
        try {
            if (!endsAt(MAX_ENTRIES)) {
                return Optional.empty();
            }
            Entries entries = new Entries();
            for (Protocol protocol : Protocol.values()) {
                Optional<List<PortMapping>> some = list(protocol, 1, LAST_PORT);
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                entries.addAll(some.get());
            }
            boolean all =
                    known.list().stream().allMatch(entries::contains) && endsAt(entries.size());
            return all ? Optional.of(entries) : Optional.empty();
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    private boolean endsAt(int index) throws GatewayException, InterruptedException {
        return IndexedEntry.ask(session, index) instanceof IndexedEntry.End end && end.isPlain();
    }

    /**
     * Reads the entries of some ports, which must be so few that a crash is out of the question.
     * Empty where the list cannot be read to its end.
     */
    Optional<List<PortMapping>> list(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        try {
            Reply.Done done = session.ask(MappingCodec.listing(protocol, firstPort, lastPort));
            return parse(done.argument("NewPortListing").orElse(""));
        } catch (GatewayException e) {
            if (UpnpErrors.code(e) == 730) {
                return Optional.of(List.of());
            }
            throw e;
        }
    }

    /**
     * Reads the XML within the XML, whether it came escaped or as CDATA. Empty when any part of it
     * cannot be read.
     */
    static Optional<List<PortMapping>> parse(String listing) {
        List<PortMapping> entries = new ArrayList<>();
        try {
            XmlElement root = XmlReader.read(listing.getBytes(StandardCharsets.UTF_8));
            if (!root.is("PortMappingList")) {
                return Optional.empty();
            }
            for (XmlElement each : root.children()) {
                Optional<PortMapping> entry = MappingCodec.genericEntry(arguments(each));
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(entry.get());
            }
            return Optional.of(entries);
        } catch (XmlFormatException e) {
            return Optional.empty();
        }
    }

    /** In the words of GetGenericPortMappingEntry, which differ for two of them. */
    private static Reply.Done arguments(XmlElement entry) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entry.children().forEach(child -> arguments.put(child.name(), child.text()));
        arguments.putIfAbsent("NewPortMappingDescription", entry.childText("NewDescription"));
        arguments.putIfAbsent("NewLeaseDuration", entry.childText("NewLeaseTime"));
        return new Reply.Done(arguments);
    }
}
