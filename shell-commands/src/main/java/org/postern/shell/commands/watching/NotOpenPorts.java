// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortStatus;
import org.postern.shell.commands.output.TimeFormat;

import java.util.List;

/** Says of kept ports that are not open why, and when they are tried again. */
public final class NotOpenPorts {
    public static final String NO_GATEWAY = "No gateway has been found yet.";

    private NotOpenPorts() {}

    /** Ports with the same reason share one message. */
    public static List<String> sentences(List<KeptPort> ports, TimeFormat times) {
        SimilarTexts texts = new SimilarTexts();
        for (KeptPort port : ports) {
            for (AddressFamily family : port.terms().families()) {
                PortStatus status = port.status(family);
                if (status.holdings().isEmpty()) {
                    texts.add(port.request(), family, reason(status, times));
                }
            }
        }
        return texts.sentences(
                (subject, reason) ->
                        subject.names()
                                + (subject.several() ? " are" : " is")
                                + " not open yet"
                                + reason);
    }

    private static String reason(PortStatus status, TimeFormat times) {
        return status.nextTry().map(at -> "; next try " + times.when(at)).orElse("")
                + ". "
                + status.lastTrouble().map(PortStatus.Trouble::sentence).orElse(NO_GATEWAY);
    }
}
