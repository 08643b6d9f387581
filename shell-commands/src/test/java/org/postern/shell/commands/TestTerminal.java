// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.ManagementBeans;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;
import org.postern.api.upnp.Upnp;
import org.postern.gateways.merged.MergedGateway;
import org.postern.gateways.merged.ProtocolGateway;
import org.postern.gateways.merged.ProtocolGateways;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.command.UpnpLease;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.FakeDoctor;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.FakeLasting;
import org.postern.testkit.fakes.FakeUpnp;
import org.postern.testkit.fakes.Fakes;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Types commands into a runner whose services a test sets, and keeps what is printed. */
public final class TestTerminal implements Services {
    public final ModelGateway gateway;
    public final FakeUpnp upnp = new FakeUpnp();
    public final List<GatewayQuery> queries = new ArrayList<>();
    public List<String> warnings = List.of();
    public List<String> passedOver = List.of();
    public @Nullable Search finder = this::find;
    public @Nullable ToIntBiFunction<List<String>, List<PrintStream>> simulator;
    public final FakeKeeper keeper = new FakeKeeper();
    public final FakeLasting lasting = new FakeLasting(keeper);
    public final FakeHelper helper = new FakeHelper();
    public final FakeDoctor doctor = new FakeDoctor();

    /** Whether a helper is configured for all kept ports. */
    public boolean checked;

    public @Nullable PageServer pages;

    /** Whether the framework stops. */
    public volatile boolean stopping;

    public boolean helps = true;
    public boolean examines = true;
    public List<Gateway> known = List.of();
    public boolean keeps = true;
    public boolean lasts = true;
    public boolean tty;
    public boolean dataRead;
    public Environment environment = Environment.TERMINAL;
    public int leases;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What a search finds. */
    public interface Search {
        GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException;
    }

    public TestTerminal() {
        this(new ModelGateway(Fakes.info()));
    }

    public TestTerminal(ModelGateway gateway) {
        this.gateway = gateway;
    }

    public int type(String... words) {
        Console console = new Console(stream(out), stream(err), tty, tty && !dataRead, environment);
        return type(console, words);
    }

    public int type(Console console, String... words) {
        return new CommandRunner(this, "1.2.3").run(List.of(words), console);
    }

    public PrintStream errors() {
        return stream(err);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public GatewayFinder finder() throws CommandException {
        if (finder == null) {
            throw CommandException.unavailable("No finder.");
        }
        Search search = finder;
        return new GatewayFinder() {
            @Override
            public GatewayChoice find(GatewayQuery query)
                    throws GatewayException, InterruptedException {
                return search.find(query);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public List<Gateway> gateways() {
        return known;
    }

    @Override
    public UpnpLease upnp() {
        leases++;
        return new UpnpLease(upnp.as(Upnp.class), () -> leases--);
    }

    @Override
    public ToIntBiFunction<List<String>, List<PrintStream>> simulator() throws CommandException {
        if (simulator == null) {
            throw CommandException.unavailable("No simulator.");
        }
        return simulator;
    }

    @Override
    public PortKeeper keeper() throws CommandException {
        checkKeeps();
        return keeper;
    }

    @Override
    public PortKeeperProvider keepers() throws CommandException {
        checkKeeps();
        return keeper;
    }

    @Override
    public Optional<ManagementBeans> managementBeans() {
        return Optional.empty();
    }

    @Override
    public PageServer pageServer() throws CommandException {
        if (pages == null) {
            throw CommandException.unavailable("No page.");
        }
        return pages;
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return lasts ? Optional.of(lasting) : Optional.empty();
    }

    @Override
    public Doctor doctor() throws CommandException {
        if (!examines) {
            throw CommandException.unavailable("No doctor.");
        }
        return doctor;
    }

    @Override
    public OutsideHelper outsideHelper() throws CommandException {
        if (!helps) {
            throw CommandException.unavailable("No doctor.");
        }
        return helper;
    }

    @Override
    public Optional<ReachWatch> reachWatch() {
        return checked ? Optional.of(helper) : Optional.empty();
    }

    private void checkKeeps() throws CommandException {
        if (!keeps) {
            throw CommandException.unavailable("No keeper.");
        }
    }

    /** As users get it: TCP and UDP are opened as one there. */
    public static Gateway merged(Gateway gateway) {
        return new MergedGateway(new ProtocolGateways(new ProtocolGateway("upnp", 0, gateway)));
    }

    private GatewayChoice find(GatewayQuery query) throws GatewayException, InterruptedException {
        queries.add(query);
        return new GatewayChoice(merged(gateway), "It is the only one.", warnings, passedOver);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
