// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.PortPhase;
import org.postern.api.upnp.IgdStatus;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.FakeDoctor;
import org.postern.testkit.fakes.Fakes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/commands.md lists all options, JSON fields and exit codes. */
@Timeout(60)
class CommandsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "commands.md");

    private final TestTerminal terminal = new TestTerminal();

    static Stream<Command> commands() {
        return CommandRegistry.all().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void options_areThoseOfTheCommand(Command command) throws IOException {
        String name = command.syntax().name();
        Set<String> options =
                command.syntax().own().stream()
                        .map(Option::getLongOpt)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(options, new TreeSet<>(matches(section(name), "(?m)^\\| `--([a-z0-9-]+)")));
    }

    @Test
    void commonOptions_areThoseOfMostCommands() throws IOException {
        Command gateway = CommandRegistry.find("gateway").orElseThrow();
        Set<String> options =
                gateway.syntax().shared().stream()
                        .map(Option::getLongOpt)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(options, new TreeSet<>(matches(heading("Common options"), "`--([a-z0-9-]+)")));
    }

    @ParameterizedTest
    @EnumSource
    void exitCodes_ofResults(UpnpResult result) throws IOException {
        assertEquals(
                List.of(String.valueOf(result.code())),
                matches(heading("Exit codes"), "(?m)^\\| (\\d+) \\| `" + result + "` \\|"));
    }

    @Test
    void exitCodes_ofTheProcess() throws IOException {
        int terminated = 143;

        assertEquals(
                Stream.of(
                                CommandExitCodes.OUTSIDE_THE_ROUTER,
                                CommandExitCodes.ONE_OF_TWO,
                                CommandExitCodes.USAGE,
                                CommandExitCodes.UNAVAILABLE,
                                CommandExitCodes.SOFTWARE,
                                CommandExitCodes.IO_ERROR,
                                CommandExitCodes.INTERRUPTED,
                                CommandExitCodes.BROKEN_PIPE,
                                terminated)
                        .map(String::valueOf)
                        .toList(),
                matches(heading("Exit codes"), "(?m)^\\| (\\d+) \\| \\|"));
    }

    @Test
    void fields_ofAFailure() throws IOException {
        terminal.gateway.failures.put(
                "externalAddress", Fakes.failure(UpnpResult.ACTION_FAILED, "It has none."));

        assertEquals(5, terminal.type("address", "--json"));
        assertEquals(
                printedFields(),
                // The table names two of them in one row.
                matches(heading("JSON").replace("`, `", "` |\n| `"), "(?m)^\\| `([a-zA-Z]+)` \\|"));
    }

    @Test
    void fields_ofDiscover() throws IOException {
        terminal.upnp.answer(
                "discover",
                List.of(Fakes.device(Fakes.DESCRIPTION_URL, Optional.of(Fakes.description()))));

        assertFields("discover");
    }

    @Test
    void fields_ofInspect() throws IOException {
        terminal.upnp.answer(
                "inspect",
                new Inspection(
                        Fakes.description(),
                        true,
                        IgdStatus.OK,
                        "It has one.",
                        Fakes.description().allServices().toList()));

        assertFields("inspect", Fakes.DESCRIPTION_URL);
    }

    @ParameterizedTest
    @MethodSource
    void fields_ofSingleCalls(List<String> words) throws IOException {
        terminal.gateway.holds(Fakes.mapping(Protocol.UDP, 81, "192.168.1.5"));
        terminal.doctor.diagnosis =
                FakeDoctor.withoutValues(
                        FakeDoctor.diagnosis(Cause.OK, List.of(), Optional.empty(), true));

        assertFields(words.toArray(String[]::new));
    }

    static Stream<List<String>> fields_ofSingleCalls() {
        return Stream.of(
                List.of("doctor", "80/tcp"),
                List.of("gateway"),
                List.of("address"),
                List.of("map", "80"),
                List.of("unmap", "81"),
                List.of("mappings"));
    }

    @Test
    void fields_ofKept() throws IOException {
        terminal.environment = Environment.SHELL;
        terminal.keeper
                .add(Fakes.request(Protocol.TCP, 80), "program")
                .open(Fakes.openPort(Protocol.TCP, 80))
                .trouble(Fakes.trouble(Instant.EPOCH, UpnpResult.SOCKET_ERROR, "It was silent."));

        assertFields("kept");
    }

    @Test
    void fields_ofHelper() throws Exception {
        RunningCommand helper = RunningCommand.start(terminal, "helper", "--json");
        RunningCommand.await(() -> terminal.out().endsWith("\n"));
        helper.interrupt();

        assertEquals(printedFields(), fieldsOnPage("helper"));
    }

    @Test
    void fields_ofRelease() throws IOException {
        terminal.environment = Environment.SHELL;
        terminal.lasting.keep(Fakes.request(Protocol.TCP, 80));
        terminal.keeper.kept.get(0).released.complete(null);

        assertFields("release", "80");
    }

    @Test
    void fields_ofEvents() throws Exception {
        RunningCommand watch = RunningCommand.start(terminal, "watch", "--json");
        RunningCommand.await(() -> !terminal.keeper.listeners.isEmpty());
        terminal.keeper.tell(
                Fakes.event(KeeperEvent.Kind.PORT_OPENED, Protocol.TCP, 80, "It is open."));
        RunningCommand.await(() -> terminal.out().endsWith("\n"));
        watch.interrupt();

        assertEquals(printedFields(), fieldsOnPage("keep"));
    }

    @Test
    void eventsAndStates_areAllNamed() throws IOException {
        List<String> events = new ArrayList<>(names(KeeperEvent.Kind.values()));
        events.addAll(
                List.of(
                        "PORT_REACHED",
                        "PORT_NOT_REACHED",
                        "PORT_NOT_CONFIRMED",
                        "PORT_NOT_CHECKED"));
        assertEquals(events, matches(section("keep"), "`([A-Z]+(?:_[A-Z]+)+)`"));
        assertEquals(names(PortPhase.values()), matches(section("kept"), "`([A-Z]+)`"));
    }

    private void assertFields(String... words) throws IOException {
        String[] typed = Arrays.copyOf(words, words.length + 1);
        typed[words.length] = "--json";
        assertEquals(0, terminal.type(typed), terminal::err);
        assertEquals(printedFields(), fieldsOnPage(words[0]));
    }

    private List<String> printedFields() {
        return List.copyOf(new LinkedHashSet<>(matches(terminal.out(), "\"(\\w+)\":")));
    }

    /** Those in braces after "JSON:". */
    private static List<String> fieldsOnPage(String command) throws IOException {
        String section = section(command);
        String paragraph = section.substring(section.indexOf("\nJSON: ")).strip();
        int blankLine = paragraph.indexOf("\n\n");
        if (blankLine >= 0) {
            paragraph = paragraph.substring(0, blankLine);
        }
        String braces = paragraph.substring(0, paragraph.lastIndexOf('}'));
        return List.copyOf(new LinkedHashSet<>(matches(braces, "`(\\w+)`")));
    }

    private static String section(String command) throws IOException {
        return heading("`" + command + "`");
    }

    private static String heading(String text) throws IOException {
        String page = Files.readString(PAGE) + "\n## ";
        String line = "\n## " + text + "\n";
        int start = page.indexOf(line);
        return page.substring(start, page.indexOf("\n## ", start + line.length()));
    }

    private static List<String> matches(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(each -> each.group(1)).toList();
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
