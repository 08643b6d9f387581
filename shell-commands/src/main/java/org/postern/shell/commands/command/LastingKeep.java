// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.output.Progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps ports by configuration, and tells how far they are. */
final class LastingKeep {
    /** Set by a launcher whose configuration does not outlive the process. */
    static final String FORGETS = "postern.forgets";

    /** A gateway that is not known yet is found, and a port opened on it, within this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Call call;
    private final LastingPorts lasting;
    private final PortKeeper keeper;

    LastingKeep(Call call, LastingPorts lasting, PortKeeper keeper) {
        this.call = call;
        this.lasting = lasting;
        this.keeper = keeper;
    }

    Report run(List<MappingRequest> requests) throws GatewayException, InterruptedException {
        KeptIndex before = KeptIndex.of(keeper);
        for (MappingRequest request : requests) {
            checkNotKeptByOthers(before.at(request));
        }
        for (MappingRequest request : requests) {
            lasting.keep(request);
        }
        KeepOutcome outcome = new KeepOutcome(requests, await(requests));
        List<String> lines = new ArrayList<>(outcome.open());
        lines.add(fromNowOn(requests));
        return new Report(outcome.json(), lines, outcome.notOpen(), outcome.exitCode());
    }

    /** A configuration beside a program's would be refused by the keeper, in its log alone. */
    private static void checkNotKeptByOthers(Optional<KeptPort> kept) throws GatewayException {
        Optional<KeptPort> other = kept.filter(each -> !Origins.isConfiguration(each));
        if (other.isPresent()) {
            throw new GatewayException(
                    UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                    Naming.of(other.get().request())
                            + " is kept already, by "
                            + other.get().origin()
                            + ". Nothing is changed.");
        }
    }

    private List<KeptPort> await(List<MappingRequest> requests)
            throws GatewayException, InterruptedException {
        Wakeups wakeups = new Wakeups();
        Runnable unwatch = keeper.watch(event -> wakeups.wake());
        try {
            Progress.during(
                    call.console(),
                    "Opening " + Naming.of(requests),
                    () -> wakeups.await(() -> allSettled(requests), PATIENCE));
        } catch (InterruptedException e) {
            throw new CommandInterrupted(fromNowOn(requests));
        } finally {
            unwatch.run();
        }
        return KeptIndex.of(keeper).as(requests);
    }

    private boolean allSettled(List<MappingRequest> requests) {
        KeptIndex index = KeptIndex.of(keeper);
        return requests.stream()
                .allMatch(each -> index.as(each).filter(LastingKeep::settled).isPresent());
    }

    private static boolean settled(KeptPort port) {
        return switch (port.status().phase()) {
            case OPEN, TAKEN, REFUSED -> true;
            case WAITING, OPENING, RELEASED -> false;
        };
    }

    private String fromNowOn(List<MappingRequest> requests) {
        boolean forgets = Boolean.getBoolean(FORGETS);
        return Naming.of(requests)
                + (requests.size() > 1 ? " are" : " is")
                + (forgets
                        ? " kept as long as this shell lives"
                        : " kept from now on, over restarts")
                + "; 'release' ends it.";
    }
}
