// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Console.Environment;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The commands in the shells of Felix and Karaf. Words are passed on unchanged and parsed by
 * {@link CommandRunner}: Gogo's own option parsing reports mistakes as a bare "Cannot coerce".
 * Immediate, because Gogo would have a delayed component created again for each call.
 */
@Component(
        name = GogoCommands.NAME,
        service = GogoCommands.class,
        immediate = true,
        enabled = false,
        property = {
            "osgi.command.scope=upnp",
            "osgi.command.function=discover",
            "osgi.command.function=inspect",
            "osgi.command.function=gateway",
            "osgi.command.function=address",
            "osgi.command.function=map",
            "osgi.command.function=unmap",
            "osgi.command.function=mappings",
            "osgi.command.function=keep",
            "osgi.command.function=kept",
            "osgi.command.function=reopen",
            "osgi.command.function=release",
            "osgi.command.function=watch",
            "osgi.command.function=serve",
            "osgi.command.function=doctor",
            "osgi.command.function=helper",
            "osgi.command.function=simulate",
            "osgi.command.function=demo"
        })
public final class GogoCommands {
    static final String NAME = "org.postern.shell.commands.GogoCommands";

    /**
     * Session variables in which Gogo's and Karaf's shells with a line editor hold their
     * terminal.
     */
    private static final List<String> TERMINALS = List.of(".terminal", ".jline.terminal");

    /** Session variable of Karaf; Felix's line editor has one of this name, and a terminal. */
    private static final String KARAF_SESSION = ".session";

    /** What JLine provides where there is no terminal, such as in a pipe. */
    private static final String NO_TERMINAL = "DumbTerminal";

    /** Set by the launcher whose shell has no other commands. */
    static final String OWN_SHELL = "postern.shell";

    private final CommandRunner runner;

    @Activate
    public GogoCommands(@Reference CommandRunner runner) {
        this.runner = runner;
    }

    @Descriptor("lists the gateways, or all UPnP devices, of the network")
    public void discover(
            CommandSession session,
            @Descriptor("[--ttl N] [--filter TEXT] [--local-port N] [--help ...]") String... words)
            throws FailedCommandException {
        run("discover", session, words);
    }

    @Descriptor("reads one device description and says whether it is a gateway")
    public void inspect(
            CommandSession session, @Descriptor("URL [--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("inspect", session, words);
    }

    @Descriptor("shows the gateway that is used, and why this one")
    public void gateway(
            CommandSession session,
            @Descriptor("[--gateway URL|UDN|ADDRESS|NAME] [--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("gateway", session, words);
    }

    @Descriptor("prints the address under which the internet sees you")
    public void address(
            CommandSession session, @Descriptor("[--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("address", session, words);
    }

    @Descriptor("opens a port to this machine")
    public void map(
            CommandSession session,
            @Descriptor(
                            "PORT [INTERNAL|PORT...] [--protocol TCP|UDP|BOTH]"
                                    + " [--client ADDRESS] [--description TEXT] [--duration 1h]"
                                    + " [--any-port] [--help ...]")
                    String... words)
            throws FailedCommandException {
        run("map", session, words);
    }

    @Descriptor("closes a port on the router")
    public void unmap(
            CommandSession session,
            @Descriptor("PORT... [--protocol TCP|UDP|BOTH] [--client ADDRESS] [--help ...]")
                    String... words)
            throws FailedCommandException {
        run("unmap", session, words);
    }

    @Descriptor("lists the mappings that the router discloses")
    public void mappings(
            CommandSession session, @Descriptor("[--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("mappings", session, words);
    }

    @Descriptor("opens ports and keeps them open")
    public void keep(
            CommandSession session,
            @Descriptor(
                            "PORT... [--protocol TCP|UDP|BOTH] [--client ADDRESS]"
                                    + " [--description TEXT] [--duration 1h] [--any-port]"
                                    + " [--helper HOST[:PORT]|URL] [--help ...]")
                    String... words)
            throws FailedCommandException {
        run("keep", session, words);
    }

    @Descriptor("lists the ports that are kept open here")
    public void kept(CommandSession session, @Descriptor("[--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("kept", session, words);
    }

    @Descriptor("closes kept ports and opens them again")
    public void reopen(
            CommandSession session,
            @Descriptor("PORT... [--protocol TCP|UDP|BOTH] [--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("reopen", session, words);
    }

    @Descriptor("stops keeping ports and closes them")
    public void release(
            CommandSession session,
            @Descriptor("PORT... [--protocol TCP|UDP|BOTH] [--help ...]") String... words)
            throws FailedCommandException {
        run("release", session, words);
    }

    @Descriptor("prints what happens to gateways and ports until Ctrl-C")
    public void watch(CommandSession session, @Descriptor("[--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("watch", session, words);
    }

    @Descriptor("shows gateways and ports on a page in a browser, until Ctrl-C")
    public void serve(
            CommandSession session, @Descriptor("[--port N] [--json] [--help ...]") String... words)
            throws FailedCommandException {
        run("serve", session, words);
    }

    @Descriptor("examines why a port cannot be opened or reached")
    public void doctor(
            CommandSession session,
            @Descriptor(
                            "[PORT [INTERNAL]] [--protocol TCP|UDP] [--stun HOST[:PORT]]"
                                    + " [--helper HOST[:PORT]|URL] [--no-test] [--help ...]")
                    String... words)
            throws FailedCommandException {
        run("doctor", session, words);
    }

    @Descriptor("tells other hosts, until Ctrl-C, whether their ports are open")
    public void helper(
            CommandSession session,
            @Descriptor("[--port N] [--interface NAME|ADDRESS] [--json] [--help ...]")
                    String... words)
            throws FailedCommandException {
        run("helper", session, words);
    }

    @Descriptor("runs a simulated router until Ctrl-C")
    public void simulate(
            CommandSession session,
            @Descriptor("[--interface NAME] [--quirk NAME]... [--list] [--port N]") String... words)
            throws FailedCommandException {
        run("simulate", session, words);
    }

    @Descriptor("shows the main job on a simulated router")
    public void demo(CommandSession session, @Descriptor("[--verbose]") String... words)
            throws FailedCommandException {
        run("demo", session, words);
    }

    private void run(String name, CommandSession session, String... words)
            throws FailedCommandException {
        run(session, Stream.concat(Stream.of(name), Arrays.stream(words)).toArray(String[]::new));
    }

    void run(CommandSession session, String... words) throws FailedCommandException {
        List<String> all = Arrays.stream(words).map(String::valueOf).toList();
        @Nullable Process process = Process.Utils.current();
        if (process == null) {
            runner.run(all, new Console(System.out, System.err, false, false, environment()));
            return;
        }
        @Nullable Object terminal = terminal(session);
        boolean shown = process.isTty(2) && terminal != null && !isDumb(terminal);
        ShellTerminal keys = shellTerminal(terminal);
        PrintStream out = process.isTty(1) ? keys.flushing(process.out()) : process.out();
        PrintStream err = process.isTty(2) ? keys.flushing(process.err()) : process.err();
        boolean single = terminal == null && session.get(KARAF_SESSION) != null;
        SingleCommand command = new SingleCommand();
        Runnable giveBack = keys.takeInterruptKey(Thread.currentThread());
        try {
            int exitCode =
                    runner.run(
                            all,
                            new Console(
                                    out,
                                    single ? command.remembering(err) : err,
                                    shown,
                                    process.isTty(1),
                                    environment(),
                                    keys.display()));
            process.error(exitCode);
            if (single) {
                command.end(exitCode);
            }
        } finally {
            giveBack.run();
        }
    }

    private static Environment environment() {
        return Boolean.getBoolean(OWN_SHELL) ? Environment.OWN_SHELL : Environment.SHELL;
    }

    private static ShellTerminal shellTerminal(@Nullable Object terminal) {
        try {
            return JLineTerminal.of(terminal);
        } catch (LinkageError noJLine) {
            return ShellTerminal.NONE;
        }
    }

    private static @Nullable Object terminal(CommandSession session) {
        return TERMINALS.stream()
                .map(session::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isDumb(Object terminal) {
        return terminal.getClass().getSimpleName().equals(NO_TERMINAL);
    }
}
