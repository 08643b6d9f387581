// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.game;

import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortStatus;

import java.net.InetAddress;

/** Tells where players come in, and whenever that changes. */
final class Invitation implements PortListener {
    @Override
    public void opened(OpenPort port) {
        System.out.println("Players come in at " + place(port));
    }

    @Override
    public void changed(OpenPort port) {
        System.out.println("Players now come in at " + place(port));
    }

    @Override
    public void lost(OpenPort port, String reason) {
        System.out.println("Nobody comes in just now: " + reason);
    }

    @Override
    public void waiting(PortStatus.Trouble why) {
        System.out.println("The port is not open yet: " + why.sentence());
    }

    @Override
    public void taken(PortStatus.Trouble why) {
        waiting(why);
    }

    @Override
    public void refused(PortStatus.Trouble why) {
        waiting(why);
    }

    private static String place(OpenPort port) {
        String address =
                port.externalAddress()
                        .map(InetAddress::getHostAddress)
                        .orElse("the router's address");
        return address + " port " + port.mapping().externalPort();
    }
}
