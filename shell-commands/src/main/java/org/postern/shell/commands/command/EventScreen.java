// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.keeper.KeeperEvent;

/** Where a command shows what happens while it runs. Used by one thread at a time. */
interface EventScreen {
    /** Shows an event. */
    void show(KeeperEvent event);

    /** Says that events were left out, because nobody took them in time. */
    void leftOut(long number);

    /** Shows what changes by the clock alone. Called about once a second. */
    void refresh();

    /** Takes away what does not stay. Nothing is shown afterwards. */
    void end();

    /** Whether nobody can read what is shown any more. */
    boolean closed();
}
