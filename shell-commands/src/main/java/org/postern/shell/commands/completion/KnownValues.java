// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.completion;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.KeptPort;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.output.DisplayNames;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The values of options and arguments that are known at the moment. */
final class KnownValues {
    static final String QUIRK = "quirk";

    /** Completion waits no longer than this for a router. */
    private static final long ROUTER_MILLIS = 1500;

    private final Services services;

    KnownValues(Services services) {
        this.services = services;
    }

    List<Choice> of(Option option) {
        return switch (option.getLongOpt()) {
            case "interface" -> interfaces();
            case "gateway" ->
                    gateways()
                            .map(
                                    each ->
                                            new Choice(
                                                    each.info().address().getHostAddress(),
                                                    each.info().name()))
                            .toList();
            case "control" ->
                    Stream.concat(
                                    Stream.of("auto"),
                                    gateways()
                                            .flatMap(
                                                    each -> each.info().controlProtocols().stream())
                                            .distinct())
                            .map(Choice::of)
                            .toList();
            case QUIRK -> quirks();
            default -> FixedValues.of(option).stream().map(Choice::of).toList();
        };
    }

    List<Choice> argumentsOf(String command) {
        return switch (command) {
            case "release" -> keptPorts(KeptPort::persistent);
            case "reopen" -> keptPorts(each -> true);
            case "unmap" -> mappedPorts();
            case "inspect" ->
                    gateways()
                            .flatMap(
                                    each ->
                                            each
                                                    .info()
                                                    .attribute(UpnpAttributes.DESCRIPTION_URL)
                                                    .stream()
                                                    .map(
                                                            url ->
                                                                    new Choice(
                                                                            url.toString(),
                                                                            each.info().name())))
                            .toList();
            default -> List.of();
        };
    }

    private static List<Choice> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .map(Choice::of)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private Stream<Gateway> gateways() {
        return services.gateways().stream();
    }

    private List<Choice> keptPorts(Predicate<KeptPort> offered) {
        try {
            return services.keeper().ports().stream()
                    .filter(offered)
                    .map(KeptPort::request)
                    .map(
                            each ->
                                    new Choice(
                                            String.valueOf(each.externalPort()),
                                            DisplayNames.protocols(each)))
                    .toList();
        } catch (CommandException e) {
            return List.of();
        }
    }

    private List<Choice> mappedPorts() {
        FutureTask<List<Choice>> asked = new FutureTask<>(() -> mappedPortsOfAll());
        Thread thread = new Thread(asked, "postern-completion");
        thread.setDaemon(true);
        thread.start();
        try {
            return asked.get(ROUTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The line can be completed by hand.
        } finally {
            asked.cancel(true);
        }
        return List.of();
    }

    private List<Choice> mappedPortsOfAll() throws GatewayException, InterruptedException {
        Stream.Builder<Choice> choices = Stream.builder();
        for (Gateway gateway : services.gateways()) {
            for (PortMapping mapping : gateway.mappings()) {
                if (mapping.internalClient().equals(gateway.info().localAddress())) {
                    choices.add(
                            new Choice(
                                    mapping.externalPort()
                                            + "/"
                                            + mapping.protocol().name().toLowerCase(Locale.ROOT),
                                    mapping.description()));
                }
            }
        }
        return choices.build().toList();
    }

    /** The first word of each line of the list. */
    private List<Choice> quirks() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream list = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            int code = services.simulator().applyAsInt(List.of("--list"), List.of(list, list));
            if (code != CommandExitCodes.SUCCESS) {
                return List.of();
            }
        } catch (CommandException e) {
            return List.of();
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(parts -> !parts[0].isEmpty())
                .map(parts -> new Choice(parts[0], parts.length > 1 ? parts[1] : ""))
                .toList();
    }
}
