// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.Mapping;
import org.postern.simulator.quirk.RouterHook;

/** A UDP mapping takes the place of the TCP mapping of the same port. */
public final class UdpEndsTcp implements RouterHook {
    @Override
    public boolean ends(Mapping taken, Mapping held) {
        return taken.transport() == Transport.UDP
                && held.samePort(Transport.TCP, taken.externalPort());
    }
}
