// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.testkit.fakes.Fakes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/commands.md lists all variables, and their limits. */
class VariablesPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `POSTERN_.*");
    private static final Pattern NAME = Pattern.compile("`(POSTERN_[A-Z_]+)`");

    @Test
    void variables_areThoseOfAnEvent() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "commands.md"));
        String rows =
                ROW.matcher(page).results().map(MatchResult::group).collect(Collectors.joining());
        Set<String> variables =
                new TreeSet<>(
                        new PreviousPlaces()
                                .with(HookEvent.of(Fakes.event(Kind.GATEWAY_MISSING, "")))
                                .keySet());
        variables.add(EventVariables.OVERTAKEN);

        assertEquals(
                variables,
                NAME.matcher(rows)
                        .results()
                        .map(each -> each.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
