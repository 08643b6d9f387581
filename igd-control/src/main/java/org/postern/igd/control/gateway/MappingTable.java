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

    /** Entries of neither TCP nor UDP; a router that goes on with them does not stop either. */
    private static final int MAX_SKIPPED = 64;

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
     * A24), or repeat an entry (A25). Where index 0 has none, 1 may be the first (A26).
     */
    List<PortMapping> list(Deadline deadline) throws GatewayException, InterruptedException {
        List<PortMapping> entries = new ArrayList<>();
        Set<PortMapping> seen = new HashSet<>();
        Optional<Reply.Done> first = answer(0, deadline);
        Optional<Reply.Done> answer = first.isPresent() ? first : second(deadline);
        int skipped = 0;
        for (int index = first.isPresent() ? 1 : 2;
                answer.isPresent() && index <= MAX_ENTRIES && skipped <= MAX_SKIPPED;
                index++) {
            Optional<PortMapping> entry = MappingCodec.genericEntry(answer.get());
            if (entry.isEmpty()) {
                skipped++;
            } else if (seen.add(withoutLease(entry.get()))) {
                entries.add(entry.get());
            } else {
                break;
            }
            answer = answer(index, deadline);
        }
        return List.copyOf(entries);
    }

    /** Empty at the end of the list. */
    private Optional<Reply.Done> answer(int index, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return Optional.of(Await.result(wan.call(MappingCodec.generic(index), deadline.left())))
                    .filter(done -> !done.argument("NewProtocol").orElse("").isEmpty());
        } catch (GatewayException e) {
            int code = e.upnpErrorCode().orElse(0);
            boolean end = code == 713 || code == 714 || code == 402;
            if (end || index > 0 && code != 0) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Index 0 has said that the list is empty, so that no failure of this one counts. */
    private Optional<Reply.Done> second(Deadline deadline) throws InterruptedException {
        try {
            return answer(1, deadline);
        } catch (GatewayException e) {
            return Optional.empty();
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
