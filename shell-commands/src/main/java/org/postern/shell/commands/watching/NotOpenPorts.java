// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortStatus;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.TimeFormat;

import java.util.List;

/** Says of kept ports that are not open why, and when they are tried again. */
public final class NotOpenPorts {
    public static final String NO_GATEWAY = "No gateway has been found yet; try 'discover'.";

    private NotOpenPorts() {}

    /** One sentence or two for each port. */
    public static List<String> sentences(List<KeptPort> ports, TimeFormat times) {
        return ports.stream()
                .filter(port -> port.status().holdings().isEmpty())
                .map(port -> sentence(port, times))
                .toList();
    }

    private static String sentence(KeptPort port, TimeFormat times) {
        PortStatus status = port.status();
        return DisplayNames.of(port.request())
                + " is not open yet"
                + status.nextTry().map(at -> "; next try " + times.when(at)).orElse("")
                + ". "
                + status.lastTrouble().map(PortStatus.Trouble::sentence).orElse(NO_GATEWAY);
    }
}
