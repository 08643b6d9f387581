// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.Progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code release}: keeps ports no longer, and closes them. */
final class ReleaseCommand implements Command {
    /** Longer than a router needs for a few dozen ports; the keeper goes on closing the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Option PROTOCOL =
            Syntax.value(
                    Protocols.OPTION.getLongOpt(),
                    Protocols.OPTION.getArgName(),
                    "the transport protocol; default: whichever is kept");

    @Override
    public Syntax syntax() {
        return Syntax.asking("release", "Keeps ports no longer, and closes them.", "PORT...")
                .withDetails(
                        "PORT is the one that was asked for, or a range such as 6000-6010. What a"
                                + " program keeps,",
                        "that program alone can release.")
                .withOptions(PROTOCOL);
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        List<PortRange> ranges = new ArrayList<>();
        for (String word : call.arguments()) {
            ranges.add(PortRange.parse(word));
        }
        List<Protocol> protocols =
                call.has(PROTOCOL.getLongOpt()) ? Protocols.of(call) : List.of(Protocol.values());
        Keepers.checkInShell(call);
        PortKeeper keeper = call.services().keeper();
        Releases releases = new Releases(keeper, call.services().lastingPorts());
        for (PortRange range : ranges) {
            releases.release(range, protocols);
        }
        List<Closing> closings = close(call, releases.kept());
        if (closings.isEmpty() && releases.configurations().isEmpty()) {
            throw nothing(call.arguments(), releases.others());
        }
        List<String> sentences = new ArrayList<>(Closing.sentences(closings));
        releases.configurations().forEach(pid -> sentences.add(neverKept(pid)));
        Optional<Closing> open =
                closings.stream().filter(closing -> !closing.isConfirmed()).findFirst();
        if (open.isPresent()) {
            sentences.add("What may be open still is kept no longer, and ends with its lease.");
            throw new GatewayException(open.get().result(), String.join(" ", sentences));
        }
        if (!releases.others().isEmpty()) {
            throw Failures.withMore(nothing(call.arguments(), releases.others()), sentences);
        }
        return Report.of(closings.stream().map(ReleaseCommand::json).toList(), sentences);
    }

    private static List<Closing> close(Call call, List<KeptPort> kept)
            throws GatewayException, InterruptedException {
        List<Closing> closings =
                Progress.during(call.console(), "Closing ports", () -> Closing.of(kept, PATIENCE));
        if (Thread.interrupted()) {
            throw new CommandInterrupted("The ports are kept no longer, and closed soon.");
        }
        return closings;
    }

    private static GatewayException nothing(List<String> words, List<KeptPort> others) {
        if (others.isEmpty()) {
            return new GatewayException(
                    UpnpResult.PORT_MAPPING_NOT_FOUND,
                    "Nothing is kept at " + String.join(", ", words) + ": 'kept' lists what is.");
        }
        KeptPort other = others.get(0);
        return new GatewayException(
                UpnpResult.CONFLICT_WITH_OTHER_MECHANISM,
                Naming.of(other.request())
                        + " is kept by "
                        + other.origin()
                        + ", and stays open until that releases it.");
    }

    private static String neverKept(String pid) {
        return "The configuration " + pid + " is removed; its port was not kept.";
    }

    private static Object json(Closing closing) {
        return new JsonFields()
                .put("protocol", closing.request().protocol())
                .put("requestedPort", closing.request().externalPort())
                .put("wasOpen", !closing.places().isEmpty())
                .put("confirmed", closing.isConfirmed())
                .map();
    }
}
