// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.CommandRegistry;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.Syntax;
import org.postern.simulator.RouterProtocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Completions and manual page name what the commands take. */
class CommandTextsTest {
    private static final List<Syntax> COMMANDS =
            CommandRegistry.all().stream().map(Command::syntax).toList();

    static Stream<Syntax> commands() {
        return COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void manualPage_hasTheCommandWithItsOwnOptions(Syntax command) {
        String page = new ManualPage(COMMANDS, List.of()).text("1", "2026-01-01");
        String[] parts = page.split("(?m)^\\.S[SH] ");
        String section =
                Stream.of(parts)
                        .filter(part -> part.matches("(?s)" + command.name() + "[ \n].*"))
                        .findFirst()
                        .orElseThrow();
        for (Option option : command.own()) {
            String name = "--" + option.getLongOpt();
            assertTrue(section.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), name);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void bash_offersTheOptionsOfTheCommand(Syntax command) {
        String branch =
                new BashCompletion(COMMANDS)
                        .script()
                        .lines()
                        .filter(line -> line.strip().startsWith(command.name() + ":*)"))
                        .findFirst()
                        .orElseThrow();
        List<String> words = List.of(branch.replaceAll(".*'(.*)'.*", "$1").split(" "));
        assertEquals(command.spellings().sorted().toList(), words.stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void zsh_offersTheOptionsOfTheCommand(Syntax command) {
        String script = new ZshCompletion(COMMANDS).script();
        String branch = script.substring(script.indexOf(" " + command.name() + ")\n"));
        branch = branch.substring(0, branch.indexOf(";;"));
        for (Option option : OptionValues.all(command)) {
            assertTrue(
                    branch.matches("(?s).*['*,]--" + option.getLongOpt() + "[\\[}].*"),
                    option.getLongOpt());
        }
    }

    @Test
    void values_areThoseOfTheOption() {
        assertEquals(List.of("TCP", "UDP", "BOTH"), values("map", "protocol"));
        assertEquals(List.of("TCP", "UDP"), values("doctor", "protocol"));
        assertEquals(List.of("1", "2"), values("simulate", "igd"));
        assertEquals(List.of("auto", "upnp", "pcp", "nat-pmp"), values("map", "control"));
        assertEquals(
                Stream.of(RouterProtocol.values()).map(RouterProtocol::optionName).toList(),
                values("simulate", "control"));
        assertTrue(values("simulate", "quirk").contains("lease-725"));
        assertEquals(List.of(), values("map", "description"));
    }

    private static List<String> values(String command, String name) {
        return OptionValues.of(
                commands()
                        .filter(each -> each.name().equals(command))
                        .flatMap(each -> OptionValues.all(each).stream())
                        .filter(option -> option.getLongOpt().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void zsh_readsNoPunctuationOfATextAsItsOwn() {
        Option option =
                Option.builder("x")
                        .longOpt("odd")
                        .hasArg()
                        .argName("A[:B]")
                        .desc("it's: a [b]")
                        .get();
        Syntax odd =
                new Syntax("odd", List.of(), "S.", List.of(), List.of(option), List.of(), false);

        assertTrue(
                new ZshCompletion(List.of(odd))
                        .script()
                        .contains("'(-x --odd)'{-x,--odd}'[it'\\''s\\: a \\[b\\]]:A\\[\\:B\\]: '"));
    }

    @Test
    void manualPage_readsNoTextAsARequest() {
        Syntax odd =
                new Syntax(
                        "odd",
                        List.of(),
                        ".sp 'a' \\n",
                        List.of("'br"),
                        List.of(),
                        List.of(),
                        false);
        String page = new ManualPage(List.of(odd), List.of()).text("1", "2026-01-01");

        assertTrue(page.contains("\n\\&.sp \\(aqa\\(aq \\en\n"), page);
        assertTrue(page.contains("\n\\(aqbr\n"), page);
    }

    @Test
    void exitStatus_hasAllResultsAndTheOtherCodes() throws IOException {
        List<ExitStatus> codes =
                ExitStatus.in(Files.readString(Path.of("..", "docs", "commands.md")));

        assertEquals(
                Stream.of(UpnpResult.values()).map(Enum::name).toList(),
                codes.stream().map(ExitStatus::name).filter(name -> !name.isEmpty()).toList());
        assertEquals(new ExitStatus("130", "", "Ctrl-C"), find(codes, "130"));
        assertFalse(find(codes, "0").meaning().isEmpty());
    }

    private static ExitStatus find(List<ExitStatus> codes, String code) {
        return codes.stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
    }
}
