// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

class TerminalCommandTest {
    @ParameterizedTest
    @CsvSource({
        "xterm-256color,   , true",
        "xterm-256color, 1 , false",
        "xterm-256color, '', true",
        "dumb          ,   , false",
        "              ,   , false"
    })
    void coloursAreShownWhereTheTerminalHasThemAndTheUserWantsThem(
            String terminal, String noColour, boolean shown) {
        Map<String, String> environment = new HashMap<>();
        if (terminal != null) {
            environment.put("TERM", terminal);
        }
        if (noColour != null) {
            environment.put("NO_COLOR", noColour);
        }

        assertEquals(shown, TerminalCommand.showsColours(environment));
    }
}
