// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortStatus;
import org.postern.port.keeper.internal.listeners.ListenerShield;

import java.lang.System.Logger;

/** Passes calls on to a listener of another bundle; what it throws is logged with its owner. */
final class ShieldedListener implements PortListener {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private final String owner;
    private final PortListener listener;

    ShieldedListener(String owner, PortListener listener) {
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void opened(OpenPort port) {
        shielded(() -> listener.opened(port));
    }

    @Override
    public void changed(OpenPort port) {
        shielded(() -> listener.changed(port));
    }

    @Override
    public void notRenewed(OpenPort port, PortStatus.Trouble why) {
        shielded(() -> listener.notRenewed(port, why));
    }

    @Override
    public void lost(OpenPort port, String reason) {
        shielded(() -> listener.lost(port, reason));
    }

    @Override
    public void waiting(PortStatus.Trouble why) {
        shielded(() -> listener.waiting(why));
    }

    @Override
    public void taken(PortStatus.Trouble why) {
        shielded(() -> listener.taken(why));
    }

    @Override
    public void refused(PortStatus.Trouble why) {
        shielded(() -> listener.refused(why));
    }

    private void shielded(Runnable call) {
        ListenerShield.call(LOG.getName(), "The listener of a port of " + owner, call);
    }
}
