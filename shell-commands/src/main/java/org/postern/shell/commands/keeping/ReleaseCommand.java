// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandInterrupted;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.mapping.PortRange;
import org.postern.shell.commands.mapping.ProtocolOption;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.Progress;
import org.postern.shell.commands.releasing.PortRelease;
import org.postern.shell.commands.releasing.PortToRelease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code release}: stops keeping ports, and closes them. */
public final class ReleaseCommand implements Command {
    /**
     * Longer than a router needs for a few dozen ports; the keeper closes the rest in the
     * background.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Option PROTOCOL = ProtocolOption.option("whichever is kept");

    @Override
    public Syntax syntax() {
        return Syntax.asking("release", "Stops keeping ports and closes them.", "PORT...")
                .withDetails(
                        "PORT is the requested port, or a range such as 6000-6010, and may name its"
                                + " protocol, as in 25565/tcp. A port that a"
                                + " program keeps can only be released by that program.")
                .withOptions(PROTOCOL);
    }

    @Override
    public Report run(Invocation invocation)
            throws CommandException, GatewayException, InterruptedException {
        List<PortRange> ranges = PortRange.parseAll(invocation.arguments());
        List<Protocol> protocols = ProtocolOption.of(invocation, List.of(Protocol.values()));
        PortKeeper keeper = ShellKeeper.of(invocation);
        ConfigurationRemoval removal =
                new ConfigurationRemoval(keeper, invocation.services().lastingPorts());
        for (PortRange range : ranges) {
            removal.removeAll(range, range.protocolsOr(protocols));
        }
        List<PortRelease> releases = close(invocation, removal.kept());
        if (releases.isEmpty() && removal.configurations().isEmpty()) {
            throw nothing(invocation.arguments(), removal.others());
        }
        List<String> sentences = new ArrayList<>(PortRelease.sentences(releases));
        removal.configurations().forEach(pid -> sentences.add(neverKept(pid)));
        Optional<PortRelease> open =
                releases.stream().filter(release -> !release.isConfirmed()).findFirst();
        if (open.isPresent()) {
            sentences.add(
                    "Ports that may still be open are no longer kept: they close when their lease"
                            + " ends, or with 'unmap'.");
            throw open.get().failed(String.join(" ", sentences));
        }
        if (!removal.others().isEmpty()) {
            throw FailureMessages.withMore(
                    nothing(invocation.arguments(), removal.others()), sentences);
        }
        return Report.of(releases.stream().flatMap(ReleaseCommand::json).toList(), sentences);
    }

    private static List<PortRelease> close(Invocation invocation, List<PortToRelease> kept)
            throws GatewayException, InterruptedException {
        List<PortRelease> releases =
                Progress.during(
                        invocation.console(),
                        "Closing ports",
                        () -> PortRelease.releaseAll(kept, TIMEOUT));
        if (Thread.interrupted()) {
            throw new CommandInterrupted("The ports are no longer kept, and will be closed soon.");
        }
        return releases;
    }

    private static GatewayException nothing(List<String> words, List<KeptPort> others) {
        if (others.isEmpty()) {
            return ShellKeeper.nothingKept(words);
        }
        KeptPort other = others.get(0);
        // Such as "bundle org.example.game", or "program" alone.
        String owner = other.origin().split(" ", 2)[0];
        return new GatewayException(
                Reason.RESERVED,
                DisplayNames.of(other.request())
                        + " is kept by "
                        + (owner.equals(other.origin()) ? "a " + owner : other.origin())
                        + ", and stays open until that "
                        + owner
                        + " releases it.");
    }

    private static String neverKept(String pid) {
        return "The configuration " + pid + " is removed; its port was not kept.";
    }

    private static Stream<Object> json(PortRelease release) {
        return release.request().keys().stream()
                .map(
                        key ->
                                new JsonFields()
                                        .put("protocol", key.protocol())
                                        .put("requestedPort", key.externalPort())
                                        .put("wasOpen", !release.place().gateways().isEmpty())
                                        .put("confirmed", release.isConfirmed())
                                        .map());
    }
}
