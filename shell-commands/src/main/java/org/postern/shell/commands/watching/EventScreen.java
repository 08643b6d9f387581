// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.keeper.KeeperEvent;

/** Shows events while a command runs. Used by one thread at a time. */
public interface EventScreen {
    void show(KeeperEvent event);

    /** Shows what a helper outside found. */
    void show(PortReach reach);

    /** Shows a line that is no event, to the user alone. */
    void message(String line);

    /** Reports that events were dropped because they could not be shown fast enough. */
    void dropped(long number);

    /** Updates what changes with time alone. Called about once a second. */
    void refresh();

    /** Erases what is not to remain. Nothing is shown afterwards. */
    void end();

    /** Whether the output has no reader any more. */
    boolean closed();
}
