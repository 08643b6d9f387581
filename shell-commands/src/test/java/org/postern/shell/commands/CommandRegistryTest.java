// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class CommandRegistryTest {
    @Test
    void eachCommand_isFoundByItsName() {
        assertEquals(
                CommandRegistry.names().toList(),
                CommandRegistry.all().stream().map(each -> each.syntax().name()).toList());
    }

    @Test
    void anOptionsValue_isNoCommand() {
        assertEquals(2, CommandRegistry.indexOfName(List.of("--timeout", "300", "map", "80")));
    }
}
