package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The router's table of mappings, read entry by entry. */
final class MappingTable {
    /** Both protocols on half of all ports; a router that lists more does not stop by itself. */
    private static final int MAX_ENTRIES = 65_536;

    private final SoapService wan;

    MappingTable(SoapService wan) {
        this.wan = wan;
    }

    /** Looks one entry up. Routers that have none say 714, 713 or 402 (quirk A27). */
    Optional<PortMapping> find(Protocol protocol, int externalPort, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            Reply.Done done =
                    Await.result(
                            wan.call(
                                    MappingCodec.specific(protocol, externalPort),
                                    deadline.left()));
            return Optional.of(MappingCodec.specificEntry(protocol, externalPort, done));
        } catch (GatewayException e) {
            return switch (e.upnpErrorCode().orElse(0)) {
                case 713, 714, 402 -> Optional.empty();
                // The action is missing or broken: the list still tells.
                case 401, 501, 602 ->
                        list(deadline).stream()
                                .filter(
                                        entry ->
                                                entry.protocol() == protocol
                                                        && entry.externalPort() == externalPort)
                                .findFirst();
                default -> throw e;
            };
        }
    }

    /**
     * Lists all entries. The standard's end of the list is 713; others say 714, 402 or 501 (quirk
     * A24), or repeat an entry (A25).
     */
    List<PortMapping> list(Deadline deadline) throws GatewayException, InterruptedException {
        List<PortMapping> entries = new ArrayList<>();
        Set<PortMapping> seen = new HashSet<>();
        for (int index = 0; index < MAX_ENTRIES; index++) {
            Optional<PortMapping> next = entry(index, deadline);
            if (next.isEmpty() || !seen.add(withoutLease(next.get()))) {
                break;
            }
            entries.add(next.get());
        }
        return List.copyOf(entries);
    }

    private Optional<PortMapping> entry(int index, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return MappingCodec.genericEntry(
                    Await.result(wan.call(MappingCodec.generic(index), deadline.left())));
        } catch (GatewayException e) {
            int code = e.upnpErrorCode().orElse(0);
            boolean end = code == 713 || code == 714 || code == 402;
            if (end || index > 0 && code != 0) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The time left of one entry changes between two readings of it. */
    private static PortMapping withoutLease(PortMapping entry) {
        return new PortMapping(
                entry.protocol(),
                entry.externalPort(),
                entry.internalClient(),
                entry.internalPort(),
                entry.description(),
                entry.enabled(),
                Duration.ZERO,
                entry.remoteHost());
    }
}
