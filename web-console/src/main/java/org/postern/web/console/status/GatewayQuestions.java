// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortMapping;
import org.postern.web.console.internal.monitoring.PolledAnswer.Question;
import org.postern.web.console.internal.presentation.GatewayDetails;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a gateway is asked for the page, but for its traffic. Each question blocks. */
final class GatewayQuestions {
    private static final System.Logger LOGGER = System.getLogger("org.postern.web-console");
    private static final Set<Capability> LISTS = Set.of(Capability.LIST, Capability.OWN_LIST);

    private GatewayQuestions() {}

    /** Whether a gateway can tell what is open on it. Asks nothing. */
    static boolean tellsMappings(Gateway gateway) {
        return hasList(gateway) || gateway.pinholes().isPresent();
    }

    private static boolean hasList(Gateway gateway) {
        return !Collections.disjoint(gateway.capabilities(), LISTS);
    }

    /** The state of a gateway, without its traffic; what it refuses to tell is missing. */
    static Optional<GatewayDetails> details(Gateway gateway) throws InterruptedException {
        return Optional.of(
                new GatewayDetails(
                        gateway.capabilities().contains(Capability.STATUS)
                                ? told(() -> Optional.of(gateway.status()))
                                : Optional.empty(),
                        told(() -> Optional.of(gateway.externalAddress())),
                        told(gateway::link),
                        Optional.empty()));
    }

    /** What is open on a gateway, or why it does not tell; empty where it cannot. */
    static Optional<MappingList> mappings(Gateway gateway, Clock clock)
            throws InterruptedException {
        if (!tellsMappings(gateway)) {
            return Optional.empty();
        }
        boolean remembered = !gateway.capabilities().contains(Capability.LIST);
        Optional<Pinholes> firewall = gateway.pinholes();
        List<Pinhole> pinholes = firewall.isPresent() ? firewall.get().opened() : List.of();
        List<PortMapping> listed = List.of();
        String failure = "";
        try {
            if (hasList(gateway)) {
                listed = gateway.mappings();
            }
        } catch (GatewayException e) {
            failure = e.getMessage();
        }
        return Optional.of(new MappingList(clock.instant(), listed, pinholes, remembered, failure));
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
