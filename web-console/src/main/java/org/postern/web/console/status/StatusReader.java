// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.keeper.KeptPort;
import org.postern.web.console.internal.presentation.LocalAddresses;
import org.postern.web.console.sources.ConsoleServices;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Gathers what is known, and asks nobody. May be used from any thread. */
public final class StatusReader {
    private final ConsoleServices services;
    private final Memory memory;
    private final Function<KeptPort, Stream<KeptLine>> lines;
    private final Clock clock;

    /**
     * What is remembered from one look to the next.
     *
     * @param monitor of gateways
     * @param events of the keeper
     * @param searches for devices
     * @param examinations by the doctor
     */
    public record Memory(
            GatewayMonitor monitor,
            RecentEvents events,
            DeviceSearches searches,
            Examinations examinations) {}

    /**
     * Reads nothing yet.
     *
     * @param services what is there now
     * @param memory what was there
     * @param lines of a kept port, as they are shown here
     * @param clock of this machine
     */
    public StatusReader(
            ConsoleServices services,
            Memory memory,
            Function<KeptPort, Stream<KeptLine>> lines,
            Clock clock) {
        this.services = services;
        this.memory = memory;
        this.lines = lines;
        this.clock = clock;
    }

    /** What is known, for somebody who goes on looking: gateways are asked in the background. */
    public ConsoleStatus look() {
        memory.monitor().look();
        return read();
    }

    /** What is known now. */
    public ConsoleStatus read() {
        return new ConsoleStatus(
                clock.instant(),
                services.query(),
                services.gateways().entrySet().stream()
                        .limit(GatewayMonitor.MOST_GATEWAYS)
                        .map(each -> status(each.getKey().info(), each.getValue()))
                        .toList(),
                services.keeper().map(keeper -> keeper.ports().stream().flatMap(lines).toList()),
                services.reaches(),
                memory.events().all(),
                memory.events().troubles(),
                memory.searches().state(),
                memory.examinations().state(),
                LocalAddresses.now());
    }

    private GatewayStatus status(GatewayInfo info, GatewayState state) {
        GatewayAnswers answers = memory.monitor().answers(info.id());
        Optional<InetAddress> external =
                answers.details()
                        .flatMap(each -> each.externalAddress())
                        .or(state::externalAddress);
        return new GatewayStatus(info, external, answers);
    }
}
