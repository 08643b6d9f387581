// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Traffic;
import org.postern.web.console.internal.presentation.GatewayDetails;
import org.postern.web.console.internal.traffic.WideTraffic;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Asks one gateway, and holds its last answers. {@link #askTraffic} and {@link #askAll} may be called
 * at the same time, each on one thread at a time; any thread may read the answers.
 */
final class GatewayQuestions {
    private static final System.Logger LOGGER = System.getLogger("org.postern.web-console");
    private static final Set<Capability> LISTS = Set.of(Capability.LIST, Capability.OWN_LIST);

    private final Gateway gateway;
    private final Clock clock;

    /** Guarded by this. */
    private final WideTraffic wide = new WideTraffic();

    /** Guarded by this. */
    private final TrafficMeter sent = new TrafficMeter();

    /** Guarded by this. */
    private final TrafficMeter received = new TrafficMeter();

    /** Guarded by this. */
    private Optional<Traffic> traffic = Optional.empty();

    /** Guarded by this; without traffic. */
    private Optional<GatewayDetails> details = Optional.empty();

    /** Guarded by this. */
    private Optional<MappingList> mappings = Optional.empty();

    /** Something that a gateway may refuse to tell. */
    @FunctionalInterface
    private interface Question<T> {
        Optional<T> ask() throws GatewayException, InterruptedException;
    }

    GatewayQuestions(Gateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    boolean isOf(Gateway other) {
        return gateway.equals(other);
    }

    synchronized GatewayAnswers answers() {
        return new GatewayAnswers(
                details.map(
                        each ->
                                new GatewayDetails(
                                        each.status(),
                                        each.externalAddress(),
                                        each.link(),
                                        traffic)),
                mappings,
                sent.points(),
                received.points());
    }

    /** The counters. */
    void askTraffic() throws InterruptedException {
        if (!gateway.capabilities().contains(Capability.TRAFFIC)) {
            return;
        }
        Optional<Traffic> told = told(gateway::traffic);
        Instant now = clock.instant();
        synchronized (this) {
            traffic = told;
            Optional<Traffic> counts = told.map(each -> wide.next(each, false));
            sent.add(now, counts.map(Traffic::bytesSent).orElse(OptionalLong.empty()));
            received.add(now, counts.map(Traffic::bytesReceived).orElse(OptionalLong.empty()));
        }
    }

    /** All but the counters. */
    void askAll() throws InterruptedException {
        Set<Capability> capabilities = gateway.capabilities();
        GatewayDetails facts =
                new GatewayDetails(
                        capabilities.contains(Capability.STATUS)
                                ? told(() -> Optional.of(gateway.status()))
                                : Optional.empty(),
                        told(() -> Optional.of(gateway.externalAddress())),
                        told(gateway::link),
                        Optional.empty());
        synchronized (this) {
            details = Optional.of(facts);
        }
        Optional<MappingList> list = mappings(capabilities);
        synchronized (this) {
            mappings = list;
        }
    }

    private Optional<MappingList> mappings(Set<Capability> capabilities)
            throws InterruptedException {
        Optional<Pinholes> firewall = gateway.pinholes();
        if (Collections.disjoint(capabilities, LISTS) && firewall.isEmpty()) {
            return Optional.empty();
        }
        boolean remembered = !capabilities.contains(Capability.LIST);
        List<Pinhole> pinholes = firewall.isPresent() ? firewall.get().opened() : List.of();
        try {
            List<PortMapping> listed =
                    Collections.disjoint(capabilities, LISTS) ? List.of() : gateway.mappings();
            return Optional.of(new MappingList(clock.instant(), listed, pinholes, remembered, ""));
        } catch (GatewayException e) {
            return Optional.of(
                    new MappingList(
                            clock.instant(), List.of(), pinholes, remembered, e.getMessage()));
        }
    }

    private static <T> Optional<T> told(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (GatewayException e) {
            LOGGER.log(Level.DEBUG, "The gateway did not tell: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
