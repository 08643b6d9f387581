// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.presentation.KeptRow;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.mapping.ProtocolOption;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.Progress;
import org.postern.shell.commands.releasing.PortToRelease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code reopen}: deletes kept ports on the router, and opens them again. */
public final class ReopenCommand implements Command {
    /** As long as {@code release} waits for the router. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Option PROTOCOL = ProtocolOption.option("whichever is kept");

    /**
     * A port that was asked to be opened again.
     *
     * @param end as {@link KeptPort#reopen()} has it
     */
    private record AskedReopening(KeptPort port, CompletableFuture<Void> end) {
        /** Empty where the port is open again. */
        Optional<GatewayException> failure() {
            if (!end.isDone()) {
                return Optional.of(
                        new GatewayException(
                                Reason.UNREACHABLE,
                                DisplayNames.of(port.request())
                                        + " is not open again yet: the router has not answered in"
                                        + " time. It is tried again."));
            }
            return Optional.ofNullable(end.handle((nothing, thrown) -> thrown).join())
                    .map(
                            thrown ->
                                    thrown instanceof GatewayException e
                                            ? e
                                            : new GatewayException(
                                                    Reason.FAILED, String.valueOf(thrown), thrown));
        }
    }

    @Override
    public Syntax syntax() {
        return Syntax.asking("reopen", "Closes kept ports and opens them again.", "PORT...")
                .withDetails(
                        "For ports that the router lists but no longer forwards. PORT is the"
                            + " requested port, or a range such as 6000-6010, and may name its"
                            + " protocol, as in 25565/tcp. TCP and UDP of one request are opened"
                            + " again together. Connections through the port may end.")
                .withOptions(PROTOCOL);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<PortRange> ranges = PortRange.parseAll(invocation.arguments());
        List<Protocol> protocols = ProtocolOption.of(invocation, List.of(Protocol.values()));
        List<KeptPort> ports = kept(ShellKeeper.of(invocation), ranges, protocols);
        if (ports.isEmpty()) {
            throw ShellKeeper.nothingKept(invocation.arguments());
        }
        List<AskedReopening> reopenings =
                ports.stream().map(each -> new AskedReopening(each, each.reopen())).toList();
        await(invocation, reopenings);
        return report(reopenings);
    }

    private static List<KeptPort> kept(
            PortKeeper keeper, List<PortRange> ranges, List<Protocol> protocols) {
        Set<KeptPort> kept = new LinkedHashSet<>();
        for (PortRange range : ranges) {
            keeper.ports().stream()
                    .filter(each -> range.has(each.request(), range.protocolsOr(protocols)))
                    .forEach(kept::add);
        }
        return List.copyOf(kept);
    }

    private static void await(Invocation invocation, List<AskedReopening> reopenings)
            throws GatewayException, InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(
                        reopenings.stream()
                                .map(AskedReopening::end)
                                .toArray(CompletableFuture<?>[]::new));
        try {
            Progress.during(invocation.console(), "Opening ports again", () -> endsInTime(all));
        } catch (InterruptedException e) {
            throw new CommandInterrupted("The ports will be opened again soon.");
        }
    }

    private static boolean endsInTime(CompletableFuture<Void> all) throws InterruptedException {
        try {
            all.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // The result of each one is read by the report.
            return false;
        }
    }

    private static Report report(List<AskedReopening> reopenings) throws GatewayException {
        List<String> sentences = new ArrayList<>();
        List<KeptPort> open = new ArrayList<>();
        Optional<GatewayException> failed = Optional.empty();
        for (AskedReopening each : reopenings) {
            Optional<GatewayException> failure = each.failure();
            if (failure.isEmpty()) {
                open.add(each.port());
                sentences.add(opened(each.port()));
            } else {
                failed = failed.or(() -> failure);
                sentences.add(AdviceWords.message(failure.get()));
            }
        }
        if (failed.isPresent()) {
            GatewayException first = failed.get();
            throw first.reworded(first.reason(), String.join(" ", sentences));
        }
        return Report.of(
                KeptRow.of(open).stream().map(each -> each.json(List.of())).toList(), sentences);
    }

    private static String opened(KeptPort port) {
        PortToRelease open = PortToRelease.whole(port);
        return DisplayNames.of(port.request())
                + open.family()
                + " has been closed and opened again"
                + (open.gateways().isEmpty() ? "." : " on " + open.gateways() + ".");
    }
}
