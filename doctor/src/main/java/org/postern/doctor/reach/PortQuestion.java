// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.gateway.Protocol;

import java.io.IOException;
import java.net.InetAddress;

/** Asks one helper, see {@link org.postern.api.doctor.OutsideHelper#ask}. */
@FunctionalInterface
public interface PortQuestion {
    /** Asks about a port at an address of this network. Blocks for some seconds. */
    OutsideResult ask(Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException;
}
